"""Characters that carry no meaning: entities left by extraction, invisible characters, exotic blanks and line ends."""

from __future__ import annotations

import html
import re

from ..knowledge import Knowledge
from ..model import Edit

# CRLF, CR, form feed, NEL, LINE SEPARATOR: all end a line
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# zero-width and direction marks, soft hyphen, BOM inside the text, control characters
_INVISIBLE = "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
# tab, no-break space, en/em/thin spaces, ideographic space
_BLANK = "[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# &nbsp; &#8220; and, twice escaped, &amp;ldquo;
_ENTITY = re.compile("&(?:amp;|#38;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ODD = re.compile(f"{_LINE_END.pattern}|{_INVISIBLE}|{_BLANK}")


def plain_characters(text: str, knowledge: Knowledge) -> list[Edit]:
    """``会议&nbsp;召开\\u200b。\\r\\n`` → ``会议 召开。\\n``"""
    edits = [Edit(m.start(), m.end(), *_plain(m.group())) for m in _ODD.finditer(text)]
    if "&" in text:
        edits += [Edit(m.start(), m.end(), _unescaped(m.group()), "html-entity") for m in _ENTITY.finditer(text)]
        edits.sort()
    return [edit for edit in edits if edit.replacement != text[edit.start : edit.end]]


def _plain(odd: str) -> tuple[str, str]:
    if _LINE_END.fullmatch(odd):
        return "\n", "line-end"
    return (" ", "blank") if re.fullmatch(_BLANK, odd) else ("", "invisible")


def _unescaped(entity: str) -> str:
    while (plainer := html.unescape(entity)) != entity:
        entity = plainer
    return _ODD.sub(lambda m: _plain(m.group())[0], entity)
