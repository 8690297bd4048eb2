"""待核: what was inferred, unresolved, contradictory or suspicious in a document; each with its words and correction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .corrections import DOUBTS, RULE, pattern
from .extract.agencies.mentions import find_agencies, resolve
from .knowledge import Knowledge
from .model import REVIEW_LISTS, Agency, DateFact, Entry, Finding, Fix, ReviewList, Span, Warning
from .names import KINDS
from .pages.wording import date_words, is_inferred_date
from .snippets import agency_fix, checked_fix, date_fix, drop_fix, keep_fix, remove_person_fix, title_fix

_QUOTED = re.compile(r"“(?P<words>.+?)”：", re.DOTALL)  # a warning begins with the words that gave rise to it
_FOREIGN = re.compile(r"[A-Za-z]+")
_HOST = re.compile(r"(?:人民)?政府(?:办公[厅室])?$|新闻办公室$")
_ANNOUNCED = re.compile(r"通知|预告|公告|邀请|征集|方案|计划|安排")


def review(entry: Entry, knowledge: Knowledge) -> tuple[tuple[ReviewList, tuple[Finding, ...]], ...]:
    """Everything in *entry* that waits for a person, by the list of 待核; lists without a finding are left out."""
    found = (suspicious(entry), contradictory(entry, knowledge), inferred(entry), unresolved(entry))
    return tuple((name, findings) for name, findings in zip(REVIEW_LISTS, found, strict=True) if findings)


def inferred(entry: Entry) -> tuple[Finding, ...]:
    """What stands nowhere in so many words, with the words it was inferred from."""
    facts, document = entry.facts, entry.document
    found = []
    if document.title_origin == "derived":
        found.append(Finding("题名", document.title, _spans(document.title_span), (title_fix(entry),)))
    if facts.agency and not facts.agency.certain:
        found.append(Finding("机关", facts.agency.name, _spans(facts.agency.span), (agency_fix(facts.agency),)))
    for date in facts.dates:
        if is_inferred_date(date):
            spans = _spans(date.span, date.basis)
            found.append(Finding(f"{KINDS[date.kind]}日期", date_words(date), spans, (date_fix(date),)))
    for person in facts.people:
        if not person.certain:
            found.append(Finding("人物", person.name, (person.span,), (remove_person_fix(person.name),)))
    return tuple(found)


def unresolved(entry: Entry) -> tuple[Finding, ...]:
    """What the text does not say: whose document it is, of what day."""
    found = []
    if entry.facts.agency is None:
        found.append(Finding("机关", "不详", (), (agency_fix(None),)))
    if entry.own_date is None:
        known = [date for date in entry.facts.dates if date.kind in ("held", "written", "published")]
        for date in known:
            found.append(Finding(f"{KINDS[date.kind]}日期", date_words(date), _spans(date.span), (date_fix(date),)))
        if not known:
            found.append(Finding("日期", "不详", (), (date_fix(None),)))
    return tuple(found)


def suspicious(entry: Entry) -> tuple[Finding, ...]:
    """The warnings, each with the place where its words stand."""
    return tuple(_suspicion(entry, warning) for warning in dict.fromkeys(entry.warnings))


def _suspicion(entry: Entry, warning: Warning) -> Finding:
    text = entry.document.text
    quoted = _QUOTED.match(warning.message)
    place = re.search(pattern(quoted["words"]), text) if quoted and quoted["words"].strip() else None
    spans: tuple[Span, ...] = (Span(*place.span()),) if place else ()
    fixes: tuple[Fix, ...] = ()
    advice = "订正文件不能换字。读错的题名、机关、日期可以订正；原件坏了就重新取一份。"
    if warning.code == "foreign-word" and place:
        foreign = next(_FOREIGN.finditer(text, *place.span()))
        if len(re.findall(pattern(foreign.group()), text)) == 1:
            fixes = (drop_fix(foreign.group(), "夹在中文里的英文虚词"),)
        spans = (Span(*foreign.span()),)
    elif warning.code == "derived-title":
        advice, spans = "题名的订正在“推定”一栏；贴了那一条，这里也就了结。", _spans(entry.document.title_span)
    elif warning.code == "mostly-removed":
        fixes = (keep_fix(),)
    elif warning.code in DOUBTS:
        return Finding("可疑", warning.message, spans, (checked_fix(warning.code),), advice)
    return Finding("可疑", warning.message, spans, fixes, "" if fixes else advice)


def contradictory(entry: Entry, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What cannot both be right: two agencies printed, published before it was held, two dates of one kind."""
    return (*_dates(entry), *_agencies(entry, knowledge))


def _dates(entry: Entry) -> Iterator[Finding]:
    known = [date for date in entry.facts.dates if date.start and date.end]
    held = next((date for date in known if date.kind == "held"), None)
    for date in known:
        printed_first = held and date.kind in ("published", "reposted") and (date.end or "") < (held.start or "")
        if held and printed_first and not _ANNOUNCED.search(entry.document.title):
            message = f"{KINDS[date.kind]}于{date_words(date)}，却说{date_words(held)}才召开"
            yield from _clash(entry, message, held, date)
    kinds: dict[str, DateFact] = {}
    for date in known:
        if date.kind == "other":
            continue
        first = kinds.setdefault(date.kind, date)
        if (first.end or "") < (date.start or "") or (date.end or "") < (first.start or ""):
            message = f"{KINDS[date.kind]}日期有两个：{date_words(first)}，{date_words(date)}"
            yield from _clash(entry, message, first, date)


def _clash(entry: Entry, message: str, *dates: DateFact) -> Iterator[Finding]:
    """Two dates, unless an editor has said of both that they are right."""
    open_ = [date for date in dates if date.rule != RULE]
    if open_:
        fixes = tuple(date_fix(date, words=_only(entry, date.span), open_=True) for date in open_)
        yield Finding("日期", message, _spans(*(date.span for date in dates)), fixes)


def _only(entry: Entry, span: Span | None) -> str:
    """The words of *span*, with as many of its line behind them as make them the only ones of the text: what a correction
    can quote. "" where even the line is not the only one.
    """
    text = entry.document.text
    if span is None:
        return ""
    stop = text.find("\n", span.end)
    for end in range(span.end, len(text) if stop < 0 else stop + 1):
        words = text[span.start : end].strip()
        if words and text.count(words) == 1 and len(re.findall(pattern(words), text)) == 1:
            return words
    return ""


def _agencies(entry: Entry, knowledge: Knowledge) -> Iterator[Finding]:
    """A line beside the title, or a field of the metadata, that is another agency's name of the same place and level."""
    document, own = entry.document, entry.facts.agency
    if own and own.rule == RULE:
        return  # an editor has decided
    labels = knowledge.agencies.words.labels
    printed = [*document.front, *(field.span for field in document.metadata if field.value and field.label in labels)]
    others: dict[str, Span] = {}
    for span in printed:
        for named in find_agencies(document.text, knowledge, *span):
            other = resolve(named, None)
            if (
                other
                and named.span == span
                and not (_HOST.search(other.name) or other.name in knowledge.agencies.press)
            ):
                others.setdefault(other.name, span)
                if own and (own.level, own.region) == (other.level, other.region) and _differ(own, other.name):
                    message = f"文献归入{own.name}，这里却印着{other.name}"
                    hint = f"{own.name} 对，就照抄；不对，写 {other.name}"
                    fix = agency_fix(own, words=_only(entry, own.span), hint=hint)
                    yield Finding("机关", message, _spans(span, own.span), (fix,))
    if own is None and len(others) > 1:
        message = "印着几个机关：" + "、".join(others)
        yield Finding("机关", message, tuple(others.values()), (agency_fix(None),))


def _differ(own: Agency, name: str) -> bool:
    return not own.name.startswith(name) and not name.startswith(own.name)


def _spans(*spans: Span | None) -> tuple[Span, ...]:
    return tuple(sorted({span for span in spans if span}))
