"""The day this document's own meeting, visit or interview took place, from the first sentences of its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...model import Span
from .expressions import Expression, day_words, number
from .page import Candidate, Page

_LEAD = 600
_LINE = 20
_CAREER = 60  # characters behind a date in which an interview says that somebody came into office that day
_SENTENCES, _MORE = 3, 2
_ROSTER = 16  # paragraphs among which the first that tell something stand, behind those who came
_SCENE = 30  # characters of a first sentence that only says what day it was
_END = re.compile(r"[。!?;,，：:！？；…][”」』\")]?\s*$")
# 1月30日，会议召开。 Of 肉牛涨到多少头？奶源怎么保？12月23日，…… the questions do not count
_SENTENCE = re.compile(r"[^。!?！？\n]+[。!?！？]?")
_CLAUSE = re.compile(r"[,;；]")
# 本报讯（记者 张三）, 【概要】, （通讯员 李四）, 记者从 …: what may stand before a leading date
_PREFIX = re.compile(
    r"^\s*(?:[\[【(][^\]】()]{0,40}[\]】)]\s*)*(?:[^,。()]{0,20}(?:讯|电|消息|报道))?\s*(?:[\[【(][^\]】()]{0,60}[\]】)])?[\s:,—-]*"
    r"(?:记者[^,。]{0,12}(?:从|获悉|了解到)\s*,?)?(?:本报|本网|记者|图为|据悉|于|在|早前|上周|本周|(?:北京|当地|香港)时间)?\s*$"
)
# （星期二）, 上午, 9时30分许
_HOURS = re.compile(
    r"\s*(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?\s*(?:\([^()]{0,12}\))?\s*(?:上午|下午|晚上|晚间|晚|中午|早上|清晨|凌晨|全天)?"
    r"\s*(?:\d{1,2}[:时点]\s*(?:\d{1,2}分?|半|整)?)?(?:许|左右)?"
)
# 的全省海洋工作会议上
_AT_THAT_MEETING = re.compile(r"了?的[^,。]{0,40}?会(?:议)?(?:精神)?上")
# 记者从（1月30日召开的…会议上获悉）
_REPORTED = re.compile(r"(?:记者|笔者|据悉|日前)?[从在]\s*$")
# （记者1月30日）从省水利厅获悉, （1月30日），记者从省水利厅获悉: the day the reporter heard it
_LEARNED = re.compile(r"\s*(?:,\s*(?:记者|笔者)?)?从([^,。]{1,40}?)(?:获悉|了解到|得知|悉)")
# （1月15日全省会议）召开后，我市…: what the document tells came later
_AFTERWARDS = ("后", "以来")
# 7月8日，（全省视频会议结束后），某市立即召开会议: the same day
_AT_ONCE = re.compile(
    r"[^,。;]{0,40}后,[^,。;]{0,16}?(?:立即|立刻|随即|迅速|马上|当即|继续|紧接着|接着|随后|接续|套开|续会)[^,。;]{0,12}?(?:召开|举行|套开)"
)
# 会议决定，(下次会议1月12日举行)
_DECIDES = re.compile("(?:会议|主任会议|大会)(?:讨论|研究)?(?:决定|确定|明确|商定)")
# 座谈会从|11月24日|起开了3天, |11月24日起，会期3天
_FOR_DAYS = re.compile(
    r"\s*(?:起|开始|开幕)?,?\s*(?:一?共|总共|历时|会期|为期|(?:连续)?(?:开|举行|进行|召开)了?)(?:一?共|约)?(?P<days>[2-9]|[二两三四五六七八九])天(?!半)"
)
# 座谈会从|, 会议自|, 会议于|
_SINCE = re.compile("(?:会议?|论坛|活动|培训班|研讨班)(?:从|自|于)\\s*$")
# 现将|1月30日|召开的……会议情况纪要如下
_RECORDED = re.compile(r"(?:现将|现就|将)(?:我[局县市区校院会])?[^,。]{0,8}$")
_AS_FOLLOWS = re.compile(r"[^,。;]{0,40}?(?:召开|举行|举办)的[^。;]{2,60}?(?:纪要|通报|报告|印发|整理|汇报|情况|如下)")
# （传达学习）中央农村工作会议精神
_THEME_END = re.compile("精神|重要讲话|情况|$")
# （省长1月5日）到某县，实地调研
_GOING = re.compile(r"\s*(?:专程)?[到往]")
# 将在广州召开, 计划召开
_FUTURE = re.compile(r"将(?:于|在|要|会)?[^,。]{0,15}$|(?:计划|拟|预计)$")
# 新华社北京1月30日电, 本报济南1月30日讯, （中央社记者王某台北30日电）
_WIRE = re.compile(
    r"^\s*[\[【(][^\]】)]{0,24}$|^\s*[\[【(]?(?:据)?(?:[\u4e00-\u9fffA-Za-z·]{0,16}?(?:社|网|报|台|刊|新闻|客户端|在线))[^,。;:]{0,30}$"
)
# 1月15日全省会议精神，…: somebody else's words
_OTHERS = re.compile("精神|重要讲话|重要指示")
# 2月18日报导）
_WIRE_END = re.compile(r"\s*(?:电|讯|专电|消息|报道|报导)\s*[】)\]]")
# 为期3天的(全国土地管理厅局长会议), not 为期两天半
_LASTING = re.compile("为期(?P<days>[2-9]|[二两三四五六七八九])天(?!半)")
_CLOSED = re.compile("闭幕|结束|落幕")
# 今天，我们召开…: a speech, whose 今天 is not the page's; 把大家请到活动室 is told of them
_WE = re.compile("同志们|我们|各位|(?<![把请让叫给向跟与和])大家|你们")
_RETROSPECTIVE = frozenset(
    {"去年", "上年", "前年", "同年", "当年", "次年", "明年", "翌年", "每年", "历年", "今年", "本年", "明", "后"}
)


def dateline(page: Page) -> Expression | None:
    """The date of 新华社北京1月30日电 at the head of the first two paragraphs; a bare day only (台北30日电) too."""
    for block in page.paragraphs[:2]:
        head = Span(block.span.start, min(block.span.end, block.span.start + 80))
        for expression in page.expressions(head):
            before = page.folded[head.start : expression.span.start]
            after = page.folded[expression.span.end : expression.span.end + 12].lstrip()
            if page.words.datelines.match(after) and (not before.strip(" (") or _WIRE.match(before)):
                return expression
    return None


def lead_dates(
    page: Page,
    wire: Expression | None,
    counted_on: Expression | None,
    written_on: Expression | None,
    printed_later: bool = False,
    passed_on: Expression | None = None,
) -> Iterator[Candidate]:
    """Candidates of the first two or three paragraphs, in order. Nothing where the title names a notice, plan or law.

    *wire*: the dateline, itself no candidate. *counted_on*: what gives 24日 its month; *passed_on*, of a third party's page,
    only where 昨（24日） fits it to the day. *written_on*: the day that 今天 and 昨日 are counted from. *printed_later*: 昨日
    is not told, since the page is of the day after the dateline.
    """
    if page.is_instrument:
        return
    blocks = tuple(
        block
        for block in (page.minutes_inside or page.paragraphs)[:_ROSTER]
        if not _is_entry(page.words_of(block.span))
    )
    if sum(len(page.words_of(block.span)) for block in blocks[:2]) >= 160:
        blocks = blocks[:2]
    yield from _stated(page, [block.span for block in blocks[:3]])
    for block in blocks[:3]:
        window = Span(block.span.start, min(block.span.end, block.span.start + _LEAD))
        sentences = _scene_joined(page, window)
        stated = (s for s in sentences if not page.words_of(s).endswith(("?", "？")))
        for sentence in _first(page, stated):
            found = [e for e in page.expressions(sentence) if wire is None or e.span != wire.span]
            told = False
            for expression in found:
                dated = _with_month(expression, counted_on, passed_on)
                if (
                    dated
                    and dated.day is None
                    and not page.words.holding.search(page.folded, expression.span.end, sentence.end)
                ):
                    continue
                if dated and _is_event(page, sentence, expression.span, expression.word):
                    whole = _whole(page, sentence, dated)
                    yield Candidate("held", whole, "lead")
                    told = True
            if not told and written_on and not _WE.search(page.words_of(sentence)):
                before = Span(sentence.start, found[0].span.start if found else sentence.end)
                yield from _day_word(page, sentence, before, written_on, printed_later)


def _first(page: Page, sentences: Iterator[Span]) -> Iterator[Span]:
    """The first three sentences; after a scene without any date (``走进某村，稻田金黄。……6月5日，``) the next two as well."""
    dated = False
    for index, sentence in enumerate(islice(sentences, _SENTENCES + _MORE)):
        if index >= _SENTENCES and dated:
            return
        dated = dated or bool(page.expressions(sentence))
        yield sentence


def _is_entry(words: str) -> bool:
    """3月5日 多云 开幕: a line of a diary; 出席人员： and 古某 水利部副部长, above the transcript of a press conference."""
    return len(words) <= _LINE and (not _END.search(words) or words.endswith(("：", ":")))


def _scene_joined(page: Page, window: Span) -> Iterator[Span]:
    """The sentences of *window*; ``2月20日，寒意未消。某某小学召开动员会。`` is one: the first only sets the scene."""
    sentences = [Span(*match.span()) for match in _SENTENCE.finditer(page.folded, window.start, window.end)]
    first, *others = sentences or [window]
    opening = page.words_of(first)
    scene = len(opening) <= _SCENE and opening.endswith("。") and not page.words.acting.search(opening)
    if scene and others and page.expressions(first) and not page.expressions(others[0]):
        return iter([Span(first.start, others[0].end), *others[1:]])
    return iter(sentences)


def _stated(page: Page, spans: list[Span]) -> Iterator[Candidate]:
    """座谈会从11月24日起开了3天: told by itself, though the news before it is of the last day."""
    for span in spans:
        for expression in page.expressions(Span(span.start, min(span.end, span.start + _LEAD))):
            before, after = page.folded[span.start : expression.span.start], page.folded[expression.span.end : span.end]
            lasting = _FOR_DAYS.match(after)
            if lasting and expression.month and _SINCE.search(before):
                days = number(lasting["days"].replace("两", "二"))
                yield Candidate("held", expression.lasting_on(days) if days else expression, "lead")


def _with_month(
    expression: Expression, counted_on: Expression | None, passed_on: Expression | None
) -> Expression | None:
    if expression.month is not None:
        return expression
    if counted_on:
        return expression.before(counted_on)
    back = {"今": 0, "昨": 1}.get(expression.word)
    exact = passed_on.days_back(back, expression.span) if passed_on and back is not None else None
    return exact if exact and (exact.day, exact.end_day) == (expression.day, expression.end_day) else None


def _whole(page: Page, sentence: Span, dated: Expression) -> Expression:
    """为期3天的会议今天闭幕: the days that end today."""
    lasting = _LASTING.search(page.folded, *sentence)
    if lasting is None or not _CLOSED.search(page.folded, max(lasting.end(), dated.span.end), sentence.end):
        return dated
    days = number(lasting["days"].replace("两", "二"))
    gathering = page.words.gatherings.search(page.folded, lasting.end(), min(sentence.end, lasting.end() + 40))
    return dated.lasting(days) if days and gathering else dated


def _day_word(
    page: Page, sentence: Span, where: Span, written_on: Expression, printed_later: bool
) -> Iterator[Candidate]:
    """今天，全省海洋工作会议召开: the day of writing; 昨日: the day before. Only those in *where* are looked at.

    前天 is told only where the writer posts it himself: an agency's page may print it a day or two after it was written.
    """
    for span, back in day_words(page.folded, *where, written_on):
        vague = (back and printed_later) or (page.folded[span.start] == "前" and page.document.clean.family != "forum")
        dated = None if vague else written_on.days_back(back, span)
        if dated and _is_event(page, sentence, span, ""):
            whole = _whole(page, sentence, dated)
            yield Candidate("held", whole, "lead-day-word")


def _is_event(page: Page, sentence: Span, date: Span, word: str) -> bool:
    """Whether *sentence* reports what happened on *date* as this document's own event."""
    words = page.words
    if word in _RETROSPECTIVE:
        return False
    before, after = page.folded[sentence.start : date.start], page.folded[date.end : sentence.end]
    clauses = _CLAUSE.split(before.lstrip('”’」』" '))
    clause = clauses[-1]
    hours = _HOURS.match(after)
    after = after[hours.end() if hours else 0 :]
    if _WIRE_END.match(after) or words.not_after.match(after) or words.anniversaries.match(after.lstrip(" ,")):
        return False
    if _REPORTED.search(clause) and _held_there(page, after):
        return True
    if _RECORDED.search(clause) and _AS_FOLLOWS.match(after):
        return True
    if _DECIDES.match(clauses[0].lstrip()):
        return False
    if words.not_before.search(clause) or words.coming.search(clause) or words.relaying.search(clause):
        return False
    if _inside_quotes(before) or (clause.rstrip().endswith("(") and not _PREFIX.match(before)):
        return False
    if after.startswith(",") and clause.rstrip().endswith(("于", "在")):
        after = after[1:]  # 我县于三月五日至九日，召开了
    glued = after.startswith(",") and not clause.rstrip().endswith(("于", "在", "是"))
    leading = not clause.strip() or glued or bool(_PREFIX.match(before))
    learned = _LEARNED.match(after)
    if learned:
        return "会上" in learned[1] or "会议上" in learned[1]
    return not _is_background(page, clauses, after) and _has_act(page, after, leading)


def _held_there(page: Page, after: str) -> bool:
    """召开的全省海洋工作会议上(获悉): the day of the meeting this report is about."""
    act = page.words.acting.search(after, 0, 30)
    return (
        act is not None and not _CLAUSE.search(after[: act.start()]) and bool(_AT_THAT_MEETING.match(after, act.end()))
    )


def _inside_quotes(before: str) -> bool:
    return any(before.count(opening) > before.count(closing) for opening, closing in ("《》", "“”", "「」"))


def _is_background(page: Page, clauses: list[str], after: str) -> bool:
    """Another's event: 习近平总书记, 国务院 … act and are not in the title; or what the title says 传达 of."""
    for clause in (clauses[0].lstrip(' “"'), after.lstrip(" ,")):
        match = page.words.authorities.match(clause)
        if match and match[0] not in page.title:
            return True
    if page.is_interview and page.words.careers.search(f"{clauses[-1]}{after[:_CAREER]}"):
        return True
    relayed = [match.end() for match in page.words.relaying.finditer(page.title)]
    if not relayed:
        return False
    theme = _THEME_END.split(page.title[relayed[-1] :])[0]
    act = page.words.acting.search(after)
    return len(theme) > 3 and theme in clauses[-1] + after[: act.start() if act else 0]


def _has_act(page: Page, after: str, leading: bool) -> bool:
    """A verb of holding or doing follows, in the same sentence, and is neither 召开的 nor 召开后 nor 将召开."""
    words = page.words
    for match in words.acting.finditer(after, 0, 140):
        between, rest = after[: match.start()], after[match.end() :]
        if _FUTURE.search(between):
            return False
        own_clause = not _CLAUSE.search(between)
        if words.happenings.search(between):
            return False
        if not leading and not own_clause and not (_GOING.match(between) and len(_CLAUSE.findall(between)) == 1):
            return False
        if _CLAUSE.split(rest, maxsplit=1)[0].endswith(_AFTERWARDS):
            return after.startswith(",") and _AT_ONCE.match(rest) is not None
        if rest.startswith(("的", "了的")):
            if own_clause:
                return False
            if leading and _AT_THAT_MEETING.match(rest):
                return True
            continue
        first = between.split(",")[0]
        return not _OTHERS.search(first)
    return False
