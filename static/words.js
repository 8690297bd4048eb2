// What the search page and a document opened from it share: folding, reading a query, finding its words in a text.
// src/meetingsite/search/fold.py folds in the same way.
window.SEARCH = window.SEARCH || {};
(function (SEARCH) {
  "use strict";
  const root = new URL("..", document.currentScript.src).href;
  const SPACE = "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const SPACES = new RegExp("[" + SPACE + "]+", "g");
  const UNSEEN = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
  const SURROGATE = /[\ud800-\udfff]/gu;
  const CLUSTER = /[^][\p{M}\u1160-\u11ff\uff9e\uff9f]*/gu;
  const DASHES = /^[-－]+$/;
  const QUOTED = new RegExp('([-－]?)(?:"([^"]*)"?|“([^”]*)”?|([^' + SPACE + "]+))", "g");
  const table = new Map();
  const arrived = new Map();
  const loading = new Map();

  // ── files of the index: each a script that calls one function of SEARCH ──
  SEARCH.arrive = function (name, value) {
    arrived.set(name, value);
  };

  SEARCH.need = function (name, path) {
    if (arrived.has(name)) return Promise.resolve(arrived.get(name));
    if (!loading.has(name)) {
      loading.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        const end = function () {
          script.remove();
          loading.delete(name);
          if (arrived.has(name)) resolve(arrived.get(name));
          else reject(Object.assign(new Error(path), { missing: path.split("?")[0] }));
        };
        script.onload = script.onerror = end;
        script.src = root + path;
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  SEARCH.folds = function (pairs) {
    const all = Array.from(pairs);
    for (let i = 0; i < all.length; i += 2) table.set(all[i], all[i + 1]);
    SEARCH.arrive("folds", true);
  };

  SEARCH.needFolds = function () {
    return SEARCH.need("folds", "search/folds.js");
  };

  // ── folding ──
  function core(text) {
    text = text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(/ς/g, "σ");
    return table.size ? text.replace(/[^\0-\u02ff]/gu, (c) => table.get(c) || c) : text;
  }

  function fold(text) {
    text = core(text.replace(SURROGATE, "\ufffd").replace(UNSEEN, ""));
    return text.replace(SPACES, " ").replace(/^ | $/g, "");
  }

  // The folded text, and for each of its units where in the text it begins and ends.
  function trace(text) {
    const starts = [], ends = [];
    let folded = "", at = 0;
    for (const cluster of text.match(CLUSTER) || []) {
      for (const unit of core(cluster.replace(SURROGATE, "\ufffd").replace(UNSEEN, "")).replace(SPACES, " ").split("")) {
        if (unit === " " && (!folded || folded.endsWith(" "))) continue;
        folded += unit;
        starts.push(at);
        ends.push(at + cluster.length);
      }
      at += cluster.length;
    }
    return { text: folded, starts: starts, ends: ends };
  }

  // ── a query: several words are all of them, "quoted" as it stands, -word without it; a - before nothing is no word ──
  function parse(query) {
    const words = [], without = [], seen = new Set();
    for (const found of query.matchAll(QUOTED)) {
      if (DASHES.test(found[0])) continue;
      const raw = found[2] !== undefined ? found[2] : found[3] !== undefined ? found[3] : found[4];
      const word = fold(raw);
      const key = (found[1] ? "-" : "+") + word;
      if (!word || seen.has(key)) continue;
      seen.add(key);
      (found[1] ? without : words).push(word);
    }
    return { words: words, without: without };
  }

  // Where *words* stand in *text*: [start, end, word] in order, none within another.
  function find(text, words) {
    const traced = trace(text), found = [];
    words.forEach(function (word, number) {
      for (let at = traced.text.indexOf(word); at >= 0; at = traced.text.indexOf(word, at + 1)) {
        found.push([traced.starts[at], traced.ends[at + word.length - 1], number]);
      }
    });
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let reached = -1;
    return found.filter((one) => one[1] > reached && (reached = one[1]));
  }

  SEARCH.make = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
    element.append(...children);
    return element;
  };

  SEARCH.root = root;
  SEARCH.fold = fold;
  SEARCH.parse = parse;
  SEARCH.find = find;
})(window.SEARCH);
