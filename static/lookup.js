// Looking words up. The index is scripts of one call each (src/meetingsite/search/__init__.py says what is in them), so
// that a folder on a disk is searched as a site on the web is.
(function (SEARCH) {
  "use strict";
  const FORMAT = "2", UNIT = 64, TEXTS = 12, AT_ONCE = 2, FEW = 6;
  const ask = (name, path) => SEARCH.need(name, "search/" + path);

  // ── what the files say ──
  SEARCH.index = (format, length, buckets, ambiguous) => SEARCH.arrive("index", { format, length, buckets, ambiguous });
  SEARCH.common = (entries) => SEARCH.arrive("common", entries);
  SEARCH.segment = (name, key, start, units, titles, firsts) =>
    SEARCH.arrive(name, { name, key, start, units: numbers(units), titles: numbers(titles), firsts: firsts.map(points) });
  SEARCH.chunk = (name, key, number, groups, lists) =>
    SEARCH.arrive([name, key, number].join(" "), { groups, lists: lists.split(" ") });
  SEARCH.texts = (number, folded, rows) => SEARCH.arrive("texts " + number, { folded, rows });
  SEARCH.names = (number, rows) => SEARCH.arrive("names " + number, rows);

  // src/meetingsite/search/packed.py
  function numbers(text) {
    const values = [];
    for (let i = 0, high = -1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x5d) values.push(code - 0x23);
      else if (code < 0xa0) high = code - 0x5d;
      else if (code < 0x780) values.push(code - 0xa0 + 57);
      else if (code < 0x7ff) high = code - 0x780 + 34;
      else if (code === 0x7ff) high = text.charCodeAt(++i) - 0x2100 + 161;
      else if (high < 0) values.push(code - 0x2100 + 1817);
      else {
        values.push(48665 + high * 46848 + code - 0x2100);
        high = -1;
      }
    }
    return values;
  }

  // src/meetingsite/search/spelling.py
  const unspell = (text, entries) => text.replace(/\x08([^])|[\xa0-\u07ff]/g, (code, own) => own || entries[code.charCodeAt(0) - 0xa0]);
  const points = (text) => Array.from(text, (c) => c.codePointAt(0));
  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

  let site = null;
  async function opened() {
    if (site) return site;
    const [index, entries, ...segments] = await Promise.all([
      ask("index", "index.js"), ask("common", "common.js"),
      ...["base", "middle", "latest"].map((name) => ask(name, name + "/first.js")),
    ]);
    if (index.format !== FORMAT) throw Object.assign(new Error("format"), { stale: true });
    const made = { index, entries, segments, units: new Uint32Array(index.length), held: 0 };
    for (const segment of segments) {
      const ends = [];
      segment.units.reduce((sum, units, i) => (ends[i] = sum + units), 0);
      segment.ends = ends;
      made.units.set(segment.units, segment.start);
      made.held += segment.units.filter(Boolean).length;
    }
    return (site = made);
  }

  // Whether a query can be folded without the table: all its Han characters are of GB 2312, and of its simplified ones.
  function plain(query) {
    const bytes = [];
    for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) bytes.push(high, low);
    const simplified = new Set(new TextDecoder("gb2312").decode(Uint8Array.from(bytes)));
    return Array.from(query).every((c) => c < "\u2e80" || (c > "\u2fff" && c < "\u3100") || c > "\uff00" && c < "\uffff" ||
      (simplified.has(c) && !site.index.ambiguous.includes(c)));
  }

  // ── terms ──
  function chunkOf(segment, term) {
    let low = 0, high = segment.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(segment.firsts[middle], term) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function chunk(segment, number) {
    const path = segment.name + "/" + number + ".js?" + segment.key;
    return ask([segment.name, segment.key, number].join(" "), path);
  }

  // What each list of a chunk is that belongs to terms beginning with *start*: [list, what follows at every place].
  function* lists(held, start) {
    let at = 0;
    for (const group of held.groups) {
      const term = points(unspell(group, site.entries));
      const fits = start.slice(0, 2).every((point, i) => point === term[i]);
      for (let i = 2; i < term.length; at++) {
        const third = term[i++], known = term[i] === 12 ? 1 : term[i] === 13 ? 2 : 0;
        if (known) i++;
        if (fits && (start.length < 3 || start[2] === third)) yield [held.lists[at], term.slice(i, i + known)];
        i += known;
      }
    }
  }

  const sums = (gaps) => gaps.map(((at) => (gap) => (at += gap))(0));

  async function places(segment, term) {
    const number = chunkOf(segment, term);
    if (number >= 0) {
      for (const [list, after] of lists(await chunk(segment, number), term)) return [sums(numbers(list)), after];
    }
    return [[], []];
  }

  // ── one word: for each document how often, and whether in the title ──
  async function short(segment, word, found) {
    const whole = word.concat(9, 9).slice(0, 3);
    const from = chunkOf(segment, whole);
    if (from >= 0) {
      for (const [list] of lists(await chunk(segment, from), whole)) {
        const pairs = numbers(list);
        for (let i = 0, number = segment.start; i < pairs.length; i += 2) {
          number += pairs[i];
          found.count[number] = pairs[i + 1] >> 1;
          found.title[number] = pairs[i + 1] & 1;
        }
        return;
      }
    }
    const to = chunkOf(segment, word.concat(0x10ffff, 0x10ffff).slice(0, 3));
    const wanted = [];
    for (let number = Math.max(from, 0); number <= to; number++) wanted.push(chunk(segment, number));
    for (const held of await Promise.all(wanted)) {
      for (const [list] of lists(held, word)) tally(segment, sums(numbers(list)), found);
    }
  }

  function tally(segment, at, found) {
    let number = 0;
    for (const place of at) {
      const unit = Math.floor(place / UNIT);
      while (segment.ends[number] <= unit) number++;
      found.count[segment.start + number]++;
      if (unit < segment.ends[number] - segment.units[number] + segment.titles[number]) found.title[segment.start + number] = 1;
    }
  }

  // The first three characters, and what follows them at every place; then the rest, two terms at once; or the texts, once
  // few are left. *found.prefix*: so many characters of the word stand somewhere.
  async function long(segment, word, text, found) {
    const length = word.length;
    let held = null, reached = 0;
    while (reached < length) {
      const offsets = [];
      for (let next = reached; next < length && offsets.length < (held ? AT_ONCE : 1); next += 3) offsets.push(Math.min(next, length - 3));
      const all = await Promise.all(offsets.map((offset) => places(segment, word.slice(offset, offset + 3))));
      for (let i = 0; i < all.length; i++) {
        const [list, after] = all[i], end = offsets[i] + 3;
        held = held ? both(held, list, offsets[i]) : list;
        if (!held.length) return;
        const known = word.slice(end, end + after.length), wrong = known.findIndex((point, k) => point !== after[k]);
        reached = Math.max(reached, end + (wrong < 0 ? known.length : wrong));
        found.prefix = Math.max(found.prefix, reached);
        if (wrong >= 0) return;
      }
      if (reached < length && held.length <= FEW * 8) {
        const few = Array.from(new Set(held.map((place) => documentAt(segment, place))));
        if (few.length <= FEW) {
          await Promise.all(few.map((number) => look(number, text, found)));
          return;
        }
      }
    }
    tally(segment, held, found);
  }

  function documentAt(segment, place) {
    return segment.start + segment.ends.findIndex((end) => end > Math.floor(place / UNIT));
  }

  // The places of *held* after which, *offset* on, there is one of *list*.
  function both(held, list, offset) {
    let i = 0;
    return held.filter(function (place) {
      while (list[i] < place + offset) i++;
      return list[i] === place + offset;
    });
  }

  async function look(number, text, found) {
    const one = await card(number);
    const count = (words) => SEARCH.fold(words).split(text).length - 1;
    const title = count(one.title);
    found.count[number] = one.paragraphs.reduce((sum, words) => sum + count(words), title);
    found.title[number] = title ? 1 : 0;
  }

  const known = new Map();
  async function word(text) {
    if (known.has(text)) return known.get(text);
    const found = { count: new Uint32Array(site.index.length), title: new Uint8Array(site.index.length), prefix: 0 };
    const term = points(text);
    await Promise.all(site.segments.filter((segment) => segment.firsts.length).map((segment) =>
      term.length < 3 ? short(segment, term, found) : long(segment, term, text, found)));
    if (known.size > 30) known.clear();
    known.set(text, found);
    return found;
  }

  // ── documents ──
  async function card(number) {
    const doublings = Math.max(0, Math.floor(Math.log2(Math.floor(number / (TEXTS * 1024)) || 0.5)) + 1);
    const start = doublings ? TEXTS * 1024 * 2 ** (doublings - 1) : 0, size = TEXTS * 2 ** doublings;
    const file = (doublings ? 1024 + 512 * (doublings - 1) : 0) + Math.floor((number - start) / size);
    const held = await ask("texts " + file, "texts/" + file + ".js");
    if (held.folded) await SEARCH.needFolds();
    const row = held.rows[(number - start) % size];
    if (!row) throw Object.assign(new Error("gone"), { stale: true });
    const [url, title, agency, date, kind, anchors, body] = row;
    const paragraphs = body ? unspell(body, site.entries).split("\n") : [];
    return {
      url, date, kind, paragraphs, title: unspell(title, site.entries), agency: unspell(agency, site.entries),
      anchors: anchors ? anchors.split(" ") : paragraphs.map((_, i) => "p" + (i + 1)),
    };
  }

  // ── a search: all documents found, the best first ──
  async function search(query) {
    const found = await Promise.all(query.words.map(word));
    const without = await Promise.all(query.without.map(word));
    const numbers = [];
    for (let number = 0; number < site.index.length; number++) {
      if (site.units[number] && found.every((one) => one.count[number]) && !without.some((one) => one.count[number])) numbers.push(number);
    }
    return { numbers, found };
  }

  // Title, then density, then the newest: one number each, so that a hundred thousand are sorted at once. *date* gives
  // for a document a number below 2 ** 18 that grows with its date.
  function ranked(numbers, found, date) {
    const keys = Float64Array.from(numbers, function (number) {
      let titles = 0, count = 0;
      for (const one of found) {
        titles += one.title[number];
        count += one.count[number];
      }
      const density = Math.min(Math.round(count * 1000 / UNIT / site.units[number]), 1023);
      return ((titles * 1024 + density) * 2 ** 18 + date(number)) * 2 ** 20 + 2 ** 20 - 1 - number;
    }).sort();
    return Array.from(keys, (key) => 2 ** 20 - 1 - (key % 2 ** 20)).reverse();
  }

  async function names(query) {
    const wanted = query.words.join(" ").replace(/ /g, query.words.some((w) => /^[\0-\u02ff]+$/.test(w)) ? " " : "");
    const pair = Array.from(wanted).slice(0, 2).join("");
    if (!pair || query.without.length) return [];
    let value = 0;
    for (const point of points(pair)) value = (value * 31 + point) % 1000003;
    const bucket = value % site.index.buckets;
    const rows = await ask("names " + bucket, "names/" + bucket + ".js");
    return rows.map(([name, kind, url, note, count]) => {
      const own = unspell(name, site.entries), told = unspell(note, site.entries);
      return { name: own, kind, url: url.replace(/</g, own).replace(/>/g, told), note: told, count, folded: SEARCH.fold(own) };
    }).filter((one) => one.folded.includes(wanted)).sort((a, b) =>
      (b.folded === wanted) - (a.folded === wanted) || b.folded.startsWith(wanted) - a.folded.startsWith(wanted) || b.count - a.count);
  }

  SEARCH.lookup = { opened, plain, search, ranked, names, word, card, numbers, unspell: (text) => unspell(text, site.entries) };
})(window.SEARCH);
