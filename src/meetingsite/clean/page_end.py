"""The lines behind the last sentence of a text: its own closing, and from some line on what the page adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..knowledge.labels import Labels
from ..knowledge.noise import Noise
from .lines import MARKER, Line, ends_sentence

_TAIL = ("any", "edge", "tail")
_NOTICES = (None, "page-talk", "repost-notice")  # 特别声明：…… / 2023-10-27 22:14: the day of the page below its notice
_FEW = 4  # unknown lines before the page's first known words that may be links to other pages
# 注1 · 威海市海洋局办公室2024年1月30日印发 · ［1］行政首长负责制 · ①见2016年文件
_BELONGS = re.compile(r"[•·●]?\s*(?:注\d|.{0,60}印发$|[［\[（(〔]\d{1,2}[］\]）)〕]\s*[^\s\d]|[①-⑳])")
# 附件： with nothing behind it but the page's own words
_EMPTY = re.compile(r"[【\[]?(?:相关|文档|文件)?附件(?:下载|列表)?[】\]]?\s*[:：]?")
# 威海市海洋发展局 · 中共某某县委办公室 · 某某市水利局 某某市财政局
_AGENCY = re.compile(
    r".{2,30}(?:局|厅|部|委|办|会|委员会|办公室|办公厅|政府|公署|院|署|处|科|站|所|队|中心|党组|党委|指挥部|领导小组|法院|检察院|公司|集团|学校|大学|联盟|联社|总社)"
)
# 2.进度安排表 · 任务分工表.docx
_ITEM = re.compile(rf"{MARKER.pattern}|.*\.(?:docx?|xlsx?|pdf|pptx?|wps|et|ofd|zip|rar|jpe?g|png|txt)\b", re.IGNORECASE)
# 2024年1月30日 · 二〇二四年一月三十日 · （2024-01-30）
_DATE = re.compile(
    r"[（(]?(?:\d{4}|[二一][\d〇○零Oo一二三四五六七八九]{3}|(?:中华)?民国\s*\d{2,3})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./-].{0,10}$"
)
# 李 明 · 王建国 · 艾尔肯·吐尼亚孜
_NAME = re.compile(r"[一-鿿]{2,3}|[一-鿿]{1,2} [一-鿿]{1,2}|[一-鿿]{2,6}·[一-鿿]{2,6}")
# 参加会议人员名单 · 列席：: below it stand names
_ROLL = re.compile(
    r"(?:参加|参会|与会|出席|列席|到会|应到|实到|缺席|请假)[^，。；：:]{0,12}[:：]?|[^，。；：:]{0,12}(?:人员|与会者|代表|签到)名单[:：]?"
)
# 集团公司领导：韦 韬 阚 玮 · 各生产矿矿长、总工程师 · 李明 王强 赵大川
_ON_ROLL = re.compile(
    r"[^，。；：:>»|｜]{2,16}[:：]\s*[一-鿿](?:[一-鿿、 　·（）()]){1,200}|[一-鿿]{2,4}(?:[ 　、]+[一-鿿]{1,4}){2,60}"
    r"|[^，。；：:>»|｜\d]{2,60}(?:长|师|主任|书记|主席|委员|代表|负责人|负责同志|领导|人员|干部|职工|成员|干事)(?:等)?(?:\d+人)?"
)
# 会后，与会人员签到名单如下：
_OPENS = ("：", ":", "，", "、")


def page_end(lines: Sequence[Line], last: int, noise: Noise, labels: Labels, cut: bool = False) -> dict[int, str]:
    """Of the lines behind index *last*, the last line of text, those that are not the document's, with their rule.

    Known noise starts the page's own words: behind it only what surely belongs to a document is kept (annexes, notes, a dated
    sign-off, copies, by-lines). Up to four unknown lines directly before it are links; without any known noise all lines stay.
    *cut*: noise follows the last of *lines*.
    """
    found: dict[int, str] = {}
    over, listing, roll = False, lines[last].words.endswith(_OPENS), False
    unknown: list[int] = []
    printed = [i for i in range(last + 1, len(lines)) if lines[i].words]
    for previous, index, following in zip([last, *printed], printed, [*printed[1:], None], strict=False):
        words = lines[index].words
        dated = following is not None and bool(_DATE.match(lines[following].words))
        annex = labels.annex_line.match(words)
        annexed = following is not None and annex and _ITEM.match(lines[following].words)
        if _EMPTY.fullmatch(words) and _ends(lines[index + 1 :], noise):
            found[index] = "portal-chrome"
        elif not annexed and (rule := noise.line_rule(words, _TAIL)):
            found[index] = rule
            found |= _links(unknown)
            over, unknown = True, []
        elif (
            (roll and _ON_ROLL.fullmatch(words))
            or (labels.closing_line.match(words) and not (over and found.get(previous) == "repost-notice"))
            or _BELONGS.match(words)
            or (listing and _ITEM.match(words))
            or (_AGENCY.fullmatch(words) and dated)
        ):
            listing = bool(annex) or (listing and bool(_ITEM.match(words)))
            roll = bool(_ROLL.fullmatch(words)) or (roll and bool(_ON_ROLL.fullmatch(words)))
            unknown = []
        elif labels.byline_label.match(words) or labels.source_label.match(words):
            over, unknown = over or bool(labels.editor_line.match(words)), []
        elif _DATE.match(words.lstrip("完／/ ")) and (found.get(previous) in _NOTICES or "星期" in words):
            unknown = []
        elif over:
            found[index] = "page-remainder"
        elif (
            listing or MARKER.match(words) or ends_sentence(words) or _AGENCY.fullmatch(words) or _NAME.fullmatch(words)
        ):
            unknown = []
        else:
            unknown.append(index)
    return found | (_links(unknown) if cut else {})


def _ends(rest: Sequence[Line], noise: Noise) -> bool:
    """Whether of *rest*, the lines below ``附件：``, the first that says anything is the page's own."""
    below = next((line.words for line in rest if line.words and not _EMPTY.fullmatch(line.words)), None)
    return below is None or noise.line_rule(below, _TAIL) is not None


def _links(unknown: list[int]) -> dict[int, str]:
    return dict.fromkeys(unknown, "page-remainder") if len(unknown) <= _FEW else {}
