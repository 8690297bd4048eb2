// What is shown of a search: pages by name, hits with snippets, and what to try when nothing was found.
// *page* has the parts of the page, and how to link to another search, to note in the history how many hits are listed, to
// wait until nothing is pressed, to show something, and to complain.
window.SEARCH.results = function (page) {
  "use strict";
  const SEARCH = window.SEARCH;
  const { part, link, note, released, show, complain } = page;
  const { make, find, lookup } = SEARCH;
  const PAGE = 10, STEP = 2, SNIPPET = 110, ABOVE = 250, HIT = 150; // the last two in pixels, about
  const KINDS = { agency: "机关", person: "人物", topic: "专题", year: "年份", place: "地区" };
  const [jump, hits, more] = ["jump", "hits", "more"].map(part);

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
  // How many hits are to be there when the results are shown: a window full, or what was listed when the reader left. The
  // rest of the first ten come as the reader comes down to them.
  const first = ({ n, listed }) =>
    Math.max(n > 1 ? n * PAGE : Math.min(Math.max(Math.ceil((innerHeight - ABOVE) / HIT), 3), PAGE), listed);

  // *order* are the numbers to list, *cards* the first of them, *heads* what stands above some of them, by their place.
  function showHits(now, order, query, cards, heads) {
    const row = (from) => (card, i) =>
      make("li", { class: "hit" }, ...[heads.get(from + i)].filter(Boolean), ...hit(card, now.q, query));
    const rows = cards.map(row(0));
    let { n } = now;
    show(hits, ...rows);
    onward();

    // More hits, up to so many; nothing once other results are shown.
    async function list(until) {
      const from = hits.children.length, added = (await Promise.all(order.slice(from, until).map(lookup.card))).map(row(from));
      await released();
      if (hits.firstChild !== rows[0]) return [];
      hits.append(...added);
      n = Math.ceil(hits.children.length / PAGE);
      note({ ...now, n }, hits.children.length);
      return added;
    }

    function onward() {
      const listed = hits.children.length, wanted = Math.min(n * PAGE, order.length);
      if (listed < wanted && window.IntersectionObserver) {
        const rest = make("p", { class: "none" }, "还有 " + (wanted - listed) + " 篇……");
        new IntersectionObserver(function (entries, observer) {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          observer.disconnect();
          list(Math.min(listed + STEP, wanted)).then((added) => added.length && onward(), failed);
        }).observe(rest);
        show(more, rest);
      } else if (listed < order.length) offer(listed);
      else more.hidden = true;
    }

    function offer(listed) {
      const button = make("button", { type: "button" }, "再看 " + Math.min(PAGE, order.length - listed) + " 篇");
      button.addEventListener("click", function () {
        button.disabled = true;
        list(listed + PAGE).then(function (added) {
          if (!added.length) return;
          onward();
          added[0].querySelector("a").focus();
        }, failed);
      });
      show(more, button, make("span", { class: "detail" }, "已列 " + listed + " 篇，共 " + order.length + " 篇"));
    }

    function failed(error) {
      complain(error);
      offer(hits.children.length);
    }
  }

  function hit(card, q, query) {
    const pieces = fragments(card, query.words);
    const at = (piece) => target(card.url) + "?q=" + encodeURIComponent(q) + (piece ? "#" + encodeURIComponent(piece.anchor) : "");
    const where = [card.date && date(card.date), card.agency || "机关不详", card.kind].filter(Boolean);
    return [
      make("h2", {}, make("a", { class: "song", href: at(pieces[0] && pieces[0].found ? pieces[0] : null) }, ...marked(card.title, query.words))),
      make("p", { class: "detail" }, where.join(" · ")),
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

  // ── nothing found ──
  async function hints(now, query, site) {
    const many = query.words.length + query.without.length > 1;
    const tries = many ? query.words : query.words.length ? shorter(query.words[0], (await lookup.word(query.words[0])).prefix) : [];
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

  // How far *text* is found, and what is left of it where that is short: nothing that many more files are loaded for.
  function shorter(text, prefix) {
    const all = Array.from(text);
    const place = all.slice(0, prefix).findLastIndex((one) => "省市县区州盟旗".includes(one)) + 1;
    const some = prefix ? [all.slice(0, prefix), all.length < 9 || place ? all.slice(place || prefix) : []] : [all.slice(0, 2), all.slice(-2)];
    return some.filter((one) => one.length > 1 && one.length < all.length).map((one) => one.join("").trim()).filter(Boolean);
  }

  return { first, showNames, showHits, hints };
};
