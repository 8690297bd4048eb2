"""Agencies a text names: listed ones, in full or in short, and unlisted ones where a name can begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...knowledge import Knowledge
from ...knowledge.regions import Region
from ...model import Span
from ..agencies.mentions import find_agencies, resolve

# 生态环境部门, 山东省海洋局机关党委, 自然资源部北海局, 市委宣传部: other bodies, or no body at all
_GOES_ON = re.compile(
    r"门|[局委办处科院所站队会厅司署](?!长|书记|主任|主席|[副同上议见在属辖])|机关|党委"
    r"|(?![和与及、会由召发组举印在对将要就为向等党负主指来赴已还分])[一-鿿]{2,5}(?:[局院所部委办厅]|中心)(?!长|署)"
)
# 中国渔业协会, 青岛海洋科技中心, 水利部: what such names end with
_ENDING = re.compile(
    r"委员会|指挥部|办公室|研究[院所会]|联合会|[协学商工]会|中心|集团|公司|大学|[学医法]院|检察院|[局厅部委府社院办会站所]|总[队署]|支队|海关|银行"
)
# 由|中国渔业协会, 、|青岛海洋科技中心, 按照|水利部, 会上|市水利局
_BORDER = re.compile(
    r"(?<![一-鿿])|(?<=[由和与及向对在从到是被请赴为了的经同照给于按据受让派送交报转呈邀访见含即任原跟但如将上中下])"
)
_SHORTEST, _LONGEST = 3, 24


def named_agencies(text: str, block: Span, home: Region | None, knowledge: Knowledge) -> Iterator[tuple[Span, str]]:
    """(where, full name) of the agencies that *block* names, in a document at home in *home*."""
    taken: list[Span] = []
    for named in find_agencies(text, knowledge, *block):
        taken.append(named.span)
        agency = resolve(named, home)
        if agency and not _GOES_ON.match(text, named.span.end, block.end):
            yield named.span, agency.name
    yield from _unlisted(text, block, taken)


def _unlisted(text: str, block: Span, taken: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    for ending in _ENDING.finditer(text, *block):
        end = ending.end()
        if end - block.start < _SHORTEST or _GOES_ON.match(text, end, block.end):
            continue
        least = max(block.start, end - _LONGEST)
        floor = next((at + 1 for at in range(ending.start() - 1, least - 1, -1) if not "一" <= text[at] <= "鿿"), least)
        for border in _BORDER.finditer(text, floor, end - _SHORTEST + 1):
            start = border.start()
            if end - start >= _SHORTEST and not any(
                span.start <= start and end <= span.end for span in taken
            ):  # a part of a listed name is none
                yield Span(start, end), text[start:end]
