"""Who acts without a post before the name: 李彦平同志作交流发言; 甲、乙等同志分别发言; 信息中心的田宏斌分享了."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...knowledge.posts import Posts
from .chains import Mention, read_names
from .names import is_han, is_listed, is_name, read_name
from .rosters import read_item

_COMRADE = re.compile("同志")
# 会上，|茹国庆、; 大会执行主席：|茹国庆、; 艾山·买买提、
_LIST = re.compile(r"(?:^|(?<=[。，,；;：\n]))(?:[一-龥]{2,4}|[一-龥]{1,7}·[一-龥]{1,8})(?=、)", re.M)
# 等同志分别、等五人
_OF_LIST = re.compile(
    r"(?:等)?(?:同志|领导|委员|[一二三四五六七八九十两\d]+(?:人|位同志|名同志|名代表|位代表))?(?:分别|先后|依次)?"
)
# 来自第一税务所的|向莉、信息中心的|田宏斌；长江文化公司|屠丽娟
_UNIT = re.compile(
    "[局科室所处股站队院校厂村办行馆镇乡部心司团学会社道区]的(?=[一-龥])"
    "|(?:公司|集团|中心|合作社|大学|学院|医院|研究院|研究所)(?=[一-龥]{3})(?!的)"
)
# 尤凤琴、才旺|当选|副主任
_ELECTED = re.compile(r"当选(?:为)?(?=[一-龥])")
# 谢某、杨某|两名同志分别以全票|当选为; 杨某某|同志（女）全票|当选为
_CLAUSE_BEFORE = re.compile(
    r"(?P<names>[一-龥]{2,4}?(?:、[一-龥] ?[一-龥]{1,3}?|和[一-龥]{2,4}?)*)(?:等)?(?:[一二两三四五六七八九十\d]+[位名])?(?:同志)?"
    r"(?:[（(][^（）()\n]{1,12}[）)])?(?P<each>分别|依次)?(?:继续|再次|顺利|连任)?(?:以?(?:[全满高]票|最高票|[\d一二三四五六七八九十百]+票))?$"
)
# 当选为|省工商联（总商会）常务|副主席
_BRACKETS = re.compile(r"[（(][^（）()]{1,12}[）)]")
_NOT_POST = re.compile(r"[^一-龥]")
# 9月23日下午，|庄某某|主持召开党委常委会会议, ，|吴某某|列席会议
_CHAIRS = re.compile(r"(?:^|(?<=[，。]))[一-龥]{2,3}(?=(?:主持召开|主持会议|列席会议))", re.M)
# 听取了|县文化和旅游局李樱、县林草局刀永明|的汇报
_HEARD = re.compile(r"听取了?(?=([^，。；\n]{4,120}?)(?:的|关于|就)[^，。；\n]{0,40}?(?:汇报|介绍|发言|说明|情况))")
_ITEM = re.compile("[^、]+")
_REACH = 60


def find_untitled(text: str, taken: frozenset[int], posts: Posts) -> Iterator[Mention]:
    """Everybody named without a post who is shown to be a person; *taken*: where names with posts end. *text* as for
    :func:`~.chains.find_named`."""
    for chair in _CHAIRS.finditer(text):
        if is_name(chair.group(), posts) and chair.group()[0] not in posts.weak:
            yield Mention(chair.group(), *chair.span(), chair.start(), (), "list")
    for elected in _ELECTED.finditer(text):
        yield from _elected(text, elected, posts)
    for heard in _HEARD.finditer(text):
        for item in _ITEM.finditer(text, *heard.span(1)):
            for mention in read_item(text, *item.span(), posts):
                if mention.start > item.start():
                    yield mention._replace(head=item.start(), rule="unit")
    yield from _comrades(text, taken, posts)
    for start in _LIST.finditer(text):
        yield from _listed(text, start.start(), posts)
    for unit in _UNIT.finditer(text):
        yield from _of_unit(text, unit, posts)


def begins(text: str, start: int, posts: Posts) -> bool:
    """Whether a name without a post may begin here: at the start of a clause, or after 由 请 会上."""
    before = text[max(0, start - 8) : start]
    return not is_han(before[-1:] or "。") or posts.opener_end.search(before) is not None


def _comrades(text: str, taken: frozenset[int], posts: Posts) -> Iterator[Mention]:
    for comrade in _COMRADE.finditer(text):
        end = comrade.start()
        for start in (end - 3, end - 2):
            named = start >= 0 and comrade.end() not in taken and is_name(text[start:end], posts)
            if named and begins(text, start, posts):
                yield Mention(text[start:end], start, comrade.end(), start, (), "comrade")
                break


def _listed(text: str, at: int, posts: Posts) -> Iterator[Mention]:
    names = read_names(text, at, posts)
    if len(names) < 2 or not any(len(name) > 2 for name, _, _ in names):
        return
    if not all(_is_listed(name, posts) for name, _, _ in names):
        return
    after = _OF_LIST.match(text, names[-1][2])
    end = after.end() if after else names[-1][2]
    if end > names[-1][2] or posts.role.match(text, end):
        for name, start, stop in names:
            yield Mention(name, start, stop, start, (), "list")


def _is_listed(name: str, posts: Posts) -> bool:
    foreign = "·" in name or posts.minority.search(name) or posts.syllables.issuperset(name)
    return bool(foreign) or is_listed(name, posts)


def _of_unit(text: str, unit: re.Match[str], posts: Posts) -> Iterator[Mention]:
    at = unit.end()
    end = read_name(text, at, posts)
    if end is None or not (posts.role.match(text, end) or text[end : end + 1] == "、"):
        return
    name = re.sub("[ 　]", "", text[at:end])
    if is_name(name, posts) and (unit.group()[-1] == "的" or (len(name) == 3 and posts.given.issuperset(name[1:]))):
        head = at
        while head > max(0, at - 16) and is_han(text[head - 1]):
            head -= 1
        yield Mention(name, at, end, head, (), "unit")


def _elected(text: str, elected: re.Match[str], posts: Posts) -> Iterator[Mention]:
    tail = posts.tail.search(text, elected.end(), elected.end() + 30)
    while tail and (longer := posts.tail.match(text, tail.end())):  # 公司职工|董事
        tail = longer
    low = max(0, elected.start() - _REACH)
    names = _CLAUSE_BEFORE.search(text[low : elected.start()])
    if not tail or not names or _NOT_POST.search(_BRACKETS.sub("", text[elected.end() : tail.start()])):
        return
    if low + names.start() and is_han(text[low + names.start() - 1]):
        return
    post = text[elected.end() : tail.end()].strip()
    printed = () if names["each"] else (post,)  # 分别当选为镇长和人大主席: who is which is not read
    for found in re.finditer(r"[^、和]+", names["names"]):
        start, end = low + names.start() + found.start(), low + names.start() + found.end()
        name = found.group().replace(" ", "")
        if is_name(name, posts) or posts.given.union(posts.syllables).issuperset(name[1:]):
            yield Mention(name, start, end, start, printed, "elected")
