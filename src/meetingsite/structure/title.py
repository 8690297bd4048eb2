"""Which lines are the title, and where its words stand in them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from ..clean.lines import MARKER, Line, ends_sentence
from ..knowledge.labels import Labels
from ..model import Span
from .kinds import AGENCY, BOXED_TITLE, TITLE_LABEL, TITLE_MAXIMUM, kind_of

# ……论述_部门动态_中国政府网 · 锡林浩特 ｜ ……召开 · …… - 某某市水利局: the longest part is the title
_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+")
# ……县务会议 发布日期：2014-04-21 · ……座谈会（2016-01-04） · ……举行 [组图] · ……会议 热 ★★★ · ……工作计划.doc · ……发言（附短片） · ……内容（只有中文）
_APPENDED = re.compile(
    r"(?:\s*[（(\[【]\s*(?:\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|组图|图|视频|多图|图文|高清|转载|转帖|转贴|转|推荐|精华|原创|附?(?:图|短片|视频)(?:[／/、](?:图|短片|视频))*|只有中文|有片)\s*[）)\]】]"
    r"|(?:\s+[热荐新顶精]+)?\s*[★☆]+|\.(?:docx?|pdf|wps|txt|html?)|\s+(?:HOT|New|NEW|置顶)|\s+(?:发布|发表|上传|刊登|更新)(?:日期|时间)\s*[:：]\s*\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?.{0,20}|\s+来源\s*[:：]\s*[^\s：:，。]{2,16}\s+\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)+$"
)
# 转：…… · [转帖]……: of a headline that a forum passes on
_PASSED_ON = re.compile(r"[（(【\[](?:转|转帖|转贴|转载|原创|ZT|zt)[）)】\]]\s*|(?:转|转帖|转贴|转载|ZT|zt)\s*[:：]\s*")
_UNFINISHED = (
    "关于",
    "的",
    "和",
    "暨",
    "及",
    "与",
    "、",
    "—",
    "印发",
    "转发",
    "时强调",
    "时指出",
    "时要求",
    "时提出",
    "，",
    "：",
    ":",
)
# the second line of a title: 关于印发…… · ……的通知 · 第十届委员会……工作报告
_CONTINUES = re.compile(
    r"第[一二三四五六七八九十百\d]{1,6}(?:届|次|号)|的?(?:通知|意见|报告|函|通报|决定|公告|批复)$|暨|的|(?:和|及|与)(?:其他|[一-鿿]{2,16}的)"
)
# ……常务会议 / 研究部署……
_AGENDA = re.compile(r"(?:专题)?(?:研究|部署|总结|讨论|审议|听取|传达|安排|通过|决定)")
# 张某出席并讲话 · 李某主持 · 会议开始时全体起立默哀: printed in large letters below a headline
_DECK = re.compile(
    r"^(?:会议|大会)|(?:出席|(?<!的)讲话|主持|主持会议|出席会议|参加|参加会议|列席|陪同|到会祝贺|(?<![合工动写协操])作[一-鿿]{2,12}报告)$"
)
_NEEDS_AGENCY = re.compile(r"关于|批转|转发|印发")
# 王某李某参加 · 丁某出席 韩某讲话
_ATTENDANCE = re.compile(
    r"(?:(?:(?![在到赴召对于会])[一-鿿·]){2,24}?(?:出席|讲话|主持|主持会议|参加|陪同|到会祝贺)[ 　]*)+"
)
# ……工作会议召开, rather than a slogan beside it
_HAPPENED = re.compile("(?:召开|举行|开幕|闭幕|落幕)$|(?:召开|举行|举办)[^，。]{2,40}(?:会|会议|大会|论坛|班|活动)$")
# 齐鲁网 · 启东市人民政府公报 · 沂蒙之窗 · 某某政务网 · 领导讲话: a site, a column or a periodical
_SITE = re.compile(
    r"^[一-鿿]{2,16}(?:网|网站|平台|门户)\s*[·•]\s*[一-鿿]{2,8}$|(?:在线访谈|高端访谈|网|网站|平台|频道|论坛|社区|之窗|在线|客户端|门户|首页|欢迎您|欢迎你|数字报刊?|电子报)$|^.{0,12}(?:公报|简报|年鉴|日报|晚报|周报|周刊|笔记|专栏|动态|要闻)$"
)
# 永城市广播电视台《永城新闻》: a programme
_PROGRAMME = re.compile(
    r"[一-鿿]{0,16}(?:电视台|广播电台|人民广播|融媒体?中心|频道|报社|日报社?|杂志社?)?《[^《》]{2,12}》(?:栏目|节目)?"
)
# ■ 稳产上产 精细管理: a column's mark before a line · - 某某市开发区召开…… · • 某某协会年会召开: that of a list
_BULLET = re.compile(r"[■□◆◇●○★☆▲△▶►◎•·]\s*|-\s+")
# 会 议 纪 要, 工 作 报 告（节选）: one word, printed wide
_SPACED = re.compile("[一-鿿](?: [一-鿿])+(?:[（(][^（()）]{1,8}[）)])?")
# 首 页 学校概况 机构设置 师资队伍
_MENU = re.compile(r"\S{1,10}(?: \S{1,6}){3,}")
# 某某论坛»论坛›材料写作›某某局2022年工作要点: where the page lies
_TRAIL = re.compile(r"[^»›>＞→]{1,30}(?:\s*[»›>＞→]\s*[^»›>＞→]{1,60}){2,}")
# 某某市自然资源和规划局 智能机器人 无障碍浏览: a site's name and its menu
_MASTHEAD = re.compile(
    r"[一-鿿]{4,24}(?:局|厅|委|委员会|办公室|政府|法院|检察院|大学|学院|医院|协会|学会|公司|集团)(?: \S{2,6}){2,}"
)
# 荷塘月色88: who posted it
_HANDLE = re.compile(r"[一-鿿A-Za-z_]{1,8}\d{1,6}")
# 江苏省紫菜协会 at the head of its own page
_BODY = re.compile(r"(?:协会|学会|商会|公司|集团|大学|学院|学校|[中小]学|医院|银行|研究[院所]|出版社|人民网|新华社)$")
_WORD = 3  # 通 知 alone ends a title, and is none
_SHORT = 6  # from which a headline without any word of a title is one by its place alone
_ECHO = 6  # characters that a title and the text below it have in common
_FULL = 13  # characters from which a line is longer than the names of columns
# ……水利局 某某市财政局 before 关于……
_AGENCY_END = re.compile(
    r"(?:局|厅|部|委|办|会|办公室|政府|公署|院|署|处|中心|党组|指挥部|小组|检查组|公司|集团|大学|学校|联社|(?<!会议)文件)$"
)
# 县革命委员会|通告: names its agency by itself
_NAMED = re.compile(r"(?:局|厅|委员会|政府|办公室|公社|公司|[法检]院)(?=.)")
# ……森林防火期的通告
_OFFICIAL_END = re.compile(
    r"(?:的(?:[一-鿿]{0,6}报告|通知|意见|办法|报告|方案|规划|决定|公告|通告|通报|批复|函|请示|决议|规定|细则|实施意见|指导意见|若干措施|补充通知)|会议纪要|情况报告)$"
)
_DOCUMENT_KIND = re.compile(
    r"(?:通知|意见|办法|报告|方案|规划|决定|公告|通报|要点|计划|总结|纪要|公报|通告|批复|函|请示|决议|规定|细则|预案|措施|召开|举行)$"
)
# ……的 / 通 知, not 说的都是大家关心的 / 澧水边的风, who posted it
_LAST_WORDS = re.compile(
    _DOCUMENT_KIND.pattern + "|(?:讲话|汇报|说明|致辞|发言|演讲|会议|座谈会|工作|情况|建议|提案|条例)$"
)


# ……的通知|（2019修订）
_REMARK = re.compile(r"\s*[（(][^（()）]{2,16}[）)]$")


class Rival(NamedTuple):
    """What the metadata give for a title: *named* as such (``名称：``), or as a theme (``主题：``), which may be something else."""

    words: str
    named: bool


def printed_title(
    lines: list[Line], candidates: list[int], other: list[int], start: int, rival: Rival | None, labels: Labels
) -> list[int]:
    """Of the lines above the body (which begins at *start*) the best of *candidates*, with those it is continued on and an
    agency line of *other* above a bare ``关于印发……的通知``; empty where none reads like a title, or *rival* reads better."""
    runs = _runs(lines, candidates)
    words = ["".join(lines[i].words for i in run) for run in runs]
    named = rival.words if rival and rival.named else None
    scores = [_score(w, labels) for w in words]
    for index, run in enumerate(runs):
        if scores[index] > 0 or (scores[index] == 0 and len(words[index]) >= _SHORT and not _BODY.search(words[index])):
            scores[index] += _placed(run, lines, candidates, start) + 3 * (words[index] == named)
        if _DECK.search(words[index]) and any(score > 0 for score in scores[:index]):
            scores[index] -= 3
    best = max(range(len(runs)), key=lambda i: (scores[i], -i), default=None)
    if best is None or scores[best] < 1:
        return []
    if rival and words[best] != rival.words and scores[best] < _score(rival.words, labels) + rival.named:
        return []
    best = next((i for i in range(len(runs)) if scores[i] > 0 and _with_agency(words[i], words[best])), best)
    title = runs[best]
    before = title[0] - 1
    bare = _NEEDS_AGENCY.match(words[best]) or (
        len(words[best]) <= 12 and _DOCUMENT_KIND.search(words[best]) and not _NAMED.search(words[best])
    )
    agency = bare and before in other and AGENCY.fullmatch(lines[before].words)
    return [before, *title] if agency and words[best] not in lines[before].words else title  # ……召开-某县水利局


def _runs(lines: list[Line], candidates: list[int]) -> list[list[int]]:
    """*candidates*, with the lines of one title together."""
    runs: list[list[int]] = []
    for index in candidates:
        last = runs[-1] if runs else []
        words = "".join(lines[i].words for i in last)
        if last and last[-1] == index - 1 and _runs_on(words, lines[last[-1]].words, lines[index].words):
            last.append(index)
        else:
            runs.append([index])
    return runs


def _with_agency(whole: str, title: str) -> bool:
    """Is *whole* the same title with the agency before it: ``某某市审计局`` + ``关于……的报告``, once more on lines of its own?"""
    agency = whole.removesuffix(title)
    return len(agency) < len(whole) and 4 <= len(agency) <= 24 and _AGENCY_END.search(agency) is not None


def _placed(run: list[int], lines: list[Line], candidates: list[int], start: int) -> int:
    """What the place of a title tells: its date, source or text follows, and page and headline both print it."""
    after, words = run[-1] + 1, "".join(lines[i].words for i in run)
    repeated = any(words in lines[i].words and i not in run for i in candidates)
    return (after >= start or after not in candidates) + repeated


def late_title(lines: list[Line], body: list[int], labels: Labels) -> list[int]:
    """A title printed below the editor's introduction: a line of its own, no heading, followed by running text."""
    for index, following in pairwise(body[1:7]):
        headed = index > body[0] and not ends_sentence(lines[index - 1].words)  # a heading of its own above it
        if not headed and _is_alone(lines[index].words, labels) and ends_sentence(lines[following].words):
            return [] if lines[index].words.endswith(labels.heading_endings) else [index]
    return []


def echoed_title(lines: list[Line], body: list[int], labels: Labels) -> list[int]:
    """The title below a paragraph of the page's own, as of the tides or of who runs the site: the only line whose words the
    paragraph behind it repeats, while what stands above does not speak of it."""
    found = [
        index
        for index, following in pairwise(body)
        if _is_alone(lines[index].words, labels)
        and labels.title_word.search(lines[index].words)
        and _shared(lines[index].words, lines[following].words) >= _ECHO
    ]
    if len(found) != 1 or found[0] not in body[1:4]:
        return []
    above = (lines[i].words for i in body if i < found[0])
    return found if all(_shared(lines[found[0]].words, words) < _ECHO // 2 for words in above) else []


def _is_alone(words: str, labels: Labels) -> bool:
    """Whether a line inside the body may be a title: no sentence, no item, no label."""
    alone = 12 <= len(words) <= TITLE_MAXIMUM and not ends_sentence(words) and not MARKER.match(words)
    return alone and kind_of(words, labels) == "title" and "：" not in words


def _shared(words: str, other: str) -> int:
    """The length of the longest run of characters that both have."""
    return SequenceMatcher(None, words, other, autojunk=False).find_longest_match().size


def title_span(first: Line, last: Line, text: str) -> Span:
    """Where the words of a title printed on the lines *first* to *last* stand: without a column's or a site's name."""
    start, end = first.start, last.end
    if boxed := BOXED_TITLE.fullmatch(first.words) if first is last else None:
        return Span(start + boxed.start("title"), start + boxed.end("title"))
    if label := TITLE_LABEL.match(first.words) or _BULLET.match(first.words):
        start += label.end()
    if appended := _APPENDED.search(last.words):
        end = last.start + appended.start()
    if first is last:
        edges = [start, *(i for m in _PARTS.finditer(text, start, end) for i in m.span()), end]
        start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda part: part[1] - part[0])
    return own_words(Span(start, end), text)


def own_words(title: Span, text: str) -> Span:
    """*title* without what a forum puts before a headline that it passes on."""
    passed = _PASSED_ON.match(text, *title)
    return Span(passed.end(), title.end) if passed and passed.end() < title.end else title


def _runs_on(title: str, words: str, following: str) -> bool:
    """Whether the line *following* goes on with *title*, whose last line is *words*."""
    open_pair = any(title.count(a) > title.count(b) for a, b in ("《》", "“”", "（）"))
    unfinished = words.endswith(_UNFINISHED) and not _DOCUMENT_KIND.search(words)
    if words.endswith("的") and len(following) <= _SHORT:
        unfinished = bool(_LAST_WORDS.search("".join(following.split())))
    agenda = words.endswith(("会议", "会")) or bool(_AGENDA.match(words))
    ended = _OFFICIAL_END.search(_REMARK.sub("", title)) or following in title  # ……的通知（2019修订） / ……的通知, again
    about = "关于" in title and not ended and bool(_OFFICIAL_END.search(following))
    agency = following.startswith("关于") and bool(_AGENCY_END.search(words))
    return (
        open_pair
        or unfinished
        or about
        or agency
        or bool(_CONTINUES.match(following))
        or (agenda and bool(_AGENDA.match(following)))
    )


def _score(words: str, labels: Labels) -> int:
    words = words.replace(" ", "") if _SPACED.fullmatch(words) else words
    score = 2 * bool(labels.title_word.search(words) and len(words) > _WORD) + (8 <= len(words) <= 60)
    score += len(words) >= _FULL
    score += 2 * bool(_HAPPENED.search(words))
    page = any(
        kind.fullmatch(words) for kind in (_ATTENDANCE, _MENU, _TRAIL, _MASTHEAD, _PROGRAMME, _HANDLE)
    ) or _SITE.search(words)
    score -= 2 * words.endswith("。")  # 举手表决。 under a picture
    return (
        score
        - 3 * bool(page)
        - (1 + (labels.title_word.search(words) is None)) * bool(_BULLET.match(words))
        - ("：" in words and len(words) < 12)
    )
