// The reader's panel, copying a citation, keys. Every page is whole without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var site = root.dataset.site || "meetingsite";

  function recall(name) {
    try {
      return localStorage.getItem(site + "." + name) || "";
    } catch (error) {
      return "";
    }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(site + "." + name, value);
      else localStorage.removeItem(site + "." + name);
    } catch (error) {
      // storage is switched off: the choice holds for this page
    }
  }

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    if (text) element.textContent = text;
    return element;
  }

  // ── the reader's panel ──
  var CHOICES = [
    ["theme", "配色", [["", "随系统"], ["light", "浅色"], ["dark", "深色"]]],
    ["size", "字号", [["small", "小"], ["", "中"], ["large", "大"], ["huge", "特大"]]],
    ["leading", "行距", [["tight", "紧"], ["", "中"], ["loose", "松"]]],
    ["align", "对齐", [["", "两端"], ["start", "左齐"]]],
    ["keys", "快捷键", [["", "开"], ["off", "关"]]]
  ];

  function panel(tools) {
    var details = make("details", { class: "panel" });
    details.append(make("summary", {}, "阅读设置"));
    var box = make("div", { class: "choices" });
    CHOICES.forEach(function (choice) {
      var name = choice[0];
      var group = make("fieldset", {});
      group.append(make("legend", {}, choice[1]));
      choice[2].forEach(function (option) {
        var label = make("label", {});
        var input = make("input", { type: "radio", name: site + "-" + name, value: option[0] });
        input.checked = recall(name) === option[0];
        input.addEventListener("change", function () {
          keep(name, option[0]);
          if (option[0]) root.dataset[name] = option[0];
          else delete root.dataset[name];
        });
        label.append(input, document.createTextNode(option[1]));
        group.append(label);
      });
      box.append(group);
    });
    box.append(make("p", { class: "note" }, "快捷键：j 下一段，k 上一段，c 复制本段引文，[ 前一篇，] 后一篇，o 原文对照。"));
    details.append(box);
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        details.open = false;
        details.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) details.open = false;
    });
    tools.append(details);
  }

  // ── citations ──
  var article = document.querySelector("[data-cite-title]");
  var status = make("p", { class: "told", role: "status" });
  if (!document.querySelector("[role=status]")) document.body.append(status); // the search page has its own
  var clearing = 0;

  function tell(text) {
    status.textContent = text;
    clearTimeout(clearing);
    clearing = setTimeout(function () {
      status.textContent = "";
    }, 4000);
  }

  function citation(handle) {
    var block = handle.closest(".blk");
    var address = location.href.split("#")[0] + "#" + block.id;
    var data = article.dataset;
    return "《" + data.citeTitle + "》，" + data.citeAgency + "，" + data.citeDate + "，第" + handle.dataset.n + "段，" + address;
  }

  function copyOld(text) {
    var area = make("textarea", { class: "told" });
    area.value = text;
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function copy(text, said) {
    var done = function () {
      tell(said);
    };
    var old = function () {
      if (copyOld(text)) done();
      else tell(text);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }

  function cite(handle) {
    copy(citation(handle), "已复制第" + handle.dataset.n + "段的引文");
  }

  var handles = article ? Array.from(article.querySelectorAll(".pn")) : [];

  handles.forEach(function (handle) {
    handle.title = "复制第" + handle.dataset.n + "段的引文";
    handle.addEventListener("click", function (event) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) cite(handle);
    });
  });

  // ── corrections to paste ──
  document.querySelectorAll(".fix").forEach(function (fix) {
    var button = make("button", { type: "button" }, "复制");
    button.addEventListener("click", function () {
      copy(fix.querySelector("code:not(.path)").textContent + "\n", "已复制订正");
    });
    fix.querySelector(".fix-head").append(button);
  });

  // ── keys ──
  function step(by) {
    var top = 120;
    var at = handles.indexOf(document.activeElement);
    if (at < 0) {
      at = handles.findIndex(function (handle) {
        return handle.closest(".blk").getBoundingClientRect().bottom > top;
      });
      if (at < 0) at = handles.length;
      if (by > 0) at -= 1;
    }
    var target = handles[Math.max(0, Math.min(handles.length - 1, at + by))];
    if (!target) return;
    target.closest(".blk").scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  function follow(selector) {
    var target = document.querySelector(selector);
    if (target) target.click();
  }

  document.addEventListener("keydown", function (event) {
    if (recall("keys") === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "[") follow("[data-go=prev] .t");
    else if (event.key === "]") follow("[data-go=next] .t");
    else if (event.key === "/" && !document.querySelector("[data-search]")) {
      event.preventDefault();
      var box = document.querySelector("input[type=search]");
      if (box) box.focus();
      else follow("[data-door=search]");
    } else if (event.key === "o") follow("[data-go=source]");
    else if (event.key === "c" && handles.indexOf(document.activeElement) >= 0) cite(document.activeElement);
  });

  document.querySelectorAll("[data-tools]").forEach(panel);
})();
