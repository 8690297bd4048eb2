"""Anti-copy noise of forums, recognised by the grammar of the generators that made it.

The forum's ``jammer`` function puts, before or after a line break, 5 to 15 groups of three characters: one of U+0020–003B,
a space, one of U+003F–007E. Extraction turns spaces into no-break spaces, collapses two blanks into one, strips blanks at
line ends and joins runs over an empty line; what remains of a group whose first character was a blank is two
characters, at the start of a line one. Words, formulas and addresses have no blank in every third place.

PHPWind puts one run of about five to ten characters without blanks there. A single one could be anything; only where
several stand at the edges of lines beside Chinese words, most with letters, marks and no word among them, they go.
"""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit

_FULL = r"[!-;][ \xa0][?-~]"  # "b8 h" holds one: "8 h"
_BLANK_FIRST = r"[ \xa0]{1,2}[?-~]"  # "  r", collapsed " r"
_GROUP = f"(?:{_FULL}|{_BLANK_FIRST})"
# `: b8 h  r; O9 h` · `h+ R/ {1 a) k2 p` begins with a lone letter because its blanks were stripped with the line's
_LEAST = 4  # groups, a blank in each
_RUN = re.compile(f"(?:(?<=\n)[?-~]|^[?-~])?{_GROUP}{{{_LEAST},}}")
# 学一下。6'k-n;|' · q-b7%Gk接着 at the edges of lines
_TOKEN = re.compile("(?<=[。！？”）])[!-~]{5,12}$|^[!-~]{5,12}(?=[一-鿿])", re.MULTILINE)
_MARK = re.compile(r"[!\"#$%&'()*+,;<=>?@\[\\\]^`{|}~]")
_WORDLIKE = re.compile(r"[A-Za-z]{4}|\d{4}|://|www|\.[a-z]{2}|^[\[(<].*[\])>]$|^\d+[.)、]")
# [iBCqlQjkz beside such runs: letters in a row, but small and capital ones mixed inside a word and a mark that closes nothing
_MIXED = re.compile(r"(?![\[(<].*[\])>]$)(?!.*(?:://|www|\.[a-z]{2}|\d{4}))(?=.*[a-z][A-Z]).*" + _MARK.pattern + ".*")
_TOKENS = 3  # in one text
_MINIMUM = 5  # groups the generator makes at the least
_SENTENCE_END = tuple("。！？；”」』）)!?;：:")


def forum_jammer(text: str, knowledge: Knowledge) -> list[Edit]:
    """``会议召开。: b8 h  r; O9 h\\n会上`` → ``会议召开。\\n会上``

    Where the line break was lost and the noise stands between two sentences of one line, a line break is put back.
    """
    edits = []
    blanks = text.count(" ") + text.count("\xa0")
    for match in _RUN.finditer(text) if blanks >= _LEAST else ():
        groups = re.findall(_GROUP, match.group())
        lone = not match.group().startswith(groups[0])
        full = sum(len(group) == 3 for group in groups)  # a collapsed blank leaves two: " A B C" is no run
        if len(groups) + lone < _MINIMUM or full * 2 < len(groups):
            continue
        start, end = match.span()
        before, after = text[:start].rstrip(" \xa0"), text[end : end + 1]
        between = before.endswith(_SENTENCE_END) and after not in ("", "\n", " ", "\xa0")
        edits.append(Edit(start, end, "\n" if between else "", "forum-jammer"))
    return edits or _tokens(text)


def _tokens(text: str) -> list[Edit]:
    every = list(_TOKEN.finditer(text))
    found = [match for match in every if not _WORDLIKE.search(match.group())]
    marked = [m for m in found if _MARK.search(m.group()) and re.search("[A-Za-z]", m.group())]
    if len(marked) < _TOKENS or len(marked) * 2 < len(found):
        return []
    mixed = [m for m in every if m not in marked and _MIXED.fullmatch(m.group())]
    return [Edit(*match.span(), "", "forum-jammer") for match in sorted((*marked, *mixed), key=re.Match.start)]
