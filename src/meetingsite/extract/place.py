"""Where a meeting was held: 在济南召开 → 济南. A video meeting without a place has none."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..knowledge.regions import Place
from ..model import Document

# 在(辽宁省大连市国家海洋环境监测中心)设立主会场, 于(北京)举行
_HELD = re.compile(
    r"[在于](?P<where>[^，。；：、！？“”《》\n]{1,30}?)"
    r"(?:以[^，。；\n]{1,8}形式|采用[^，。；\n]{1,10}方式)?(?:联合|共同|隆重|顺利|成功|胜利|正式|同步)?"
    r"(?:组织)?(?:召开|举行|举办|开幕|闭幕|启幕|拉开帷幕|落下帷幕|开班|设立?主会场)"
)
# 全国海洋工作会议(大连)召开; only in a title
_HELD_BARE = re.compile(r"(?:会议?|论坛|大会|年会)(?P<where>[一-鿿]{2,8}?)(?:隆重|顺利|成功)?(?:召开|举行|举办|开幕)$")
# 会议地点：威海市蓝星万豪酒店
_LABEL = re.compile(r"^(?:会议|召开|举办)?(?:地点|地址)$")
# Other meetings, told of in passing
_OTHER = re.compile(r"传达|贯彻|此前|去年|上年|曾|回顾|将于|继")
_SINGLE = {"京": "北京", "沪": "上海", "津": "天津", "渝": "重庆"}  # 在京召开
_LEAD = 700


def extract_place(document: Document, knowledge: Knowledge) -> str | None:
    """The place where the meeting was held, as printed (在京召开 gives 北京); None when the text does not say.

    Only title, metadata and the first two paragraphs are read, and the place must be one of ``regions.csv``.
    """
    for label, value, _ in document.metadata:
        if value and _LABEL.match(label) and (place := _first(value, knowledge)):
            return place
    for pattern in (_HELD, _HELD_BARE):
        for match in pattern.finditer(document.title):
            if place := _first(match.group("where"), knowledge):
                return place
    for block in document.blocks[:2]:
        words = block.span.of(document.text)[:_LEAD]
        for match in _HELD.finditer(words):
            sentence = max(words.rfind("。", 0, match.start()), words.rfind("；", 0, match.start())) + 1
            if _OTHER.search(words, sentence, match.start()):
                continue
            if place := _first(match.group("where"), knowledge):
                return place
    return None


def _first(where: str, knowledge: Knowledge) -> str | None:
    if where in _SINGLE:
        return _SINGLE[where]
    end = next((end for end in range(len(where), 1, -1) if _leading(where, end, knowledge)), None)
    return where[:end] if end else None


def _leading(where: str, end: int, knowledge: Knowledge) -> Place | None:
    place = knowledge.regions.ending_at(where, end)
    return place if place is not None and place.span.start == 0 else None
