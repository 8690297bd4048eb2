"""Which agency a document belongs to: rules in order of trust, each with the words it rests on.

The host of a page, the newspaper, the city visited and the superior who gives guidance are not the agency. Joint hosts
and hosts nobody names give None. Short forms (省海洋局) need the document's own province or city (``home.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from ..knowledge import Knowledge
from ..knowledge.agencies import full_name
from ..knowledge.regions import Region
from ..model import Agency, Document, Level, Span
from . import agency_words as say
from .agency_mentions import Mention, find_agencies, resolve
from .home import home_of, venue
from .numbers import agency_of_number

LEAD = 700  # characters of the body in which a report says who held the meeting
_LEVELS: tuple[Level, ...] = ("national", "province", "city", "county", "other")
_ORGANS = ("人民政府", "委", "人民代表大会常务委员会", "人民代表大会", "国务院", "中共中央")


class _Joint(Exception):
    """Several agencies hold the meeting together: the contract wants null."""


class _Reading:
    """What the rules look at, found once."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.knowledge, self.text = document, knowledge, document.text
        self._homes: dict[Level, Region | None] = {}

    @cached_property
    def title(self) -> Span:
        """The title's place in the text; empty when it is not printed."""
        return self.document.title_span or Span(0, 0)

    @cached_property
    def in_title(self) -> list[Mention]:
        return find_agencies(self.text, self.knowledge, *self.title)

    @cached_property
    def lead(self) -> Span:
        """The first characters of the body."""
        blocks = self.document.blocks
        return Span(blocks[0].span.start, min(blocks[-1].span.end, blocks[0].span.start + LEAD)) if blocks else Span(0, 0)

    @cached_property
    def in_lead(self) -> list[Mention]:
        return find_agencies(self.text, self.knowledge, *self.lead)

    @cached_property
    def title_place(self) -> Region | None:
        """The first place of the title that is not the venue: 青岛市海洋工作会议召开."""
        places = self.knowledge.regions.find(self.document.title)
        return next((place.region for place in places if not venue(self.document.title, place)), None)

    @cached_property
    def reach(self) -> Level | None:
        """How far the meeting reaches: 全国 national, 全省 province, 全市 or a city's name city."""
        for words, level in say.REACH:
            if words.search(self.document.title):
                return level
        return self.title_place.level if self.title_place else None

    def above_reach(self, agency: Agency) -> bool:
        """Is *agency* larger than the meeting the title speaks of? Then it is a superior, not the host."""
        return self.reach is not None and _LEVELS.index(agency.level) < _LEVELS.index(self.reach)

    def agency(self, mention: Mention, rule: str, certain: bool = True) -> Agency | None:
        """The agency *mention* means here; a short form is never certain."""
        found = resolve(mention, None)
        if found is None:
            level = say.LEVEL_OF.get(mention.generic, "county" if mention.candidates else "city")
            if level not in self._homes:
                self._homes[level] = home_of(self.document, self.knowledge, level)
            found = resolve(mention, self._homes[level])
        if found is None:
            return None
        return Agency(found.name, found.level, found.region, mention.span, rule, certain and mention.settled)

    def whole(self, span: Span, rule: str, certain: bool = True) -> Agency | None:
        """The agency whose name fills *span*, as in a metadata value, a source line or a signature."""
        mentions = find_agencies(self.text, self.knowledge, *span)
        if len(mentions) == 1 and mentions[0].span.start == span.start:
            rest = self.text[mentions[0].span.end : span.end].strip(" 　")
            if not rest or say.UNIT.fullmatch(rest) or say.DATE_ONLY.fullmatch(rest):
                return self.agency(mentions[0], rule, certain)
        place = next(iter(self.knowledge.regions.find(self.text, *span)), None)
        if place is None or mentions or place.span.start != span.start or place.region is None:
            return None
        if not say.UNLISTED.fullmatch(self.text, place.span.end, span.end):
            return None
        name = full_name("{}", place.region) + self.text[place.span.end : span.end]
        return Agency(name, place.region.level, place.region.path, span, rule, certain)


def extract_agency(document: Document, knowledge: Knowledge) -> Agency | None:
    """The agency whose meeting, plan or interview *document* is; None when the text does not tell.

    Party bodies are called 中共威海市委. Bodies of Hong Kong, Macau and Taiwan are of level "province" (their cities'
    "city"), with the region of the national code table; functional areas (西海岸新区) are of the level the table gives.
    """
    reading = _Reading(document, knowledge)
    try:
        return next((agency for rule in RULES if (agency := rule(reading)) is not None), None)
    except _Joint:
        return None


def _report(r: _Reading) -> Agency | None:
    """``政府工作报告`` … ``在威海市第十八届人民代表大会第三次会议上`` → 威海市人民政府."""
    report = next(((words, organ) for words, organ in say.REPORTS if words in r.document.title), None)
    if report is None:
        return None
    match = say.CONGRESS.search(r.text, r.title.start, max(r.title.end, r.lead.end))
    if match is not None and match.group("national"):
        name = say.REPORTS_NATIONAL.get(report[0])
        return Agency(name, "national", "中国", Span(*match.span()), "工作报告的会议", True) if name else None
    place = r.knowledge.regions.ending_at(r.text, match.end("where")) if match and match.group("where") else None
    region, span = (place.region, Span(*match.span())) if place and match else (r.title_place, r.title)
    if region is None:
        return None
    name = full_name(report[1] or say.COURTS.get(region.level, "{}人民法院"), region)
    return Agency(name, region.level, region.path, span, "工作报告的会议", place is not None)


def _session(r: _Reading) -> Agency | None:
    """``威海市第十八届人民代表大会第三次会议开幕`` → 威海市人民代表大会; plenums of the party and the 政协 alike."""
    if r.title.end == 0 or say.IN_PASSING.search(r.document.title):
        return None
    for pattern, name in say.SESSION_NATIONAL:
        if match := pattern.search(r.text, *r.title):
            return Agency(name, "national", "中国", Span(*match.span()), "题名中的会议", True)
    for pattern, template in say.SESSIONS:
        match = pattern.search(r.text, *r.title)
        place = r.knowledge.regions.ending_at(r.text, match.end("where")) if match else None
        if match and place and place.region:
            region = place.region
            name = full_name(template, region)
            return Agency(name, region.level, region.path, Span(place.span.start, match.end()), "题名中的会议", True)
    return None


def _title_head(r: _Reading) -> Agency | None:
    """``威海市海洋发展局2023年工作思路``; ``关于印发《山东省海洋局…》的通知``."""
    if not r.in_title:
        return None
    first = r.in_title[0]
    if not say.TITLE_HEAD.fullmatch(r.text, r.title.start, first.span.start):
        return None
    _refuse_joint(r, first, r.in_title, r.title.end)
    for unfit in (say.VISITORS, say.POST, say.PASSIVE):
        if unfit.match(r.text, first.span.end, r.title.end):
            return None
    return r.agency(first, "题名开头的机关")


def _refuse_joint(r: _Reading, first: Mention, mentions: list[Mention], end: int) -> None:
    """Raise _Joint when another agency stands beside *first* as its equal: ``生态环境部等5部门联合印发``."""
    at = mentions.index(first)
    after = mentions[at + 1] if at + 1 < len(mentions) else None
    if after and say.AND.fullmatch(r.text, first.span.end, after.span.start):
        raise _Joint
    if say.JOINTLY.match(r.text, first.span.end, end) or say.JOINT_HOSTS.match(r.text, first.span.end, end):
        raise _Joint


def _its_meeting(r: _Reading) -> Agency | None:
    """``市委常委会会议``, ``省政府第12次常务会议``, ``省海洋局党组理论学习中心组`` in the title or the first sentence."""
    for mention in r.in_title:
        if _is_its(r, mention, r.title.start, r.title.end):
            return r.agency(mention, "题名中的机关会议")
    stop = _sentence_end(r.text, r.lead)
    for mention in r.in_lead:
        if mention.span.end < stop and _is_its(r, mention, r.lead.start, stop):
            agency = r.agency(mention, "首句中的机关会议")
            if agency is not None and not r.above_reach(agency):
                return agency
    return None


def _is_its(r: _Reading, mention: Mention, start: int, stop: int) -> bool:
    match = say.ITS_MEETING.match(r.text, mention.span.end, stop)
    if match is None or say.NOT_ITS.search(match.group("middle")):
        return False
    return not say.IN_PASSING.search(r.text, start, mention.span.start)


def _sentence_end(text: str, span: Span) -> int:
    found = text.find("。", *span)
    return span.end if found < 0 else found + 1


def _organiser(r: _Reading) -> Agency | None:
    """``5月9日至10日，生态环境部组织召开全国海洋生态环境保护工作会议`` in the lead of a report."""
    meeting, issuing = say.MEETING_TITLE.search(r.document.title), say.ISSUING.search(r.document.title)
    for mention in r.in_lead:
        clause = 1 + max(r.text.rfind(mark, r.lead.start, mention.span.start) for mark in "，。；！？\n")
        clause = max(clause, r.lead.start)
        match = say.HOLDS.match(r.text, mention.span.end, r.lead.end)
        if match is None or not say.CLAUSE_HEAD.fullmatch(r.text, clause, mention.span.start):
            continue
        issues = match.group("verb") in say.ISSUES
        if not (issuing if issues else meeting) or say.NOT_HOLDING.search(match.group("middle")):
            continue
        _refuse_joint(r, mention, r.in_lead, match.end())
        if say.SHARED.search(match.group("middle")):
            continue
        agency = r.agency(mention, "首段中的主办机关")
        if agency is not None and not r.above_reach(agency):
            return agency
    return None


def _metadata(labels: Callable[[Knowledge], tuple[str, ...]], rule: str, offices: bool) -> Callable[[_Reading], Agency | None]:
    """A rule for ``发布单位：威海市海洋发展局``; without *offices* a government's office, which hosts others, is passed."""

    def read(r: _Reading) -> Agency | None:
        for wanted in labels(r.knowledge):
            for label, value, span in r.document.metadata:
                if value and label.replace(" ", "") == wanted and (agency := r.whole(span, rule)) is not None:
                    if offices or not agency.name.endswith(("人民政府", "人民政府办公室", "人民政府办公厅")):
                        return agency
        return None

    return read


def _number(r: _Reading) -> Agency | None:
    return agency_of_number(r.document, r.knowledge)


def _source(r: _Reading) -> Agency | None:
    """``来源：青岛市海洋发展局``."""
    name, line = r.document.source_name, r.document.source_line
    if not name or not line:
        return None
    at = r.text.find(name, *line)
    agency = r.whole(Span(at, at + len(name)), "来源") if at >= 0 else None
    return None if agency is None or r.above_reach(agency) else agency


def _interview(r: _Reading) -> Agency | None:
    """``专访了威海市海洋发展局党组书记、局长邢海文``; the word may stand in the title and the post in the lead."""
    in_title = say.INTERVIEW.search(r.document.title)
    asked = any(block.kind == "question" for block in r.document.blocks)
    for mention in (*r.in_title, *r.in_lead):
        if not say.POST.match(r.text, mention.span.end) or _is_organ(mention):
            continue
        near = say.INTERVIEW.search(r.text, max(0, mention.span.start - 40), mention.span.start)
        if in_title or asked or near:
            return r.agency(mention, "受访者的职务", certain=bool(near or in_title))
    return None


def _speaker(r: _Reading) -> Agency | None:
    """``省海洋局党组书记、局长张建东参加会议并讲话``: the department whose head speaks at a meeting of its level."""
    found: list[Agency] = []
    for start, stop in _sentences(r):
        if not say.SPEAKS.search(r.text, start, stop) or say.IN_PASSING.match(r.text, start):
            continue
        if say.HIGH_SPEAKER.search(r.text, start, stop):
            return None
        heads = [m for m in r.in_lead if start <= m.span.start < stop and say.HEAD_POST.match(r.text, m.span.end)]
        heads = [m for m in heads if not _is_organ(m)]
        if heads and (agency := r.agency(heads[-1], "讲话人的职务", certain=False)) is not None:
            found.append(agency)
    names = {agency.name for agency in found}
    if len(names) != 1 or not say.MEETING_TITLE.search(r.document.title):
        return None
    return found[0] if r.reach is None or found[0].level == r.reach else None


def _sentences(r: _Reading) -> Iterator[tuple[int, int]]:
    start = r.lead.start
    while start < r.lead.end:
        stop = min((i + 1 for mark in "。\n" if (i := r.text.find(mark, start, r.lead.end)) >= 0), default=r.lead.end)
        yield start, stop
        start = stop


def _is_organ(mention: Mention) -> bool:
    return mention.body.template.rpartition("}")[2] in _ORGANS or "政治协商" in mention.body.template


def _signature(r: _Reading) -> Agency | None:
    """The last lines: ``威海市海洋发展局`` / ``2023年6月9日``. Two agencies sign: joint."""
    signed: list[Agency] = []
    for block in r.document.blocks[:0:-1][:4]:
        if block.span.end - block.span.start > 36:
            break
        agency = r.whole(block.span, "落款")
        if agency is not None:
            signed.append(agency)
        elif not say.DATE_ONLY.fullmatch(block.span.of(r.text)) or signed:
            break
    if len({agency.name for agency in signed}) > 1:
        raise _Joint
    return signed[0] if signed else None


def _front(r: _Reading) -> Agency | None:
    """``威海市海洋局``: a line of its own beside the title."""
    return next((agency for span in r.document.front if (agency := r.whole(span, "题名旁印的机关"))), None)


Rule = Callable[[_Reading], Agency | None]
RULES: tuple[Rule, ...] = (
    _report,
    _session,
    _title_head,
    _its_meeting,
    _organiser,
    _metadata(lambda k: k.agencies.words.labels, "发布单位", offices=False),
    _source,
    _metadata(lambda k: k.agencies.words.second_labels, "信息来源", offices=False),
    _metadata(lambda k: k.agencies.words.labels, "发布单位", offices=True),
    _number,
    _interview,
    _speaker,
    _signature,
    _front,
)
