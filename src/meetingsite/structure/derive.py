"""A title for a text that prints none, made from the words of its first sentence."""

from __future__ import annotations

import re

from ..model import Span

# 2月5日， · 2024年1月30日上午， · 近日， · （记者 李明） · 本报济南1月30日讯 · 滨州日报讯
_LEAD_IN = re.compile(
    r"(?:[^，。\s]{2,16}报道\s+|[一-鿿]{2,12}[讯电]\s+(?=\d)|据[^，。]{2,24}(?:消息|报道|获悉)[，,]|(?:本报|本台|本网|新华社|中新社|中新网|人民网)[^，。（(]{0,16}?(?:讯|电)|[一-鿿]{1,8}(?:日报|晚报|早报|晨报|时报|商报|导报|电视台|电台|新闻网|客户端|在线|网)(?:[一-鿿]{0,4}\d{1,2}月\d{1,2}日|客户端)?(?:讯|消息|电)[：:]?|[一-鿿]{2,10}(?:网|在线|客户端)(?:[一-鿿]{2,6})?(?=[（(][^（()）]{2,16}[）)]\s*\d)|[（(][^（()）]{1,30}[）)]|[—-]{1,2}|\s"
    r"|(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:\s*[至到—~-]\s*(?:\d{1,2}\s*月\s*)?\d{1,2}\s*[日号])?|\d{1,2}[日号]"
    r"|(?:近日|日前|本月\d{1,2}日|昨日|昨天|今日|今天|今晨|前天|近期|上周|本周)|(?:上午|下午|晚上?|凌晨|中午|晚间)|[，,])*"
)
_CLAUSE_END = re.compile("[，。！？；,!?;]")
# 【杭州治水推进会召开】昨天下午，……: what an account prints as its headline
_BOXED = re.compile(
    r"[【\[](?P<title>[^【】\[\]]{6,40})[】\]](?=.)"
    # 《某市人民政府常务会议议事规则》已经……会议通过，现予印发
    r"|《(?P<work>[^《》\n]{6,40})》(?:已|业)?经(?=[^，。]{4,60}(?:通过|同意|批准|审定))"
)
# ……会议召开 · ……座谈会在济南举行
_HAPPENED = re.compile(r"(?:召开|举行|举办|开幕|闭幕|启动|印发|发布|调研|会见|座谈|部署)")
# |为进一步做好防汛工作，日前，……召开会议: what it was for stands before what happened
_PURPOSE = re.compile(
    "为了?(?![期何主人民止例准首])|随着|(?:在[^，。]{2,20}(?:下|之际|时刻)|[^，。]{2,10}(?:之际|来临|到来|临近))(?=，)"
)
_DONE = re.compile(r"[镇乡县市区局院厅校社司村](?:党委|政府|领导)?[^，。]{0,24}(?:开展|进行|组织|带队|深入|前往|赴|到)")
_HELD = re.compile(r"召开|举行|举办|开幕|闭幕")
_MAXIMUM = 40
_HELD_MAXIMUM = 60  # of words that end by saying that a meeting was held


def derived_title(text: str, span: Span) -> Span:
    """The words of the paragraph at *span* that say what happened: ``2月5日，青岛市海洋工作会议召开。…`` →
    ``青岛市海洋工作会议召开``. Always at least one character; at most 40, cut at a mark where there is one."""
    boxed = _BOXED.match(text, *span)
    if boxed:
        return Span(*boxed.span(boxed.lastgroup or 0))
    start = span.start + len(_LEAD_IN.match(span.of(text)).group())  # type: ignore[union-attr]
    if start >= span.end or text.startswith("是", start):  # 2月3日|是春节过后的第一个工作日
        start = span.start
    start = _behind_purpose(text, start, span.end)
    ends = [m.start() for m in _CLAUSE_END.finditer(text, start, min(start + 2 * _MAXIMUM, span.end))]
    ends.append(min(span.end, start + _MAXIMUM))
    for end in ends:
        longest = _HELD_MAXIMUM if _HELD.search(text, start, end) else _MAXIMUM
        if 6 <= end - start <= longest and _HAPPENED.search(text, start, end):
            return Span(start, end)
    end = next((end for end in ends if 4 <= end - start <= _MAXIMUM), min(span.end, start + _MAXIMUM))
    return Span(start, max(end, start + 1))


def tells_purpose_only(text: str, span: Span) -> bool:
    """Is the paragraph at *span* only what a meeting was for, so that the next one says what was held?"""
    return _PURPOSE.match(text, span.start) is not None and not _HELD.search(text, *span)


def _behind_purpose(text: str, start: int, stop: int) -> int:
    """Where the clause of the first sentence begins that says what was held, when the sentence begins with a purpose."""
    if not _PURPOSE.match(text, start):
        return start
    happened = None  # the first clause of another kind that says what was done
    full_stop = text.find("。", start, stop)
    stop, clause = (full_stop if full_stop >= 0 else stop), start
    while clause < stop:
        begin = clause + len(_LEAD_IN.match(text[clause:stop]).group())  # type: ignore[union-attr]
        end = next((m.start() for m in _CLAUSE_END.finditer(text, begin, stop)), stop)
        if not _PURPOSE.match(text, begin) and _HELD.search(text, begin, end):
            return begin
        if happened is None and not _PURPOSE.match(text, begin) and _DONE.search(text, begin, end):
            happened = begin
        clause = end + 1
    return start if happened is None else happened
