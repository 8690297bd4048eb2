"""Who is named with a post: 省委海洋办副主任，省海洋局党组成员、副局长燕东; 燕东副局长; 管主任委员碧玲."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...knowledge.posts import Posts
from ...knowledge.regions import Regions
from .names import ends_here, is_han, is_name, name_before, read_name

_STOPS = re.compile(r"[。！？!?：:…—“”\"「」『』【】□\n●■.丨｜|]")
_SEPARATORS = "，,；;、"
_COMMAS = "，,；;"
_REACH = 150
_NEXT_POST = 8
# 各乡镇党委书记、有关部门负责人：没有名字的一群人，不是后面那个人的职务
_UNNAMED = re.compile(r"各|全体|有关|相关|所有|部分|部门|单位|分别|等$")
_AFTER_NAME = re.compile(r"[（(][^（）()\n]{1,24}[）)]")
_JOIN = re.compile(r"[ 　]*(?:、|以及|和|及|与|[ 　])[ 　]*")
_LEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)])?[ 　、，,；;▲△●■◆★※]*(和(?![平田县龙静硕政布])|及|与|以及|并|而|暨|同(?![济江仁心德安])|等|主持人、)?"
)
# 余秀鸾|观光处长|报告：台湾写法
_NAME_BUREAU = re.compile(r"(?:(?<![一-龥])|^)([一-龥]{3})[一-龥]{2}(?:处长|局长|署长)")
# 管|主任委员|碧玲: posts one is addressed by
_SPLITS = re.compile(
    r"(?:长|主任|主席|主委|委员|书记|秘书|议员|专员|董事|理事|监事|经理|总监|司令|顾问|教授|参议)[ 　]*$"
)
_DOTTED_FOLLOWS = re.compile(r"[一-龥]{1,7} ?[·•]")
_TITLE_AFTER = re.compile(r"同志|老师|先生|女士|博士|教授|院士")


class Mention(NamedTuple):
    """One place where somebody is named."""

    name: str
    start: int
    end: int  # of the name, or of what belongs to it: post, 同志, （女，回族）
    head: int  # where posts and name begin
    posts: tuple[str, ...]
    rule: str


def find_named(text: str, posts: Posts, regions: Regions) -> list[Mention]:
    """Everybody named with a post, in order. *text*: clean text with by-lines and titles of works blanked."""
    found: list[Mention] = []
    floor = 0
    for tail in posts.tail.finditer(text):
        if tail.start() < floor:
            continue
        new = _split_by_post(text, tail, floor, posts) or _post_then_names(text, tail, floor, posts, regions)
        new = new or _name_then_post(text, tail, floor, posts, regions)
        if new:
            found.extend(new)
            floor = new[-1].end
    return found


def _post_then_names(text: str, tail: re.Match[str], floor: int, posts: Posts, regions: Regions) -> list[Mention]:
    names = [named for named in read_names(text, tail.end(), posts) if not _is_place(named[0], regions)]
    names = names or _run_together(text, tail.end(), posts)
    if not names:
        return []
    head, printed = read_chain(text, tail.end(), floor, posts)
    return [
        Mention(name, start, end, head if i == 0 else start, printed, "post-name")
        for i, (name, start, end) in enumerate(names)
    ]


def _is_place(name: str, regions: Regions) -> bool:
    """连云港、江洲镇：after a post without a name. Short ones (方正, 连城) are names as well."""
    return len(name) > 2 and (name[-1] == "镇" or bool(regions.named(name)))


def read_names(text: str, at: int, posts: Posts) -> list[tuple[str, int, int]]:
    """The names from *at* on, joined by 、和及与 or a blank: (name, start, end with parenthesis and 同志)."""
    names: list[tuple[str, int, int]] = []
    while True:
        end = read_name(text, at, posts, bool(names))
        if end is None:
            return names
        name = re.sub("[ 　]", "", text[at:end])
        mark = _AFTER_NAME.match(text, end)
        end = mark.end() if mark else end
        courtesy = _TITLE_AFTER.match(text, end)
        end = courtesy.end() if courtesy else end
        names.append((name, at, end))
        join = _JOIN.match(text, end)
        if not join:
            return names
        at = join.end()


def _run_together(text: str, at: int, posts: Posts) -> list[tuple[str, int, int]]:
    """局长|王建国|副局长李卫东: between two posts whose separator was lost, a full name of given names' characters."""
    name = text[at : at + 3]
    if not is_name(name, posts) or not posts.given.issuperset(name[1:]):
        return []
    next_post = posts.tail.search(text, at + 3, at + 3 + _NEXT_POST)
    if next_post is None or _post_start(text, next_post.start(), at + 3, posts) != at + 3:
        return []
    return [(name, at, at + 3)] if read_name(text, next_post.end(), posts) else []


def _split_by_post(text: str, tail: re.Match[str], floor: int, posts: Posts) -> list[Mention]:
    """管主任委员碧玲, 陈部长吉仲: surname, post, given name of two characters."""
    at, start = tail.end(), _post_start(text, tail.start(), floor, posts)
    given = text[at : at + 2]
    if _DOTTED_FOLLOWS.match(text, at) or not _SPLITS.search(tail.group()):  # 师|市领导|巴合提·阿不都; 华|侨代表|王树和
        return []
    for length in (2, 1):
        surname = text[start - length : start]
        if start - length < floor or not (surname in posts.compound or surname in posts.surnames):
            continue
        before = text[start - length - 1 : start - length]
        if before and is_han(before) and before[-1] not in "局部委厅办院会署处府所镇乡市县区由与和及":
            continue
        if surname in posts.weak and is_name(given, posts):
            continue  # 水利部|原部长|陈雷
        if (
            len(given) == 2
            and is_name(surname + given, posts)
            and ends_here(text, at + 2, posts)
            and not ends_here(text, at, posts)
        ):
            post = text[start : tail.end()].strip()
            return [Mention(surname + given, start - length, at + 2, start - length, (post,), "surname-post-given")]
    return []


def _post_start(text: str, start: int, floor: int, posts: Posts) -> int:
    prefix = posts.prefix_end.search(text[max(floor, start - 6) : start])
    return start - len(prefix.group()) if prefix else start


def _name_then_post(text: str, tail: re.Match[str], floor: int, posts: Posts, regions: Regions) -> list[Mention]:
    """燕东副局长分别传达, 王正芳副署长."""
    if not ends_here(text, tail.end(), posts):
        return []
    end = _post_start(text, tail.start(), floor, posts)
    start = name_before(text, end, floor, posts)
    if start is None:
        bureau = _NAME_BUREAU.search(text, max(floor, end - 6), tail.end())
        if not bureau or not _is_taiwanese(bureau, posts, regions) or not posts.role.match(text, tail.end()):
            return []
        start, end = bureau.span(1)
    post = text[end : tail.end()].strip()
    if regions.named(text[start:end]) or _is_town(text, start, end) or post in posts.crowds:  # 温州市长
        return []
    return [Mention(text[start:end], start, tail.end(), _agency_start(text, start, floor, posts), (post,), "name-post")]


def _is_town(text: str, start: int, end: int) -> bool:
    """鹿港|镇长: the text speaks of 鹿港镇 elsewhere."""
    unit = text[end : end + 1]
    town = text[start:end] + unit
    return unit in ("镇", "乡", "村", "区", "县", "市") and text.count(town) > text.count(town + "长")


def _is_taiwanese(bureau: re.Match[str], posts: Posts, regions: Regions) -> bool:
    name = bureau.group(1)
    return is_name(name, posts) and posts.given.issuperset(name[1:]) and not regions.named(name[:2])


def _agency_start(text: str, start: int, floor: int, posts: Posts) -> int:
    """Where the agency before a name begins: 、|高雄市政府海洋局石庆丰局长."""
    low = max(floor, start - 20)
    for stop in _STOPS.finditer(text, low, start):
        low = stop.end()
    low = max(low, *(text.rfind(char, low, start) + 1 for char in _SEPARATORS))
    opener = _last_opener(text, low, start, start, posts)
    return opener if opener is not None else low


def read_chain(text: str, end: int, floor: int, posts: Posts) -> tuple[int, tuple[str, ...]]:
    """Where the posts before *end* begin, and the posts as printed, split at ，；."""
    low = max(floor, end - _REACH)
    for stop in _STOPS.finditer(text, low, end):
        low = stop.end()
    bracket = text.rfind("（", low, end)
    if bracket >= 0 and "）" not in text[bracket:end]:  # 主持人（市政府新闻办主任|
        low = bracket + 1
    edge = end
    head = end
    while edge > low:
        separator = max(text.rfind(char, low, edge) for char in _SEPARATORS)
        start = max(low, separator + 1)
        tail = posts.tail_end.search(text[start:edge])
        if tail is None or (edge < end and _UNNAMED.search(text[start:edge])):
            break
        opener = _last_opener(text, start, start + tail.start(), edge, posts)
        head = opener if opener is not None else start
        if opener is not None or separator < low:
            break
        edge = separator
    leading = _LEADING.match(text, head, end)
    if leading:
        head = leading.end()
    return head, tuple(part.strip() for part in re.split(f"[{_COMMAS}]", text[head:end]) if part.strip())


def _last_opener(text: str, start: int, before: int, end: int, posts: Posts) -> int | None:
    last = None
    for opener in posts.opener.finditer(text, start, end):
        if opener.end() <= before:
            last = opener.end()
    return last
