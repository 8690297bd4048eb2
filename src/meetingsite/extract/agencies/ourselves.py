"""Hosts that call themselves 我局, 市局 or 厅, and reports given in an agency's name: who that is, the rest of the text tells.

``市局召开党委会…`` … ``市公安局党委书记、局长李某主持`` → 市公安局; ``全省交通运输工作会议在厅召开，厅党组成员、副厅长王某讲话`` →
某省交通运输厅; ``我代表珠海市中级人民法院向大会报告工作`` → that court.
"""

from __future__ import annotations

import re

from ...knowledge.agencies import full_name
from ...model import Agency, Level, Span
from . import words as say
from .mentions import Mention
from .reading import Reading

_AT = r"(?P<kind>[局厅])(?=党[组委](?!政)|机关|召开|举行|组织|传达|领导班子|领导[^小]|班子|长办公|务会|系统|在)"
# |市局召开党委会, |我厅召开厅长办公会: in a title
_TITLE = re.compile(r"(?P<unit>[我省市县区州旗])?" + _AT)
# ，|厅党组成员、副厅长王某出席; 会议在|厅召开; |省局党组书记、局长李某
_LEAD = re.compile(
    r"(?P<kind>[局厅])(?:(?<![一-鿿].)|(?<=[由在我].)|(?<![一-鿿][省市县区州旗].))"
    r"(?=(?:党组|党委)?(?:副?书记|成员|委员)|党[组委](?:会|召开|举行|组织|理论)|机关|召开|举行|组织召开|领导班子|长办公|务会)"
)
# 全省|交通运输|工作会议, 全市|水利|系统, 全国|气象|局长会议精神: whose field it is, not 主题教育 or 队伍建设
_FIELD = r"全[国省市县区州](?:各级)?(?P<stem>%s)"
_SYSTEM = "(?:部门|系统|行业|战线)"
# 我受市人民政府委托，代表…; 我代表|珠海市中级人民法院|向大会报告工作
_REPRESENTS = re.compile(
    r"我(?:受[^，。]{2,20}委托，)?(?:谨)?代表(?P<who>[^，。《]{2,24}?)[，]?(?:向(?:大会|全会|本次|会议|各位|市|省|县|区)|[作做])[^。《]{0,20}报告"
)
# 张某某|厅长|向老同志通报工作
_HEAD = re.compile("[局厅]长")
# |院党组召开…, |我院召开…: a court or a procuratorate, as the post of its head tells
_HOUSE = re.compile(
    r"(?:院(?=党组|机关|领导班子)|[我本]院|(?:检察院|法院)(?=党组|召开))[^，。；\n]{0,24}?(?:召开|举行|举办|组织|传达|学习|部署)"
)
_HOUSES = (("检察长", "检察院", "{}人民检察院"), ("院长", "法院", "{}人民法院"))
_HEAD_OF_PAGE = 400  # characters in which the account of a page stands
# 如皋检察, 赤壁法院: the account that prints it, beside date or 原创
_ACCOUNT = r"(?<![一-鿿])([一-鿿]{2,7})(?:%s)(?=[ 　\d]|$)"
_REACH: dict[str, Level] = {"厅": "province", "局": "city"}


def represented(r: Reading) -> Agency | None:
    """``现在，我代表市中级人民法院向大会报告工作`` → that court: a speech at a congress says for whom."""
    match = _REPRESENTS.search(r.text, *r.lead)
    if match is None:
        return None
    who = Span(*match.span("who"))
    named = [mention for mention in r.mentions(who) if mention.span.start == who.start]
    return r.agency(named[0], "代表谁作报告", certain=False) if named and named[0].span.end == who.end else None


def account_named(r: Reading) -> Agency | None:
    """``院党组召开扩大会议``, ``院党组书记、检察长缪某主持`` under the account 如皋检察 → 如皋市人民检察院."""
    own = _HOUSE.match(r.text, *r.title)
    if own is None:
        return None
    lead, page = r.lead.of(r.text), r.document.clean.raw.text[:_HEAD_OF_PAGE]
    for head, kind, template in _HOUSES:
        if head not in lead.replace("副" + head, ""):
            continue
        printed = re.findall(_ACCOUNT % f"{kind}|{kind.removesuffix('院')}", page, re.MULTILINE)
        places = {unit for short in printed for unit in r.knowledge.regions.named(short) if not unit.until}
        if len(places) != 1:
            return None
        region = places.pop()
        return Agency(full_name(template, region), region.level, region.path, Span(*own.span()), "自称与公众号", False)
    return None


def self_named(r: Reading) -> Agency | None:
    """The bureau whose head the text names, where the title or the first sentences say 我局, 市局, 局党组."""
    if not (say.MEETING_TITLE.search(r.headline) or _HEAD.search(r.document.title)):
        return None
    in_title = _TITLE.match(r.text, *r.title)
    own = in_title or _LEAD.search(r.text, *r.lead)
    if own is None:
        return None
    kind, unit = own.group("kind"), r.text[own.start("kind") - 1 : own.start("kind")]
    heads = [m for m in r.in_lead if _is_head(r, m, kind)]
    found = {a.name: a for m in heads if (a := r.agency(m, "自称与职务", certain=False)) is not None}
    if len(found) == 1 and in_title:
        return next(iter(found.values()))
    if heads or say.HIGH_SPEAKER.search(r.text, *r.lead):
        return None
    level = say.LEVEL_OF.get(unit) or (r.reach if kind == "局" and r.reach in ("city", "county") else _REACH[kind])
    return _by_subject(r, kind, level, Span(*own.span()))


def _is_head(r: Reading, mention: Mention, kind: str) -> bool:
    if not mention.body.template.endswith(kind) or say.QUOTES.search(r.text, r.lead.start, mention.span.start):
        return False
    return say.HEAD_POST.match(r.text, mention.span.end) is not None


def _by_subject(r: Reading, kind: str, level: Level, span: Span) -> Agency | None:
    """``全省|交通运输|…工作会议`` and 厅 → the province's 交通运输厅; None when the title speaks of two such."""
    stems = sorted((b.stem for b in r.knowledge.agencies.words.bureaus if kind in b.heads), key=len, reverse=True)
    field = _FIELD % "|".join(stems)
    told = {m.group("stem") for m in re.finditer(field, r.headline)}
    told = told or {m.group("stem") for m in re.compile(field + _SYSTEM).finditer(r.text, *r.lead)}
    told = told or {stem for stem in stems if r.document.source_name == stem + kind}
    home = r.home(level) if len(told) == 1 else None
    region = home.at(level) if home is not None else None
    if region is None:
        return None
    name = full_name("{}" + told.pop() + kind, region)
    return Agency(name, region.level, region.path, span, "自称与题名", False)
