// A document opened from the search page: its words marked, and steps from one to the next. Nothing without ?q=.
(function () {
  "use strict";
  const query = new URLSearchParams(location.search).get("q");
  const here = document.currentScript.src;
  if (!query || query.length > 800) return;
  const REGIONS = "#title, .front-line, .text .blk > *";

  function load(path) {
    return new Promise(function (resolve) {
      const script = document.createElement("script");
      script.onload = script.onerror = resolve;
      script.src = new URL(path, here).href;
      document.head.append(script);
    });
  }

  // The nodes of the text of *element*, without the handles.
  function nodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  function mark(element, words, marks) {
    const texts = nodes(element);
    const whole = texts.map((node) => node.data).join("");
    const pieces = [];
    let reached = 0;
    SEARCH.find(whole, words).forEach(function (one) {
      pieces.push([Math.max(one[0], reached), one[1], marks.length]);
      reached = one[1];
      marks.push([]);
    });
    let end = whole.length;
    for (const node of texts.reverse()) {
      const start = end - node.data.length;
      for (let i = pieces.length - 1; i >= 0; i--) {
        const from = Math.max(pieces[i][0], start) - start, to = Math.min(pieces[i][1], end) - start;
        if (from >= to) continue;
        const piece = node.splitText(from);
        piece.splitText(to - from);
        const found = document.createElement("mark");
        found.className = "found";
        piece.replaceWith(found);
        found.append(piece);
        marks[pieces[i][2]].unshift(found);
      }
      end = start;
    }
  }

  function bar(marks) {
    let at = -1;
    const box = document.createElement("div");
    const said = document.createElement("span");
    box.className = "steps";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "检索词在本篇");
    said.setAttribute("role", "status");

    function go(by) {
      if (at >= 0) marks[at].forEach((one) => one.classList.remove("now"));
      at = by === undefined ? start() : (at + by + marks.length) % marks.length;
      marks[at].forEach((one) => one.classList.add("now"));
      if (by !== undefined) marks[at][0].scrollIntoView({ block: "center" });
      said.textContent = "第 " + (at + 1) + " 处，共 " + marks.length + " 处";
    }

    function start() {
      let target = null;
      try {
        target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      } catch (error) {
        // not an address of ours
      }
      const first = target ? marks.findIndex((one) => target.contains(one[0])) : 0;
      return Math.max(first, 0);
    }

    function button(label, name, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      return made;
    }

    const back = document.createElement("a");
    back.href = new URL("../search.html?q=", here).href + encodeURIComponent(query);
    back.textContent = "回到检索";
    box.append(said);
    if (marks.length) {
      box.append(button("↑", "上一处", () => go(-1)), button("↓", "下一处", () => go(1)));
    }
    box.append(back, button("×", "去掉标记", function () {
      document.querySelectorAll("mark.found").forEach(function (one) {
        const parent = one.parentNode;
        one.replaceWith(...one.childNodes);
        parent.normalize();
      });
      box.remove();
    }));
    document.body.append(box);
    if (marks.length) go();
    else said.textContent = "本页没有检索词";
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("search.css", here).href;
  document.head.append(style);
  load("words.js").then(() => SEARCH.needFolds().catch(() => true)).then(function () {
    const words = SEARCH.parse(query).words, marks = [];
    if (!words.length) return;
    document.querySelectorAll(REGIONS).forEach((element) => mark(element, words, marks));
    bar(marks);
  });
})();
