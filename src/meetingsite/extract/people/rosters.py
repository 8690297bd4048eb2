"""Names in lists and labels: 出席：王 强 赵明辉, 主持人：张伟（副区长）, 高庆红：今年…, a speech's signature."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest

from ...knowledge.posts import Posts
from ...knowledge.regions import Regions
from ...model import Document
from .chains import Mention
from .names import is_listed, is_name
from .roles import RoleWord

_ITEM = re.compile(r"[^、，,；;]+")
_TOKEN = re.compile(r"[^ 　]+")
_SINGLE = re.compile(r"[一-龥](?:[（(].*)?", re.S)  # 洁（党政办）
_PARENTHESIS = re.compile(r"[（(]([^（）()\n]{1,30})[）)]?")
# 高庆红：、[姜 楠]：、【主持人】：
_LABEL = re.compile(
    r"^[ 　●■□]*[\[【〔［]?([一-龥·]{2,12}|[一-龥][ 　]{1,2}[一-龥])[\]】〕］]?"
    r"(?:[（(][^（）()\n]{1,20}[）)])?[ 　]*[：:]",
    re.M,
)
_DOTTED = re.compile(r"[一-龥]{1,8}(?:·[一-龥]{1,8})+")
_INTERVIEW = re.compile("专访|访谈|采访|记者|对话|问答")
# 四川日报记者：, 问：, 主持人、
_ASKED = re.compile(r"^[ 　]*[^\n：:，。]{0,16}(?:记者|提问|问)[^\n：:，。]{0,6}[：:]", re.M)
_SPEAKING = (
    ("报告", "作报告"),
    ("讲话", "讲话"),
    ("致辞", "致辞"),
    ("致词", "致词"),
    ("发言", "发言"),
    ("演讲", "演讲"),
)
# （摘要）、（全文）
_TITLE_NOTE = re.compile(r"[ 　]*(?:[（(][^（）()]{1,12}[）)]|全文|摘要)[ 　]*$")
# 2024年1月22日在某某省第十四届人民代表大会第二次会议上| 省长某某
_AT_MEETING = re.compile(r"^[—–-]*[\d年月日 ]*在.{4,60}(?:会议|大会)上[ 　]+")
_PRINTED = re.compile(r"[^\n]+")
_SIGNATURE_LINES = 8
_LINE = 60
# 会议议定如下、一、……、关于：名单到此为止
_NO_ROW = re.compile(r"会议|现将|现就|纪要|为|根据|经|按照|一、|（一）|1[.．、]|第一|议题|内容|议程|时间|地点")
# 区住建局：|汝绪华、皇甫云, 集团公司领导：|韦韬, 部门负责人：|纪长岭
_UNIT_LABEL = re.compile(
    r"[ 　]*(?:(?!请假|缺席|记录|因)[一-龥（）()、]{2,16}(?:领导|班子成员|负责人|代表|委员|成员)|[一-龥（）()]{1,20}[局委办厅科室处站所队院校司心道镇乡村部会组行社团场厂县区市])[ 　]*[：:]"
)
# 凤庆、|双江茶企代表六人: a place, not somebody
_MANY = re.compile(r"(?:代表|负责人|同志|人员|干部)[一-龥]{0,2}[\d一二三四五六七八九十百]+余?[人名位]$")
_OTHER_LABEL = re.compile(r"[^：:\n]{1,12}[：:]")


def read_rosters(text: str, named: list[Mention], posts: Posts, regions: Regions) -> Iterator[tuple[Mention, RoleWord]]:
    """The people of labelled lists with their role. *text*: clean text with by-lines blanked."""
    for label in posts.label.finditer(text):
        if not label.lastgroup:
            continue
        role = RoleWord(posts.label_names[int(label.lastgroup[1:])], *label.span(label.lastgroup))
        for mention in _between(named, *label.span()):  # 主持人（市政府新闻办主任 闵思）：
            yield mention, role
        for start, stop in _lines(text, label.end(), posts):
            inside = _between(named, start, stop)
            for mention in (*inside, *_roster(text, start, stop, posts, regions)):
                if mention in inside or not any(o.head < mention.end and mention.start < o.end for o in inside):
                    yield mention, role


def _lines(text: str, start: int, posts: Posts) -> Iterator[tuple[int, int]]:
    """The lines of one list: the rest of the label's own line and the short lines under it."""
    stop = _line_end(text, start)
    own = text[start:stop].strip()
    if "。" in own[:-1]:
        return
    if own:
        yield start, stop
    while stop < len(text):
        start, stop = stop + 1, _line_end(text, stop + 1)
        line = text[start:stop].strip()
        if (
            not line
            or len(line) > _LINE
            or "。" in line
            or (own and "，" in line)
            or posts.label.match(text, start)
            or _NO_ROW.match(line)
        ):
            return
        unit = _UNIT_LABEL.match(text, start, stop)
        if not unit and _OTHER_LABEL.match(line):
            return
        yield unit.end() if unit else start, stop


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _between(named: list[Mention], start: int, stop: int) -> list[Mention]:
    return named[bisect_left(named, start, key=_start) : bisect_left(named, stop, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start


def _roster(text: str, start: int, stop: int, posts: Posts, regions: Regions) -> Iterator[Mention]:
    items = list(_ITEM.finditer(text, start, stop))
    for item, following in zip_longest(items, items[1:]):
        if following and _MANY.search(following.group().strip()) and regions.named(item.group().strip()):
            continue
        tokens = [(token.start(), token.end()) for token in _TOKEN.finditer(text, *item.span())]
        paired = -1  # the token that is the second half of 韦 韬
        for i, (low, high) in enumerate(tokens):
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            if i == paired:
                continue
            if high - low == 1 and after and _SINGLE.fullmatch(text, *after):
                paired = i + 1
                yield from read_item(text, low, after[1], posts)
            elif high - low > 1:
                yield from read_item(text, low, high, posts)


def read_item(text: str, low: int, high: int, posts: Posts) -> Iterator[Mention]:
    """王强; 王 强; 张伟（副区长）; 市财政局刘芳; 李敏（区住建局局长）."""
    note = _PARENTHESIS.search(text, low, high)
    end = note.start() if note else high
    printed = (note.group(1),) if note and posts.tail_end.search(note.group(1)) else ()
    end -= text[low:end].endswith("等")
    printed_words = text[low:end].strip()
    words = re.sub("[ 　]", "", printed_words)
    if is_listed(words, posts, spaced=words != printed_words) or _DOTTED.fullmatch(words):
        if not any(mark in words for mark in "局部委厅办"):
            yield Mention(words, low, note.end() if note else end, low, printed, "roster")
        return
    for length in (3, 2):
        name, before = words[-length:], words[:-length]
        if len(before) >= 3 and before[-1] in "局部委厅办院会署处心站所司室科股府" and is_listed(name, posts):
            yield Mention(name, end - length, high, end - length, printed, "roster")
            return


def read_speakers(
    text: str, document: Document, known: frozenset[str], named: list[Mention], posts: Posts
) -> Iterator[tuple[Mention, RoleWord]]:
    """Who answers in an interview: 高庆红：今年…, where a journalist asks or the text says that it is one; with a post
    (*named*), 某市水利局副局长 高庆红： and 主持人、某处长卓玛：, where a journalist asks."""
    top = document.title_span.end if document.title_span else 0
    labels = [found for found in _LABEL.finditer(text) if found.start(1) >= top]
    asked = any(found.group(1).endswith(tuple(posts.askers)) for found in labels)
    if asked or _ASKED.search(text):
        yield from _titled_speakers(text, named)
    if not labels or not (asked or _INTERVIEW.search(document.title) or _INTERVIEW.search(text)):
        return
    times = Counter(found.group(1) for found in labels)
    for found in labels:
        name = re.sub("[ 　]", "", found.group(1))
        spaced = name != found.group(1)
        speaks = (asked or times[found.group(1)] > 1) and name not in posts.askers
        if name in known or (speaks and (is_name(name, posts) or (spaced and is_listed(name, posts, spaced)))):
            mention = Mention(name, *found.span(1), found.start(1), (), "speaker")
            yield mention, RoleWord("受访", *found.span(1))


def _titled_speakers(text: str, named: list[Mention]) -> Iterator[tuple[Mention, RoleWord]]:
    for mention in named:
        before = text[text.rfind("\n", 0, mention.head) + 1 : mention.head].strip(" 　●■")
        if before in ("", "主持人、", "主持人：") and text[mention.end : mention.end + 1] in ("：", ":"):
            yield mention, RoleWord("主持" if before else "受访", mention.start, mention.end)


def read_signature(text: str, titles: tuple[str, ...], mentions: list[Mention]) -> Iterator[tuple[Mention, RoleWord]]:
    """Who gave the speech or report a document is: a line of its own under the title, 山东省省长 周乃翔. *titles*: title
    and subtitles, ——在全市教育工作会议上的报告."""
    ends = [_TITLE_NOTE.sub("", title) for title in titles]
    spoken = next((role for word, role in _SPEAKING if any(end.endswith(word) for end in ends)), None)
    if spoken is None:
        return
    lines = list(islice(_PRINTED.finditer(text), _SIGNATURE_LINES))  # a blanked source line is many empty ones
    top = lines[-1].end() if lines else 0
    for mention in mentions:
        if mention.end > top:
            break
        before = text[max(0, mention.head - 40) : mention.head].rpartition("\n")[2]
        after = text[mention.end : mention.end + 40].partition("\n")[0]
        if not (_AT_MEETING.sub("", before) + after).strip(" 　—-（）()"):
            yield mention, RoleWord(spoken, mention.head, mention.end)
