// 机关, 年份, 专题 and 类型: what hits are counted, filtered and sorted by, and the panel where the reader picks.
// src/meetingsite/search/facets.py writes the files. *page* has the parts of the page, and how to go to another search,
// link to one, show something, and complain.
(function (SEARCH) {
  "use strict";
  const PER_FILE = 4096, SHOWN = 8, OF_GROUP = 3;
  const FACETS = [["year", "年份"], ["topic", "专题"], ["kind", "类型"], ["agency", "机关"]];
  const APART = { topic: "topics", agency: "agencies" }; // of large collections loaded only when the reader looks at them
  const UNKNOWN = { year: "年份不详", topic: "未归专题", kind: "类型不详", agency: "机关不详" };
  ["facets", "topics", "agencies"].forEach(function (name) {
    SEARCH[name] = (number, ...columns) => SEARCH.arrive(name + " " + number, columns);
  });

  SEARCH.filters = function (page) {
    const { part, go, link, show, complain } = page;
    const { make, lookup } = SEARCH;
    const panel = part("facets"), wide = matchMedia("(min-width: 60rem)");
    const held = {}, opened = {};
    let days = null, focus = null;

    // ── what the files say: for each document a list of places among the names ──
    function gather(name, files) {
      const names = [], place = new Map(), of = [];
      files.forEach(function ([own, column], file) {
        const here = own.map(function (spelled) {
          const one = lookup.unspell(spelled);
          if (!place.has(one)) place.set(one, names.push(one) - 1);
          return place.get(one);
        });
        const values = lookup.numbers(column);
        for (let i = 0, number = file * PER_FILE; i < values.length; number++) {
          const count = name === "topic" ? values[i++] : values[i] ? 1 : (i++, 0);
          of[number] = values.slice(i, i + count).map((value) => here[value - 1]);
          i += count;
        }
      });
      held[name] = { names, of };
    }

    async function need(site, wanted) {
      const ask = (folder) => Promise.all(Array.from({ length: Math.ceil(site.index.length / PER_FILE) }, (_, i) =>
        SEARCH.need(folder + " " + i, "search/" + folder + "/" + i + ".js")));
      const small = site.index.length <= PER_FILE;
      await Promise.all([days ? null : ask("facets").then(function (files) {
        gather("year", files.map((one) => one.slice(0, 2)));
        gather("kind", files.map((one) => one.slice(2, 4)));
        days = [].concat(...files.map((one) => lookup.numbers(one[4])));
      }), ...Object.keys(APART).filter((name) => !held[name] && (small || wanted(name))).map((name) =>
        ask(APART[name]).then((files) => gather(name, files)))]);
    }

    function values(name, number) {
      const { names, of } = held[name], own = of[number] || [];
      return own.length ? own.map((place) => names[place]) : [UNKNOWN[name]];
    }

    const passes = (number, chosen, but) =>
      Object.keys(chosen).every((name) => name === but || values(name, number).includes(chosen[name]));

    // Grows with the date of a document, as lookup.ranked wants it.
    function date(number) {
      const year = held.year.of[number][0];
      return year === undefined ? 0 : Math.min(Math.max(0, (parseInt(held.year.names[year], 10) - 1800) * 372 + days[number]), 2 ** 18 - 1);
    }

    // ── groups: the first hits of each value, and how the reader asks for that ──
    // [the numbers to list, the place of each group's first → its heading]
    function grouped(now, order) {
      if (!now.by) return [order, new Map()];
      const counts = new Map(counted(now.by, order)), first = new Map(), heads = new Map(), listed = [];
      for (const value of counts.keys()) first.set(value, []);
      for (const number of order) values(now.by, number).forEach((value) => first.get(value).length < OF_GROUP && first.get(value).push(number));
      for (const [value, some] of first) {
        const alone = link({ ...now, n: 1, by: "", filters: { ...now.filters, [now.by]: value } }, value);
        heads.set(listed.length, make("h2", { class: "group" }, alone, make("span", { class: "n" }, counts.get(value) + " 篇")));
        listed.push(...some);
      }
      return [listed, heads];
    }

    function showWays(now) {
      const way = ([by, label]) => (now.by === by ? make("span", { "aria-current": "true" }, label) : link({ ...now, n: 1, by }, label));
      show(part("ways"), make("span", {}, "分组"), ...[["", "不分"], ...FACETS].map(way));
    }

    // ── the panel ──
    function showPanel(now, numbers, site) {
      const some = Object.keys(now.filters).length, head = make("h2", {}, "筛选");
      if (numbers.length < 2 && !some) return;
      if (some) head.append(link({ ...now, n: 1, filters: {} }, "全部清除"));
      show(panel, head, ...FACETS.map(function ([name, label]) {
        const group = make("details", { class: "facet" }, make("summary", {}, label));
        const fill = () => group.children.length > 1 || group.append(options(now, name, numbers));
        group.open = name in opened ? opened[name] : Boolean(now.filters[name]) || (wide.matches && Boolean(held[name]));
        if (held[name]) fill();
        group.addEventListener("toggle", function () {
          if (group.open) need(site, (one) => one === name).then(fill, complain);
        });
        group.firstChild.addEventListener("click", () => (opened[name] = !group.open));
        return group;
      }));
      const again = focus && Array.from(panel.querySelectorAll("button")).find((one) => one.dataset.value === focus);
      if (focus) (again || panel.querySelector("summary")).focus();
      focus = null;
    }

    // [value, how many of *numbers* have it]: years newest first, others the most frequent first; without any, last.
    function counted(name, numbers) {
      const counts = new Map(), last = ([value]) => value === UNKNOWN[name];
      for (const number of numbers) values(name, number).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
      const falling = (a, b) => (a < b ? 1 : -1);
      return Array.from(counts).sort((a, b) =>
        last(a) - last(b) || (name === "year" ? falling(a[0], b[0]) : b[1] - a[1] || falling(b[0], a[0])));
    }

    function options(now, name, numbers) {
      const rows = counted(name, numbers.filter((number) => passes(number, now.filters, name)));
      const picked = rows.findIndex(([value]) => value === now.filters[name]);
      if (picked >= SHOWN) rows.unshift(...rows.splice(picked, 1));
      const list = make("ul", {});
      const add = (some) => list.append(...some.map(([value, count]) => make("li", {}, option(now, name, value, count))));
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

    function option(now, name, value, count) {
      const on = now.filters[name] === value;
      const button = make("button", { type: "button", "aria-pressed": on, "data-value": name + " " + value },
        make("span", {}, value), " ", make("span", { class: "n" }, String(count)));
      button.addEventListener("click", function () {
        const filters = { ...now.filters };
        if (on) delete filters[name];
        else filters[name] = value;
        focus = name + " " + value;
        go({ ...now, n: 1, filters });
      });
      return button;
    }

    const wanted = (now) => (name) => Boolean(now.filters[name] || opened[name] || now.by === name);

    return { FACETS, need, passes, date, grouped, showWays, showPanel, wanted };
  };
})(window.SEARCH);
