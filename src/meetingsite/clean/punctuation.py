"""Characters and quotation marks as GB/T 15834 wants them in Chinese text.

:func:`compatibility_forms` comes before every rule that looks at characters or digits. Lines without Han characters
and Japanese or Korean ones are left alone; applying a rule to its own result changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..knowledge import Knowledge
from ..model import Edit
from .traditional import HAN, chinese_lines

_HAN = re.compile(f"[{HAN}]")

# ２０２４ ＧＤＰ ％ · ⼯作 (U+2F2F) · ﹐﹑﹔ ｡ · 3．14 · 谷辣斯．尤達卡
_FORMS = re.compile(
    "(?P<alphanumeric>[０-９Ａ-Ｚａ-ｚ％])|(?P<ideograph>[⺀-⿕\uf900-\ufaff\U0002f800-\U0002fa1f])|(?P<small>[﹐﹑﹔﹕﹖﹗﹙﹚︰｡､])"
    f"|(?<=[{HAN}⺀-⿕])(?P<dot>[•‧・･∙⋅．﹒])(?=[{HAN}⺀-⿕])|(?<=[0-9０-９])(?P<point>．)"
)
_FORM = re.compile(
    "[０-９Ａ-Ｚａ-ｚ％⺀-⿕\uf900-\ufaff\U0002f800-\U0002fa1f﹐﹑﹔﹕﹖﹗﹙﹚︰｡､•‧・･∙⋅．﹒]"
)  # one of them
_SMALL = str.maketrans("﹐﹑﹔﹕﹖﹗﹙﹚︰｡､", "，、；：？！（）：。、")

_CORNER = str.maketrans("「」『』﹁﹂﹃﹄〝〞〟", "“”‘’“”‘’“””")
_OPENING, _CLOSING = "「『﹁﹃〝“‘", "」』﹂﹄〞〟”’"
_QUOTE = re.compile(f"[{_OPENING}{_CLOSING}]")
_STRAIGHT = re.compile('["＂″]')
_CHANGING = re.compile(f'[{"".join(map(chr, _CORNER))}"＂″]')  # “” and ‘’ stay what they are


def compatibility_forms(text: str, knowledge: Knowledge) -> list[Edit]:
    """``２０２４年ＧＤＰ`` → ``2024年GDP``, ``⼯作﹐`` → ``工作，``, ``艾尔肯•吐尼亚孜`` → ``艾尔肯·吐尼亚孜``.

    Rules ``fullwidth-alphanumerics``, ``compatibility-ideographs`` (mostly from PDF files), ``compatibility-forms``
    and ``middle-dot`` (between two Han characters only, so that the bullet of a list stays).
    """
    if not _FORM.search(text):
        return []
    edits = []
    for line in chinese_lines(text):
        for form in _FORMS.finditer(text, line.start(), line.end()):
            if new := _plain_form(form):
                edits.append(Edit(form.start(), form.end(), *new))
    return edits


def _plain_form(form: re.Match[str]) -> tuple[str, str] | None:
    match form.lastgroup:
        case "alphanumeric" | "point":
            return unicodedata.normalize("NFKC", form.group()), "fullwidth-alphanumerics"
        case "small":
            return form.group().translate(_SMALL), "compatibility-forms"
        case "dot":
            return "·", "middle-dot"
    plain = unicodedata.normalize("NFKC", form.group())
    return (plain, "compatibility-ideographs") if plain != form.group() and len(plain) == 1 else None


def quotation_marks(text: str, knowledge: Knowledge) -> list[Edit]:
    """``「水清、岸綠」`` → ``“水清、岸綠”``, ``「甲『乙』」`` → ``“甲‘乙’”``, ``"十四五"规划`` → ``“十四五”规划``.

    In Simplified text too: horizontal Simplified text has no corner marks, and the same words must be found under
    the same quotes everywhere. In a line whose marks nest properly, depth decides between “” and ‘’; in any
    other, the form of the mark. Straight quotes change where they pair without doubt.
    """
    if not _CHANGING.search(text):
        return []
    edits = []
    for line in chinese_lines(text):
        found = sorted((*_corner_marks(line.group()), *_straight_quotes(line.group())))
        edits += [Edit(line.start() + at, line.start() + at + 1, new, "quotation-marks") for at, new in found]
    return edits


def _corner_marks(line: str) -> Iterator[tuple[int, str]]:
    marks = list(_QUOTE.finditer(line))
    if all(mark.group() in "“”‘’" for mark in marks):
        return
    depth, nested = 0, []
    for mark in marks:
        opening = mark.group() in _OPENING
        if mark.group() == "’" and (depth % 2 or not depth):
            continue  # an apostrophe
        depth += 1 if opening else 0
        nested.append((mark, ("“”" if depth % 2 else "‘’")[not opening]))
        depth -= 0 if opening else 1
        if depth < 0:
            break
    if depth:
        nested = [(mark, mark.group().translate(_CORNER)) for mark in marks]
    yield from ((mark.start(), new) for mark, new in nested if mark.group() not in "“”‘’")


def _straight_quotes(line: str) -> Iterator[tuple[int, str]]:
    marks = [mark.start() for mark in _STRAIGHT.finditer(line)]
    if len(marks) % 2:
        return
    pairs = [(a, b, line[a + 1 : b]) for a, b in zip(marks[::2], marks[1::2], strict=True)]
    # 55"屏 · href="…" · " 中 " · ""
    if any(
        line[a] != line[b] or line[a - 1 : a] in _NO_QUOTE or words != words.strip() or not words
        for a, b, words in pairs
    ):
        return
    for a, b, words in pairs:
        if _HAN.search(words) or _HAN.match(line[a - 1 : a]) or _HAN.match(line[b + 1 : b + 2]):
            yield from ((a, "“"), (b, "”"))


_NO_QUOTE = tuple("0123456789=\\")
