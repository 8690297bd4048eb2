// The search page: the query in the address, what was found, filters, keys. Everything said goes through text nodes.
(function (SEARCH) {
  "use strict";
  const { make, parse, lookup } = SEARCH;
  const LONGEST = 800, MOST_WORDS = 20, MOST_PAGES = 20;
  const main = document.querySelector("[data-search]");
  const part = (name) => main.querySelector("[data-part=" + name + "]");
  const input = main.querySelector("input[name=q]");
  const [status, trouble, empty, doors] = ["status", "trouble", "empty", "doors"].map(part);
  const shown = ["trouble", "ways", "jump", "hits", "more", "facets", "empty"].map(part);
  const page = { part, go, link, note, released, show, complain };
  const filters = SEARCH.filters(page), results = SEARCH.results(page);
  let turn = 0, seen = 0, pressed = null;

  // ── the address ──
  const wellFormed = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd");

  function state() {
    const asked = new URLSearchParams(location.search);
    const n = Math.min(Math.max(1, parseInt(asked.get("n"), 10) || 1), MOST_PAGES);
    const listed = Math.min((history.state && history.state.listed) || 0, MOST_PAGES * 10);
    const now = { q: wellFormed(asked.get("q") || "").trim(), n, listed, by: "", filters: {} };
    filters.FACETS.forEach(function ([name]) {
      if (asked.get("by") === name) now.by = name;
      if (asked.get(name)) now.filters[name] = asked.get(name);
    });
    return now;
  }

  function address(now) {
    const asked = new URLSearchParams();
    if (now.q) asked.set("q", now.q);
    Object.keys(now.filters).forEach((name) => asked.set(name, now.filters[name]));
    if (now.by) asked.set("by", now.by);
    if (now.n > 1) asked.set("n", now.n);
    return location.pathname + "?" + asked;
  }

  function go(now) {
    try {
      history.pushState(null, "", address(now));
    } catch (error) {
      location.assign(address(now)); // a browser that keeps no history for files
      return;
    }
    run();
  }

  function note(now, listed) {
    if (seen !== turn) return; // the address is that of another search already
    try {
      history.replaceState({ listed }, "", address(now));
    } catch (error) {
      // the same browser: the list is only shorter after a reload
    }
  }

  function link(now, ...children) {
    const made = make("a", { href: address(now) }, ...children);
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(now);
    });
    return made;
  }

  // ── what is pressed stays where it is until it is let go, or the click would be lost ──
  addEventListener("pointerdown", function (event) {
    if (event.button) return;
    pressed = new Promise(function (done) {
      const end = () => setTimeout(done); // after the click
      ["pointerup", "pointercancel", "blur"].forEach((name) => addEventListener(name, end, { once: true }));
      setTimeout(done, 2000);
    });
  });
  function released() {
    return pressed;
  }

  // ── a run ──
  function clear() {
    shown.forEach(function (element) {
      element.replaceChildren();
      element.hidden = true;
    });
    status.textContent = "";
  }

  function show(element, ...children) {
    element.replaceChildren(...children);
    element.hidden = false;
  }

  async function run() {
    const mine = ++turn, now = state(), slow = setTimeout(() => mine === turn && (status.textContent = "正在检索……"), 400);
    if (document.activeElement !== input || !input.value) input.value = now.q;
    main.dataset.state = now.q ? "asked" : "idle";
    doors.hidden = Boolean(now.q);
    document.title = (now.q ? now.q.slice(0, 40) + " · " : "") + main.dataset.title;
    try {
      const said = now.q ? await answer(now) : () => clear();
      await released();
      if (mine !== turn) return;
      said();
      seen = mine;
    } catch (error) {
      if (mine !== turn) return;
      clear();
      doors.hidden = false;
      complain(error);
    } finally {
      clearTimeout(slow);
    }
  }

  function complain(error) {
    const why = error.missing ? error.missing + " 缺失或残缺。请刷新本页再试；仍不行，请重新生成网站。目录照常可用。"
      : error.stale ? "网站刚刚更新过。请刷新本页再试。" : error.message;
    show(trouble, "检索没有完成：" + why);
  }

  // What is to be shown for *now*, as a function that shows it.
  async function answer(now) {
    if (now.q.length > LONGEST) return tooLong();
    const site = await lookup.opened();
    if (!lookup.plain(now.q)) await SEARCH.needFolds();
    const query = parse(now.q);
    const count = query.words.length + query.without.length;
    if (!count) return refusal(/^[-－\s]+$/.test(now.q) ? "减号后面请紧接着写不要的字词，如“-会议”；要找减号本身，写成 \"-\"。" : "请输入要检索的字词。");
    if (count > MOST_WORDS) return refusal("检索词有 " + count + " 个，最多 " + MOST_WORDS + " 个。");
    const [found, named] = await Promise.all([lookup.search(query), lookup.names(query), filters.need(site, filters.wanted(now))]);
    const numbers = found.numbers.filter((number) => filters.passes(number, now.filters));
    const [order, heads] = filters.grouped(now, lookup.ranked(numbers, found.found, filters.date));
    const aid = found.numbers.length ? null : await results.hints(now, query, site);
    const cards = await Promise.all(order.slice(0, results.first(now)).map(lookup.card));
    return function () {
      clear();
      status.textContent = "共找到 " + numbers.length + " 篇" + (numbers.length < found.numbers.length ? "（筛选前 " + found.numbers.length + " 篇）" : "");
      if (named.length) results.showNames(named, query);
      doors.hidden = !aid;
      if (aid) show(empty, ...aid);
      else {
        filters.showPanel(now, found.numbers, site);
        if (numbers.length > 1) filters.showWays(now);
        if (order.length) results.showHits(now, order, query, cards, heads);
        else show(empty, make("p", {}, "合于这些筛选条件的一篇也没有。"), link({ ...now, n: 1, filters: {} }, "清除筛选"));
      }
    };
  }

  function refusal(words) {
    return function () {
      clear();
      doors.hidden = false;
      show(trouble, words);
    };
  }

  const tooLong = () => refusal("检索词超过 " + LONGEST + " 字。请摘取其中一句。"); // hosts refuse addresses over 8 kB

  // ── keys ──
  function step(by, event) {
    const links = Array.from(main.querySelectorAll("[data-part=jump] li a, .hit h2 a, [data-part=more] button"));
    const at = links.indexOf(document.activeElement);
    if (at < 0 && (document.activeElement !== input || by < 0)) return;
    event.preventDefault();
    (at + by < 0 ? input : links[Math.min(at + by, links.length - 1)] || input).focus();
  }

  function off() {
    try {
      return localStorage.getItem(document.documentElement.dataset.site + ".keys") === "off";
    } catch (error) {
      return false; // storage is switched off
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !off() && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "ArrowDown") step(1, event);
    else if (event.key === "ArrowUp") step(-1, event);
    else if (event.key === "Escape" && document.activeElement.closest(".hit, [data-part=jump]")) input.focus();
  });

  main.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    const q = wellFormed(input.value).trim();
    if (q.length <= LONGEST) return go({ q, n: 1, filters: {} });
    turn++;
    tooLong()();
  });
  addEventListener("popstate", function () {
    input.value = state().q;
    run();
  });
  lookup.opened().catch(() => null); // the first files, while the reader types
  run();
})(window.SEARCH);
