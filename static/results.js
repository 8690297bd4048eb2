// What is shown of a search: pages by name, hits with snippets, filters, and what to try when nothing was found.
// *page* has the parts of the page, and how to go to another search, link to one, show something, and complain.
window.SEARCH.results = function (page) {
  "use strict";
  const SEARCH = window.SEARCH;
  const { part, go, link, show, complain } = page;
  const { make, find, lookup } = SEARCH;
  const PAGE = 10, SHOWN = 8, SNIPPET = 110;
  const FACETS = [["year", "年份"], ["topic", "专题"], ["kind", "类型"], ["agency", "机关"]];
  const KINDS = { agency: "机关", person: "人物", topic: "专题", meeting: "会议", work: "文件" };
  const UNKNOWN = { agency: "机关不详", year: "年份不详" };
  const wide = matchMedia("(min-width: 60rem)");
  const [jump, hits, more, panel] = ["jump", "hits", "more", "facets"].map(part);
  let watcher = null;

  function values(name, number) {
    const { names, of } = lookup.facets[name], own = of[number] || [];
    return own.length || !UNKNOWN[name] ? own.map((place) => names[place]) : [UNKNOWN[name]];
  }

  const passes = (number, filters, but) =>
    Object.keys(filters).every((name) => name === but || values(name, number).includes(filters[name]));

  const asking = (q) => link({ q, n: 1, filters: {} }, q);

  // ── pages by name ──
  function showNames(named, query) {
    const rows = named.slice(0, 6).map((one) => make("li", {},
      make("a", { href: target(one.url) }, ...marked(one.name, query.words)),
      make("span", { class: "detail" }, [KINDS[one.kind] || "", one.note, one.count ? one.count + " 篇" : ""].filter(Boolean).join(" · "))));
    show(jump, make("h2", {}, "直达"), make("ul", {}, ...rows));
    if (named.length > 6) jump.append(make("p", { class: "detail" }, "另有 " + (named.length - 6) + " 个名称含有检索词"));
  }

  const target = (url) => SEARCH.root + url.split("/").map(encodeURIComponent).join("/");

  function marked(text, words, from, to) {
    const pieces = [], end = to === undefined ? text.length : to;
    let at = from || 0;
    for (const [start, stop] of find(text, words)) {
      if (start < at || stop > end) continue;
      pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, stop)));
      at = stop;
    }
    return pieces.concat(text.slice(at, end)).filter(Boolean);
  }

  // ── hits ──
  function showHits(now, order, query, cards) {
    const shown = Math.min(order.length, now.n * PAGE);
    if (watcher) watcher.disconnect();
    watcher = window.IntersectionObserver && new IntersectionObserver(function (entries) {
      entries.filter((entry) => entry.isIntersecting).forEach(function (entry) {
        watcher.unobserve(entry.target);
        fill(entry.target);
      });
    }, { rootMargin: "120px" });

    function fill(row) {
      lookup.card(Number(row.dataset.number)).then((card) => row.replaceChildren(...hit(card, now.q, query)), complain);
    }

    const rows = order.slice(0, shown).map(function (number, i) {
      const row = make("li", { class: "hit", "data-number": number });
      if (cards[i]) row.append(...hit(cards[i], now.q, query));
      else {
        row.append(make("p", { class: "none" }, "第 " + (i + 1) + " 篇……"));
        if (watcher) watcher.observe(row);
        else fill(row);
      }
      return row;
    });
    show(hits, ...rows);
    if (shown < order.length) {
      const button = make("button", { type: "button" }, "再看 " + Math.min(PAGE, order.length - shown) + " 篇");
      button.addEventListener("click", function () {
        const before = hits.children.length;
        go({ ...now, n: now.n + 1 }, true);
        new MutationObserver(function (changes, observer) {
          const next = hits.children[before] && hits.children[before].querySelector("a");
          if (!next) return;
          observer.disconnect();
          next.focus();
        }).observe(hits, { childList: true, subtree: true });
      });
      show(more, button, make("span", { class: "detail" }, "已列 " + shown + " 篇，共 " + order.length + " 篇"));
    }
  }

  function hit(card, q, query) {
    const pieces = fragments(card, query.words);
    const at = (piece) => target(card.url) + "?q=" + encodeURIComponent(q) + (piece ? "#" + encodeURIComponent(piece.anchor) : "");
    const where = [card.date && date(card.date), card.agency || "机关不详", card.kind].filter(Boolean);
    const inTitle = find(card.title, query.words).length > 0;
    return [
      make("h2", {}, make("a", { class: "song", href: at(pieces[0] && pieces[0].found ? pieces[0] : null) }, ...marked(card.title, query.words))),
      make("p", { class: "detail" }, where.join(" · "), ...(inTitle ? [make("span", { class: "tag" }, "题名")] : [])),
      ...pieces.map((piece) => make("p", { class: "snippet song" }, piece.from ? "……" : "",
        ...marked(piece.text, query.words, piece.from, piece.to), piece.to < piece.text.length ? "……" : "",
        ...(piece.found && /^p\d+$/.test(piece.anchor) ? [make("a", { class: "at", href: at(piece) }, "第" + piece.anchor.slice(1) + "段")] : []))),
    ];
  }

  const date = (iso) => iso.split("-").map((n, i) => parseInt(n, 10) + "年月日"[i]).join("");

  // The paragraph that has most of the words, and one for those it lacks; else how the text begins.
  function fragments(card, words) {
    const found = card.paragraphs.map((text, i) => ({ i, marks: find(text, words) }));
    const chosen = [], have = new Set();
    for (let round = 0; round < 2; round++) {
      const fresh = (one) => new Set(one.marks.map((mark) => mark[2]).filter((word) => !have.has(word))).size;
      const best = found.reduce((a, b) => (fresh(b) > fresh(a) || (fresh(b) === fresh(a) && b.marks.length > a.marks.length && round === 0) ? b : a), found[0]);
      if (!best || !fresh(best)) break;
      chosen.push(piece(card, best, have));
    }
    if (!chosen.length && card.paragraphs.length) chosen.push(piece(card, found[0], have));
    return chosen;
  }

  // The stretch of a paragraph that shows most of the words not shown yet.
  function piece(card, { i, marks }, have) {
    const text = card.paragraphs[i], some = marks.slice(0, 100);
    const gain = (from) => new Set(some.filter((mark) => mark[0] >= from[0] && mark[1] <= from[0] + SNIPPET - 24 && !have.has(mark[2])).map((mark) => mark[2])).size;
    const best = some.reduce((a, b) => (a && gain(a) >= gain(b) ? a : b), null), first = best ? best[0] : 0;
    let from = Math.max(0, Math.min(first - 24, text.length - SNIPPET));
    const stop = text.slice(from, first).search(/[，。；：！？][^，。；：！？]*$/);
    if (from && stop >= 0) from += stop + 1;
    if (/[\udc00-\udfff]/.test(text[from] || "")) from -= 1;
    let to = Math.min(text.length, Math.max(from + SNIPPET, best ? best[1] : 0));
    if (/[\udc00-\udfff]/.test(text[to] || "")) to += 1;
    marks.filter((mark) => mark[0] >= from && mark[1] <= to).forEach((mark) => have.add(mark[2]));
    if (best) have.add(best[2]);
    return { text, from, to, anchor: card.anchors[i], found: marks.length > 0 };
  }

  // ── filters ──
  function showFacets(now, numbers, agencies) {
    const groups = FACETS.map(function ([name, label]) {
      const group = make("details", { class: "facet" }, make("summary", {}, label));
      const fillGroup = () => group.append(options(now, name, numbers));
      group.open = Boolean(now.filters[name]) || (wide.matches && (name !== "agency" || agencies));
      if (lookup.facets[name]) fillGroup();
      else {
        group.addEventListener("toggle", function () {
          if (group.open && group.children.length === 1) {
            lookup.needFacets(true).then(() => group.children.length > 1 || fillGroup(), complain);
          }
        });
      }
      return group;
    });
    const chosen = Object.keys(now.filters).length;
    const head = make("h2", {}, "筛选");
    if (chosen) head.append(link({ ...now, n: 1, filters: {} }, "全部清除"));
    show(panel, head, ...groups);
  }

  function options(now, name, numbers) {
    const counts = new Map();
    for (const number of numbers) {
      if (passes(number, now.filters, name)) values(name, number).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
    }
    const rows = Array.from(counts);
    if (name === "year") rows.sort((a, b) => (a[0] === UNKNOWN.year) - (b[0] === UNKNOWN.year) || (a[0] < b[0] ? 1 : -1));
    else rows.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const picked = rows.findIndex(([value]) => value === now.filters[name]);
    if (picked >= SHOWN) rows.unshift(...rows.splice(picked, 1));
    const list = make("ul", {});
    const add = function (some) {
      list.append(...some.map(function ([value, count]) {
        const on = now.filters[name] === value;
        const button = make("button", { type: "button", "aria-pressed": on }, make("span", {}, value), " ", make("span", { class: "n" }, String(count)));
        button.addEventListener("click", function () {
          const filters = { ...now.filters };
          if (on) delete filters[name];
          else filters[name] = value;
          go({ ...now, n: 1, filters });
        });
        return make("li", {}, button);
      }));
    };
    add(rows.slice(0, SHOWN));
    if (rows.length > SHOWN) {
      const rest = make("button", { type: "button", class: "rest" }, "其余 " + (rows.length - SHOWN) + " 个");
      rest.addEventListener("click", function () {
        rest.parentNode.remove();
        add(rows.slice(SHOWN));
        list.children[SHOWN].querySelector("button").focus();
      });
      list.append(make("li", {}, rest));
    }
    return list;
  }

  // ── nothing found ──
  async function hints(now, query, site) {
    const many = query.words.length + query.without.length > 1;
    const tries = many ? query.words : query.words.flatMap(shorter);
    const counted = await Promise.all(tries.map(async (text) => [text, (await lookup.word(text)).count.filter(Boolean).length]));
    const helpful = counted.filter(([, count]) => many || count).slice(0, 6);
    const folded = query.words.filter((text) => !now.q.includes(text));
    const said = [make("p", {}, "检索了 " + site.held + " 篇的题名和正文，没有一篇" + (many ? "合于全部条件" : "有这些字") + "。")];
    if (folded.length) said.push(make("p", {}, "繁简、大小写、全半角不分，按“" + folded.join("”“") + "”检索。"));
    if (helpful.length) {
      said.push(make("p", {}, many ? "分开检索：" : "不妨短一些："), make("ul", {}, ...helpful.map(([text, count]) =>
        make("li", {}, count ? asking(/\s|^[-“]/.test(text) ? '"' + text + '"' : text) : text, make("span", { class: "n" }, " " + count + " 篇")))));
    }
    return said;
  }

  function shorter(text) {
    const all = Array.from(text), half = Math.ceil(all.length / 2);
    const some = [all.slice(0, -1), all.slice(1), all.slice(0, half), all.slice(-half)].filter((one) => one.length > 1);
    return Array.from(new Set(some.map((one) => one.join("").trim()))).filter((one) => one && one !== text).slice(0, 4);
  }

  return { FACETS, passes, showNames, showHits, showFacets, hints };
};
