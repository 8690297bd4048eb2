"""Personal names: where one ends is told by what follows, never by a statistical guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ...knowledge.posts import Posts, any_of
from ...model import Span

# 艾尔肯·吐尼亚孜、尼尔斯·古纳尔·克瓦姆斯特
_DOTTED = re.compile(r"[一-龥]{1,7}(?:[·•][一-龥]{1,8}?)*?[·•][一-龥]{1,8}?(?![·•])")
# 雪克来提 · 扎克尔: some print blanks around the dot
_DOTTED_PARTS = re.compile(r"(?P<first>[一-龥]{1,7})(?: ?[·•] ?(?P<last>[一-龥]{1,24}))+")
# 韦 韬、穆 青 云
_SPACED = re.compile(r"[一-龥](?:[ 　]{1,4}[一-龥]){1,2}(?![ 　][一-龥](?![一-龥]))")
# 不会出现在名字里的字
_NEVER = frozenset("的地了被把这那我你他她它们个等各每是该此些另哪谁吗呢吧啊即您咱某很更最")
# 三字名的末字也可能是“和、向”之类：李建和、刘同向
_LAST = frozenset("来和为同前时到向将均从今于达都")
# 译名里常用“不、以、达”等字，这些字才算译名之后的话
_AFTER_DOTTED = frozenset("在对就率并说等和与用")
# 王伟|于1月2日, 王伟|二〇二三年: neither 于 nor 二 is the end of a name there
_DATE = re.compile(r"于\s?(?:\d|[一二三四五六七八九十]{1,4}[月日])|[一二][〇○零九]")
_NEAR = 4000
_FEW = 60


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


def is_listed(word: str, posts: Posts, spaced: bool = False) -> bool:
    """Whether an item of a list of people is a name: also one with a rare surname, or of another language.
    *spaced*: printed with a blank inside (简 洁), as only names are."""
    if is_name(word, posts):
        return True
    if not 2 <= len(word) <= 8 or not all(map(is_han, word)) or (word[0] in posts.not_first - posts.surnames):
        return False
    if _NEVER.intersection(word) or posts.not_name_end.search(word):
        return False
    if spaced and len(word) <= 3:
        return True
    if word in posts.not_names or posts.not_name.match(word):
        return False
    return posts.syllables.issuperset(word) or (len(word) == 3 and posts.given.issuperset(word[1:]))


def ends_here(text: str, at: int, posts: Posts) -> bool:
    """Whether a name may end at *at*: punctuation, a role, an ordinary word after names or a date follows."""
    return posts.followers.stand(text, at) or _DATE.match(text, at) is not None


def read_name(text: str, at: int, posts: Posts, listed: bool = False) -> int | None:
    """Where the name that begins at *at*, after a post, ends, or None: 局长|张建东|参加, 主席|艾尔肯·吐尼亚孜|作,
    厅长|韦 韬|主持. *listed*: another name stands before it (吉克木呷、|的日阿铁|)."""
    if at >= len(text) or not is_han(text[at]):
        return None
    dotted = _read_dotted(text, at, posts)
    if dotted is not None:
        return dotted
    spaced = _SPACED.match(text, at)
    if spaced and _is_spaced(text, spaced, posts):
        return spaced.end()
    if _is_japanese(text, at, posts):
        return at + 4
    foreign = _read_syllables(text, at, posts)
    if foreign is not None:
        return foreign
    minority = posts.minority.match(text, at)
    if minority:
        ends = [end for end in range(max(minority.end(), at + 3), minority.end() + 5) if ends_here(text, end, posts)]
        if posts.followers.strong.match(text, minority.end()):  # 副旗长|苏和|、
            ends.insert(0, minority.end())
        if ends and all(map(is_han, text[at : ends[0]])):
            return ends[0]
    fits = [
        length
        for length in (2, 3, 4)
        if is_name(text[at : at + length], posts)
        and at + length <= len(text)
        and ends_here(text, at + length, posts)
        and not _DATE.match(text, at + length - 1)
    ]
    if not fits and _is_unlisted(text, at, posts, listed):
        return at + 3
    if not fits:
        word = text[at : at + 3]
        again = is_name(word, posts) and posts.given.issuperset(word[1:]) and _count(text, at, 3) > 1
        return at + 3 if again else None  # 林明溱宣誓就职，后文又有林明溱表示
    length = fits[0]
    if fits[:2] == [2, 3] and (not listed or text[at + 2] != "都") and _third_belongs(text, at, posts):
        length = 3
    if length == 2 and text[at] in posts.weak and not _strong(text, at, posts):
        return None
    return at + length


def _is_spaced(text: str, spaced: re.Match[str], posts: Posts) -> bool:
    """安 宁, 穆 青 云: the blanks say that it is a name, so that it may be a word too, or have a rare surname."""
    first = spaced.group()[0]
    if (first in posts.not_first and first not in posts.surnames) or _NEVER.intersection(spaced.group()):
        return False
    listed = first in posts.surnames and posts.followers.stand(text, spaced.end())
    return bool(listed or posts.followers.strong.match(text, spaced.end()))


def _read_syllables(text: str, at: int, posts: Posts) -> int | None:
    """巴音才次克|主持, 杨才让东智|主持, 旺姆|、: the longest run of the syllables such names are written with."""
    if text[at] not in posts.syllables and text[at] not in posts.surnames:
        return None
    last = at + 1
    while last < min(len(text), at + 9) and text[last] in posts.syllables:
        last += 1
    for end in range(last, at + 1, -1):
        if end - at == 2 and (text[at:end] in posts.not_names or text[at] in posts.surnames):
            return None
        if end - at == 4 and is_name(text[at : at + 3], posts) and ends_here(text, at + 3, posts):
            continue  # 蔡惠珍|则希望
        if posts.followers.stand_firm(text, end) and not posts.not_name.match(text, at):
            return end
    return None


def _is_japanese(text: str, at: int, posts: Posts) -> bool:
    """山本健一|一行: two characters, the second common in Japanese surnames, and a given name of two."""
    word = text[at : at + 4]
    if len(word) < 4 or word[1] not in posts.japanese or not posts.given.issuperset(word[2:]):
        return False
    if word[0] in posts.not_first or posts.not_name.match(word) or posts.role.search(word):
        return False
    return text[at + 4 : at + 5] not in ("，", "。", "\n", "") and posts.followers.stand_firm(text, at + 4)


def _is_unlisted(text: str, at: int, posts: Posts, listed: bool) -> bool:
    """员创生|作表态发言: a surname outside the list, characters of given names, and a role or another name after it."""
    word = text[at : at + 3]
    if len(word) < 3 or word[0] in posts.not_first or not posts.given.issuperset(word[1:]):
        return False
    if posts.not_name.match(word) or posts.not_name_end.search(word) or posts.role.search(word):
        return False
    if word[0] in "和与及同" and is_name(word[1:], posts):  # 县长|和马文|出席
        return False
    if text[at + 3 : at + 4] in ("和", "及", "与"):
        return posts.tail.search(text, at + 4, at + 24) is not None
    if not posts.followers.stand_firm(text, at + 3):
        return False
    return (
        is_han(text[at + 3 : at + 4] or "。")
        or listed
        or _count(text, at, 3) > 1
        or text[at + 3] in "、：（("
        or text[at - 1] in " 　"
    )


def _third_belongs(text: str, at: int, posts: Posts) -> bool:
    """李建和|参加: both 李建 and 李建和 could end; the longer one when its last character is one names end in."""
    about = text[at + 2] in "同都" and text[at + 3 : at + 4] in ("对", "就", "围")  # 刘大同|对新任干部提出要求
    if text[at + 2] not in _LAST or not (about or posts.followers.strong.match(text, at + 3)):
        return False
    return _count(text, at, 2) == _count(text, at, 3)


def _strong(text: str, at: int, posts: Posts) -> bool:
    return posts.followers.strong.match(text, at + 2) is not None or _count(text, at, 2) > 1


def _count(text: str, at: int, length: int) -> int:
    """How often the first *length* characters of a name stand nearby."""
    return text.count(text[at : at + length], max(0, at - _NEAR), at + _NEAR)


def _read_dotted(text: str, at: int, posts: Posts) -> int | None:
    parts = _DOTTED_PARTS.match(text, at, at + 28)
    if not parts or posts.tail.search(text, at, parts.end("first")):  # 、|政协主席努尔兰·阿不都
        return None
    last, final = parts.end(), parts.start("last")
    for end in range(final + 1, min(last, final + 8) + 1):
        single = text[end : end + 1] in _AFTER_DOTTED and text[end : end + 1] in posts.followers.characters
        if single or posts.followers.strong.match(text, end) or posts.followers.words.match(text, end):
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
        if text[start] in posts.weak and is_han(text[start - 1 : start] or "。"):  # 社|区分片|负责人
            continue
        if text[start] == "解" and text[start - 1 : start] == "了":  # 为了解|基层里长的建议
            continue
        opener = posts.opener_end.search(text[max(floor, start - 8) : start + 1])
        if opener and len(opener.group()) > 1:  # 传达学习|范波副省长
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
    printed |= {name.replace("·", " · "): name for name in names if "·" in name}
    printed |= {name[0] + gap + name[1]: name for name in names if len(name) == 2 for gap in (" ", "　", "  ")}
    low = 0
    for start, end in _places(printed, text):
        if start >= low:
            yield printed[text[start:end]], Span(start, end)
            low = end


def _places(words: Collection[str], text: str) -> Iterable[tuple[int, int]]:
    """Where *words* stand, in order, the longest first. Few words are sought one by one: a pattern costs more."""
    if len(words) > _FEW:
        return (found.span() for found in re.finditer(any_of(words), text))
    spans = [(at, at + len(word)) for word in words for at in _occurrences(word, text)]
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _occurrences(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
