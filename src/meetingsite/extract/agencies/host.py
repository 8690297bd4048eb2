"""Which agency a document belongs to: rules in order of trust, each with the words it rests on.

The host of a page, the newspaper, the city visited and the superior who gives guidance are not the agency. Joint hosts
and hosts nobody names give None. Short forms (省海洋局) need the document's own province or city (``home.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from ...knowledge import Knowledge
from ...model import Agency, Document, Span
from . import words as say
from .institutions import institution
from .leaders import about_head, mayor_holds, mayor_speaks
from .meetings import guest, head_holds, interview, is_organ, its_meeting, organiser, session, speaker, told_at
from .numbers import agency_of_number
from .ourselves import account_named, represented, self_named
from .places import chief_executive, committee_elsewhere, of_leaders, place_holds
from .reading import Joint, Reading, refuse_joint
from .reports import report
from .towns import interviewed_town, township

_BESIDE = 3  # paragraphs that may be lines beside the title
_LAST = 8  # paragraphs at the end among which a signature stands
_SHORT = 36  # characters of such a line
_NAME = 4  # characters of a person's name
# 来源：|三明市公安局|网站 above 全市公安局长会议召开: its own site tells of its own field
_SITE = re.compile(
    "(?P<bureau>[一-鿿]{2,8}?[省市县区州](?P<field>[一-鿿]{2})[一-鿿]{0,6}[局厅委])(?:官方)?(?:网站|官网|网)"
)
# 国务院|召开全国…会议 我市设分会场收听收看: of those who listen, not of who is listened to
_LISTENED = re.compile(
    r"[^，。]{0,6}?(?:召开|举行)[^\n]*?(?:[我本全][省市县区州旗局厅]|[省市县区]里)[^\n]{0,10}?(?:收[听看视]|(?:设|在)[^\n]{0,6}分会场)"
)
# 省水利厅|、省财政厅联合召开, 县政府|与某支行共同举办
_TOGETHER = re.compile(
    r"(?:、|和|与|及|会同|联合)[^，,。；;：:\n（）]{2,30}?(?:联合|共同|(?<=[局厅委办部行院会])|(?<=公司|政府|集团|大学|银行))"
    r"(?:组织)?(?:召开|举行|举办|主办)"
)
# 国家林业局|要求高度重视…: in a text whose own meeting another holds
_ASKS = re.compile(r"(?:要求|强调|指出|肯定|批准|同意|通报|点名|表扬)")
_HOSTS = ("人民政府", "人民政府办公室", "人民政府办公厅")


def extract_agency(document: Document, knowledge: Knowledge) -> Agency | None:
    """The agency whose meeting, plan or interview *document* is; None when the text does not tell.

    Party bodies are called 中共威海市委. Bodies of Hong Kong, Macau and Taiwan are of level "province" (their cities'
    "city"), with the region of the national code table; functional areas (西海岸新区) are of the level the table gives.
    """
    reading = Reading(document, knowledge)
    try:
        return next((agency for rule in RULES if (agency := rule(reading)) is not None), None)
    except Joint:
        return None


def _title_head(r: Reading) -> Agency | None:
    """``威海市海洋发展局2023年工作思路``; ``关于印发《山东省海洋局…》的通知``."""
    if not r.in_title or (r.relayed and not say.RELAYED.search(r.document.title)):
        return None
    first = r.in_title[0]
    if r.relayed and _LISTENED.match(r.text, first.span.end, r.title.end):
        return None
    head = say.TITLE_HEAD.fullmatch(r.text, r.title.start, first.span.start)
    if head is None or say.PASSED_ON.search(head.group()):
        return None
    refuse_joint(r, first, r.in_title, r.title.end)
    again = next((m for m in r.in_lead if m.name == first.name), None)
    if again is not None and say.NEWS.search(r.document.title) and _TOGETHER.match(r.text, again.span.end, r.lead.end):
        raise Joint
    if _ASKS.match(r.text, first.span.end, r.title.end) and (holder := organiser(r)) is not None:
        return holder
    if is_organ(first) and not first.settled and not say.ORGAN_ACTS.match(r.text, first.span.end, r.title.end):
        return None
    post = say.POST.match(r.text, first.span.end, r.title.end)
    if post and not (first.settled or is_organ(first)) and say.HEAD_ACTS.match(r.text, post.end(), r.title.end):
        return r.agency(first, "题名开头的职务")
    if post and first.settled and not is_organ(first) and say.HEAD_RECEIVES.match(r.text, post.end(), r.title.end):
        return r.agency(first, "题名开头的职务", certain=False)
    if say.CALLS_ON.match(r.text, first.span.end, r.title.end) and len(r.in_title) > 1:
        return None
    passive = () if first.body.kind == "elsewhere" else (say.PASSIVE,)  # 立法会财委会|批准…: it sat
    for unfit in (say.VISITORS, say.POST, say.NAMED_POST, *passive):
        if unfit.match(r.text, first.span.end, r.title.end):
            return None
    return r.agency(first, "题名开头的机关")


def _metadata(
    labels: Callable[[Knowledge], tuple[str, ...]], rule: str, offices: bool
) -> Callable[[Reading], Agency | None]:
    """A rule for ``发布单位：威海市海洋发展局``; without *offices* governments are passed: they host others."""

    def read(r: Reading) -> Agency | None:
        for wanted in labels(r.knowledge):
            for label, value, span in r.document.metadata:
                agency = r.whole(span, rule) if value and label.replace(" ", "") == wanted else None
                if agency is None or _reposts(r, agency) or of_leaders(r):
                    continue
                if not agency.name.endswith(_HOSTS) or (offices and not say.NEWS.search(r.document.title)):
                    return agency
        return None

    return read


def _reposts(r: Reading, agency: Agency) -> bool:
    """Does the title name another agency than *agency*, which only passes the text on?"""
    return any(mention.settled and mention.name != agency.name for mention in r.in_title)


def _number(r: Reading) -> Agency | None:
    return agency_of_number(r.document, r.knowledge)


def _source(r: Reading) -> Agency | None:
    """``来源：青岛市海洋发展局``."""
    name, line = r.document.source_name, r.document.source_line
    if name and (site := _SITE.fullmatch(name)) and site["field"] in r.document.title:
        name = site["bureau"]
    at = r.text.find(name, *line) if name and line else -1
    agency = r.whole(Span(at, at + len(name)), "来源") if name and at >= 0 else None
    if agency is None:
        found = (say.SOURCE.search(r.text, *span) for span in ([line] if line else []) + list(r.document.front))
        agency = next((a for m in found if m and (a := r.whole(Span(*m.span("name")), "来源"))), None)
    if agency is None or r.above_reach(agency) or _reposts(r, agency):
        return None
    if not agency.name.endswith(_HOSTS) and of_leaders(r):
        return None
    office = agency.name.endswith(("人民政府办公室", "人民政府办公厅"))  # sends in news of everybody's meetings
    return None if office and say.NEWS.search(r.document.title) else agency


def _department_source(r: Reading) -> Agency | None:
    """A source that is no government and no government's office: those write of others' meetings too."""
    agency = _source(r)
    return None if agency is None or agency.name.endswith(_HOSTS) else agency


def _signature(r: Reading) -> Agency | None:
    """The last lines: ``威海市海洋发展局`` / ``2023年6月9日``, though 抄送 may follow. Two agencies sign: joint."""
    last = r.document.blocks[1:][-_LAST:]
    signed: list[Agency] = []
    for at, block in enumerate(last):
        if block.span.end - block.span.start > _SHORT:
            signed = [] if at < len(last) - 1 else signed
            continue
        agency = r.whole(block.span, "落款")
        behind = last[at + 1 : at + 3]
        if agency and (not behind or any(say.DATE_ONLY.fullmatch(b.span.of(r.text)) for b in behind)):
            signed.append(agency)
    if len({agency.name for agency in signed}) > 1:
        raise Joint
    return signed[0] if signed else None


def _is_prose(r: Reading, span: Span) -> bool:
    return span.end - span.start > _SHORT or r.text[span.end - 1 : span.end] in ("。", "，")


def _front(r: Reading) -> Agency | None:
    """``威海市海洋局`` or ``国家海洋局局长 王宏``: a line of its own beside the title."""
    known = r.in_title and r.in_title[0].span.start == r.title.start
    if not known and say.UNKNOWN_HOST.match(r.text, *r.title):
        return None
    beside = takewhile(lambda span: not _is_prose(r, span), (block.span for block in r.document.blocks[:_BESIDE]))
    for span in (*(span for span in r.document.front if not _is_prose(r, span)), *beside):
        if agency := r.whole(span, "题名旁印的机关"):
            return agency
        mention = next(iter(r.mentions(span)), None)
        if mention is None or mention.span.start != span.start:
            continue
        if (
            span in r.document.front
            and mention.settled
            and not told_at(r, span)
            and say.ACTS.match(r.text, mention.span.end, span.end)
        ):
            return r.agency(mention, "题名旁的一行", certain=False)
        if not is_organ(mention):
            post = say.POSTS.match(r.text, mention.span.end, span.end)
            if post and len(r.text[post.end() : span.end].replace(" ", "")) <= _NAME:
                return r.agency(mention, "题名旁印的职务", certain=False)
    return None


Rule = Callable[[Reading], Agency | None]
RULES: tuple[Rule, ...] = (
    report,
    session,
    represented,
    committee_elsewhere,
    _title_head,
    its_meeting,
    township,
    chief_executive,
    organiser,
    head_holds,
    institution,
    guest,
    _metadata(lambda k: k.agencies.words.labels, "发布单位", offices=False),
    _department_source,
    _metadata(lambda k: k.agencies.words.second_labels, "信息来源", offices=False),
    place_holds,
    _source,
    _metadata(lambda k: k.agencies.words.labels, "发布单位", offices=True),
    _number,
    interview,
    interviewed_town,
    _signature,
    about_head,
    mayor_speaks,
    speaker,
    _front,
    mayor_holds,
    account_named,
    self_named,
)
