"""Personal names: where one ends is told by what follows, never by a statistical guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..knowledge.posts import Posts, any_of
from ..model import Span

# 艾尔肯·吐尼亚孜、尼尔斯·古纳尔·克瓦姆斯特
_DOTTED = re.compile(r"[一-龥]{1,7}(?:[·•][一-龥]{1,8}?)*?[·•][一-龥]{1,8}?(?![·•])")
# 不会出现在名字里的字
_NEVER = frozenset("的地了被把这那我你他她它们个等各每是该此些另哪谁吗呢吧啊即您咱某很更最")
# 三字名的末字也可能是“和、向”之类：李建和、刘同向
_LAST = frozenset("和为同前时到向将均从今于达")
# 译名里常用“不、以、达”等字，这些字才算译名之后的话
_AFTER_DOTTED = frozenset("在对就率并说等和与")
_BLANK = " 　"
_NEAR = 4000


def is_han(char: str) -> bool:
    """Whether *char* is a common Chinese character."""
    return "一" <= char <= "龥"


def is_name(word: str, posts: Posts) -> bool:
    """Whether *word* has the form of a Chinese name: a surname and one or two characters, two surnames and two."""
    if word in posts.always_cited:
        return True
    if not 2 <= len(word) <= 4 or (word[0] not in posts.surnames and word[:2] not in posts.compound):
        return False
    if not all(map(is_han, word)) or word in posts.not_names or _NEVER.intersection(word[1:]):
        return False
    if posts.not_name.match(word) or posts.not_name_end.search(word):
        return False
    if word[:2] in posts.compound:
        return len(word) >= 3
    return len(word) < 4 or (word[1] in posts.surnames and word[1] not in posts.weak)


def ends_here(text: str, at: int, posts: Posts) -> bool:
    """Whether a name may end at *at*: punctuation, a role, or an ordinary word after names follows."""
    return posts.follower.match(text, at) is not None


def read_name(text: str, at: int, posts: Posts) -> int | None:
    """Where the name that begins at *at* ends, or None: 局长|张建东|参加, 主席|艾尔肯·吐尼亚孜|作, 厅长|韦 韬|主持."""
    if at >= len(text) or not is_han(text[at]):
        return None
    dotted = _read_dotted(text, at, posts)
    if dotted is not None:
        return dotted
    if (at + 2 < len(text) and text[at + 1] in _BLANK and text[at] in posts.surnames) and is_han(text[at + 2]):
        end = at + 3
        if is_name(text[at] + text[at + 2], posts) and posts.follower.match(text, end):
            return end
    minority = posts.minority.match(text, at)
    if minority:
        ends = [end for end in range(max(minority.end(), at + 3), minority.end() + 5) if ends_here(text, end, posts)]
        if ends and all(map(is_han, text[at : ends[0]])):
            return ends[0]
    fits = [
        length
        for length in (2, 3, 4)
        if is_name(text[at : at + length], posts) and at + length <= len(text) and ends_here(text, at + length, posts)
    ]
    if not fits:
        again = is_name(text[at : at + 3], posts) and text[at] not in posts.weak and _count(text, at, 3) > 1
        return at + 3 if again else None  # 林明溱宣誓就职，后文又有林明溱表示
    length = fits[0]
    if fits[:2] == [2, 3] and _third_belongs(text, at, posts):
        length = 3
    if length == 2 and text[at] in posts.weak and not _strong(text, at, posts):
        return None
    return at + length


def _third_belongs(text: str, at: int, posts: Posts) -> bool:
    """李建和|参加: both 李建 and 李建和 could end; the longer one when its last character is one names end in."""
    if text[at + 2] not in _LAST or not posts.strong_follower.match(text, at + 3):
        return False
    return _count(text, at, 2) == _count(text, at, 3)


def _strong(text: str, at: int, posts: Posts) -> bool:
    return posts.strong_follower.match(text, at + 2) is not None or _count(text, at, 2) > 1


def _count(text: str, at: int, length: int) -> int:
    """How often the first *length* characters of a name stand nearby."""
    return text.count(text[at : at + length], max(0, at - _NEAR), at + _NEAR)


def _read_dotted(text: str, at: int, posts: Posts) -> int | None:
    stop = min(len(text), at + 24)
    dot = next((i for i in range(at, stop) if not is_han(text[i])), stop)
    if dot == stop or text[dot] not in "·•" or dot - at > 7:
        return None
    last = dot
    while last < stop and (is_han(text[last]) or text[last] in "·•"):
        last += 1
    final = max(text.rfind("·", at, last), text.rfind("•", at, last))
    for end in range(final + 2, min(last, final + 9) + 1):
        found = posts.follower.match(text, end)
        if found and (
            posts.strong_follower.match(text, end) or len(found.group()) > 1 or found.group() in _AFTER_DOTTED
        ):
            return end
    return None


def name_before(text: str, end: int, floor: int, posts: Posts) -> int | None:
    """Where the name begins that ends at *end*, where a post follows (范波|副省长), or None.

    What stands before it must end a clause, open one (由 传达学习) or be an agency (海巡署|王正芳|副署长)."""
    dotted = re.search(r"[一-龥]{1,7}(?:[·•][一-龥]{1,8})+$", text[max(floor, end - 24) : end])
    if dotted:
        return None
    for length in (3, 2, 4):
        start = end - length
        if start < floor or not is_name(text[start:end], posts) or text[end - 1] in _AGENCY_ENDS:
            continue
        before = text[max(floor, start - 12) : start]
        if (
            not before
            or not is_han(before[-1])
            or posts.opener_end.search(before)
            or before[-1] in _AGENCY_ENDS + "和与及同"
        ):
            return start
    return None


_AGENCY_ENDS = "局部委厅办院会署处科室司组队站所校区县市省镇乡厂社府学行团园"


def find_names(names: Iterable[str], text: str) -> Iterator[tuple[str, Span]]:
    """Every place where one of *names* stands in *text*, also with blanks inside a name of two (韦 韬), in order."""
    printed = {name: name for name in names}
    printed |= {name[0] + gap + name[1]: name for name in names if len(name) == 2 for gap in (" ", "　", "  ")}
    if printed:
        for found in re.finditer(any_of(printed), text):
            yield printed[found.group()], Span(*found.span())
