"""Where a meeting was held: 在济南召开 → 济南. A video meeting without a place has none."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Document

# 在(辽宁省大连市国家海洋环境监测中心)设立主会场, 于(北京)举行
_HELD = re.compile(
    r"[在于](?P<where>[^，,。；：、！？“”《》\n]{1,30}?)"
    r"(?:以[^，。；\n]{1,8}形式|采用[^，。；\n]{1,10}方式)?(?:联合|共同|隆重|顺利|成功|胜利|正式|同步)?"
    r"(?:组织)?(?:召开|举行|举办|开幕|闭幕|启幕|拉开帷幕|落下帷幕|开班)"
)
# 在(辽宁省大连市国家海洋环境监测中心)设立主会场; may stand anywhere
_MAIN_HALL = re.compile(
    r"[在于](?P<where>[^，,。；：、！？\n]{1,30}?)设立?主会场|主会场设在(?P<set>[^，,。；：、！？\n]{1,30})"
)
# 全国海洋工作会议(大连)召开; only in a title
_HELD_BARE = re.compile(r"(?:会议?|论坛|大会|年会)(?P<where>[一-鿿]{2,8}?)(?:隆重|顺利|成功)?(?:召开|举行|举办|开幕)$")
# 会议地点：威海市蓝星万豪酒店
_LABEL = re.compile(r"^(?:会议|召开|举办)?(?:地点|地址)$")
# Other meetings, told of in passing
_OTHER = re.compile(r"传达|贯彻|此前|去年|上年|曾|回顾|将于|继")
_SINGLE = {"京": "北京", "沪": "上海", "津": "天津", "渝": "重庆"}  # 在京召开
_LEAD = 700  # characters of the title and of a paragraph that are read
_NEAR = 40  # characters around 主会场


def extract_place(document: Document, knowledge: Knowledge) -> str | None:
    """The place where the meeting was held, as printed (在京召开 gives 北京); None when the text does not say.

    Read are title, metadata, the first two paragraphs and what is said of a 主会场. The place must be one of
    ``regions.csv``.
    """
    for label, value, _ in document.metadata:
        if value and _LABEL.match(label) and (place := _first(value, knowledge)):
            return place
    for pattern in (_HELD, _HELD_BARE):
        for match in pattern.finditer(document.title[:_LEAD]):
            if place := _first(match.group("where"), knowledge):
                return place
    for block in document.blocks[:2]:
        words = block.span.of(document.text)[:_LEAD]
        for match in _HELD.finditer(words):
            sentence = max(words.rfind(mark, 0, match.start()) for mark in "。；") + 1
            if _OTHER.search(words, sentence, match.start()):
                continue
            if place := _first(match.group("where"), knowledge):
                return place
    at = document.text.find("主会场")
    hall = _MAIN_HALL.search(document.text, max(0, at - _NEAR), at + _NEAR) if at >= 0 else None
    return _first(hall.group("where") or hall.group("set"), knowledge) if hall else None


def _first(where: str, knowledge: Knowledge) -> str | None:
    if where in _SINGLE:
        return _SINGLE[where]
    place = next(iter(knowledge.regions.find(where)), None)
    if place is not None and place.span.start == 0:
        return place.span.of(where)
    named = knowledge.regions.named(where)  # 在日照召开, 在荣成召开: words elsewhere, but here nothing else follows
    return where if any(unit.level != "county" or not unit.word for unit in named) else None
