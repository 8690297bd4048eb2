"""A title for a text that prints none, made from the words of its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span

_DAY = r"\d{1,2}\s*[日号]"
_MONTH = r"\d{1,2}\s*月\s*"
# What may stand before the words that tell what happened
_LEAD_IN = re.compile(
    "(?:"
    + "|".join(
        (
            # 滨州网报道 …
            r"[^，。\s]{2,16}报道\s+",
            # 大家上午好，|十四届…… · 各位网友大家好！ · 2023年，|我局……
            r"(?:[^，。！]{0,12})?大家(?:上午|下午|早上|晚上|中午)?好[，。！,!]|(?:19|20)\d\d年[，,]",
            # 昆明信息港讯 |通讯员王某某 郭某某 |4月1日 · 通讯员 刘某 报道：
            r"(?:全媒体)?(?:记者|通讯员)\s?[一-鿿]{2,3}(?:[\s、][一-鿿]{2,3})*\s*(?:报道[：:]?\s*|\s(?=\d))",
            # 某某镇供稿|（周某某）
            r"[一-鿿]{2,10}供稿(?=[（(])",
            # 以“创新思路”为主题的|某某协会年会
            r"以[“‘][^“”‘’]{2,30}[”’]为主题的",
            # 受县委书记许某委托，
            r"受[^，。]{2,20}委托，",
            # 滨州日报讯 2月5日 · 某某融媒讯|（记者 ……） · 据某某局消息，
            r"[一-鿿]{2,12}[讯电](?:\s+(?=\d|通讯员|记者)|(?=[（(](?:记者|通讯员)))|据[^，。]{2,24}(?:消息|报道|获悉)[，,]",
            # 某某网岳阳县分站2月19日讯 · 云上某某报道|（通讯员 ……）
            r"[一-鿿]{2,16}?(?:[/／·][一-鿿]{2,10}?)?\d{1,2}月\d{1,2}日(?:讯|电|消息)[：:]?|[一-鿿]{2,10}报道(?=[（(])",
            # 本报济南1月30日讯 · 滨州日报2月5日讯 · 某某网（记者 李某）2月5日
            r"(?:本报|本台|本网|新华社|中新社|中新网|人民网)[^，。（(]{0,16}?(?:讯|电)",
            r"[一-鿿]{1,8}(?:[日晚早晨时商导]报|电视台|电台|新闻网|客户端|在线|网)(?:[一-鿿]{0,4}\d{1,2}月\d{1,2}日|客户端)?(?:讯|消息|电)[：:]?",
            r"[一-鿿]{2,10}(?:网|在线|客户端)(?:[一-鿿]{2,6})?(?=[（(][^（()）]{2,16}[）)]\s*\d)",
            # （记者 李明） · 【全媒体记者 李某】 · ——
            r"[（(][^（()）]{1,30}[）)]|【[^【】]{0,8}(?:记者|通讯员)[^【】]{1,24}】|[—-]{1,2}|\s",
            # 2024年1月30日至31日 · 1月25-26日 · 10月15、16日 · 3月14日、15日 · 24日 · 1月23|上午
            rf"(?:\d{{4}}\s*年\s*)?{_MONTH}(?:\d{{1,2}}\s*(?:、|[-—~至到]\s*(?:{_MONTH})?)\s*)?{_DAY}(?:\s*[至到、—~-]\s*(?:{_MONTH})?{_DAY})?|{_DAY}|{_MONTH}\d{{1,2}}(?=[上下]午|晚)",
            # 近日， · 昨天下午， · 上午9:30， · 下午5点，
            r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[点时](?:半|许|\d{1,2}分)?(?=[，,])",
            r"\d{1,2}[:：]\d{2}(?:[时许]+(?=，))?|(?:近日|日前|一大早|一早|本月\d{1,2}日|昨日|昨天|今日|今天|今晨|今晚|前天|近期|上周|本周)|(?:上午|下午|晚上?|凌晨|中午|晚间)|[，,]",
        )
    )
    + ")*"
)
_CLAUSE_END = re.compile("[，。！？；,!?;]")
# 【杭州治水推进会召开】昨天下午，……, #威海水利#【全市水利工作会议召开】……: what an account prints as its headline
_BOXED = re.compile(
    r"(?:#[^#\n]{1,24}#\s*)*[【\[](?![^【】\[\]]{0,8}(?:记者|通讯员))(?P<title>[^【】\[\]]{6,40})[】\]](?=.)"
    # 《某市人民政府常务会议议事规则》已经……会议通过，现予印发 · 现将《某县联席会议制度》印发给你们
    r"|(?:新?修订后?的)?《(?P<work>[^《》\n]{6,40})》(?:已|业)?经(?=[^，。]{4,60}(?:通过|同意|批准|审定))"
    r"|现将《(?P<passed>[^《》\n]{6,40})》(?:印发|下发|转发)给你们"
)
# ……会议召开 · ……座谈会在济南举行
_HAPPENED = re.compile(r"(?:召开|举行|举办|开幕|闭幕|启动|印发|发布|调研|会见|座谈|部署)")
# |为进一步做好防汛工作，日前，……召开会议: what it was for, or followed on, stands before what happened
_PURPOSE = re.compile(
    "为了?(?![期何主人民止例准首])|随着|(?:根据|按照)(?![^，。]{2,20}报道)|[^，。]{4,60}(?:会议?|活动|仪式)(?:结束|闭幕|召开|落幕)?后(?=，)|(?:在[^，。]{2,24}(?:下|之际|时刻|[厅室堂场馆楼]内?里?)|[^，。]{2,10}(?:之际|来临|到来|临近))(?=，)"
)
_DONE = re.compile(r"[镇乡县市区局院厅校社司村](?:党委|政府|领导)?[^，。]{0,24}(?:开展|进行|组织|带队|深入|前往|赴|到)")
_HELD = re.compile(r"召开|举行|举办|开幕|闭幕")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_SCENE = 30  # characters of a sentence that only sets the scene
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
    start = _behind_scene(text, _behind_purpose(text, start, span.end), span.end)
    marks = [m.start() for m in _CLAUSE_END.finditer(text, start, min(start + 2 * _MAXIMUM, span.end))]
    ends = [mark for mark in marks if _closed(text[start:mark])]
    ends.append(_last_place(text, start, min(span.end, start + _MAXIMUM)))
    for end in ends:
        longest = _HELD_MAXIMUM if _HELD.search(text, start, end) else _MAXIMUM
        if 6 <= end - start <= longest and _HAPPENED.search(text, start, end):
            return Span(start, end)
    end = next((end for end in ends if 4 <= end - start <= _MAXIMUM), ends[-1])
    return Span(start, max(end, start + 1))


def _closed(words: str) -> bool:
    """Whether what *words* open, they close: 召开“寻求新优势，谋求新发展”研讨会."""
    return all(words.count(opening) <= words.count(closing) for opening, closing in _PAIRS)


def _last_place(text: str, start: int, end: int) -> int:
    """*end*, or where an item of a list ends before it, when no item may be cut: 先后到第八师石河子市、石河子大学|、新疆农垦科学."""
    item = text.rfind("、", start + _MAXIMUM // 2, end)
    return item if item > 0 and end - start == _MAXIMUM else end


def tells_purpose_only(text: str, span: Span) -> bool:
    """Is the paragraph at *span* only what a meeting was for, so that the next one says what was held?"""
    told = _HELD.search(text, *span) or _behind_purpose(text, span.start, span.end) > span.start
    return _PURPOSE.match(text, span.start) is not None and not told


def _behind_purpose(text: str, start: int, stop: int) -> int:
    """Where the clause of the first sentences begins that says what was held, when the sentence begins with a purpose."""
    if not _PURPOSE.match(text, start):
        return start
    for begin_of, end_of in _sentences(text, start, stop):
        happened = None  # the first clause of another kind that says what was done
        clause = begin_of
        while clause < end_of:
            begin = clause + len(_LEAD_IN.match(text[clause:end_of]).group())  # type: ignore[union-attr]
            end = next((m.start() for m in _CLAUSE_END.finditer(text, begin, end_of)), end_of)
            if not _PURPOSE.match(text, begin) and _HELD.search(text, begin, end):
                return begin
            if happened is None and not _PURPOSE.match(text, begin) and _DONE.search(text, begin, end):
                happened = begin
            clause = end + 1
        if happened is not None:
            return happened
    return start


def _behind_scene(text: str, start: int, stop: int) -> int:
    """Where ``椰风习习，海天一色。|1月30日，某某集团年会召开。`` begins to say what was held: behind a short sentence without it."""
    first, *others = _sentences(text, start, stop)
    if not others or first[1] - first[0] > _SCENE or _HAPPENED.search(text, *first):
        return start
    begin = others[0][0] + len(_LEAD_IN.match(text[slice(*others[0])]).group())  # type: ignore[union-attr]
    return begin if _HELD.search(text, begin, others[0][1]) else start


def _sentences(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The first two sentences of *text*[start:stop]: 为了确保全镇平安稳定。|1月8日，永乐镇召开……。"""
    for _ in range(2):
        full_stop = text.find("。", start, stop)
        end = full_stop if full_stop >= 0 else stop
        if start < end:
            yield start, end
        start = end + 1
