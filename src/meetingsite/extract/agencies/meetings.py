"""Who holds the meeting or gives the interview that a text tells of: one rule a function.

Each takes a Reading and gives the agency with the words it rests on, or None; raises Joint for several equal hosts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...knowledge.agencies import full_name
from ...model import COUNTRY, Agency, Span
from . import words as say
from .mentions import Mention
from .reading import Joint, Reading, beside, refuse_joint
from .sessions import SESSION_NATIONAL, SESSIONS

# 某检察长在全国人大二次会议|上作工作报告时说, 提请该会议|审议的工作报告: whose report it is, is of another body
_REPORTS_THERE = re.compile("上(?:所?作|做)[^，。]{2,30}?报告|(?:审议|讨论|审查)的")
# 行政长官今日联同|某某局局长会见传媒: who came along
_BESIDE = re.compile("(?:联同|陪同|偕同|会同)[^，。；\n]*$")
# 内江市农业农村局局长陈某|率代表团到我市考察并召开座谈会; 应邀参加 …召开
_GUESTS = re.compile("率[^，。]{0,12}团|(?:到|来|莅临)我[省市县区州旗]|来访|应邀")
# 山西省教育学会|课堂教学研讨会在榆次一中举行
_SOCIETY_TITLE = re.compile(
    r"(?P<name>(?:(?![在到赴对])[一-鿿]){3,16}?(?<!大)(?<!奖)(?:学会|协会|研究会|促进会|商会))(?!长)[^，。]{0,20}?(?:会|论坛|班|活动)"
)
_LINE = 60  # characters of a line beside the title
# 今(24)日|邀集农业部、云林县政府|召开: who is asked to come does not hold the meeting
_INVITED = re.compile(r"^[^应受]{0,10}邀[集请约].+")
_ORGANS = ("人民政府", "委", "党工委", "人民代表大会常务委员会", "人民代表大会", "国务院", "中共中央")


def session(r: Reading) -> Agency | None:
    """``威海市第十八届人民代表大会第三次会议开幕`` → 威海市人民代表大会; plenums of the party and the 政协 alike."""
    if say.ANSWER.search(r.document.title):
        return None
    lines = [r.title, *(span for span in r.document.front if span.end - span.start <= _LINE and not told_at(r, span))]
    return next((agency for line in lines if (agency := _session_of(r, line)) is not None), None)


def told_at(r: Reading, line: Span) -> bool:
    """``——在某市第十五届人大常委会第三次会议上``, ``…第十二次会议文件``: somebody else's report at that session."""
    return line.of(r.text).rstrip(" 　）)").endswith(("会议上", "大会上", "文件", "材料"))


def _session_of(r: Reading, line: Span) -> Agency | None:
    if say.IN_PASSING.search(r.text, *line):
        return None
    for pattern, name in SESSION_NATIONAL:
        if match := pattern.search(r.text, *line):
            return Agency(name, "national", COUNTRY, Span(*match.span()), "题名中的会议", True)
    for pattern, template in SESSIONS:
        match = pattern.search(r.text, *line)
        place = r.knowledge.regions.ending_at(r.text, match.end("where")) if match else None
        if match and place and place.region:
            region = place.region
            name = full_name(template, region)
            return Agency(name, region.level, region.path, Span(place.span.start, match.end()), "题名中的会议", True)
    return None


def its_meeting(r: Reading) -> Agency | None:
    """``市委常委会会议``, ``省政府第12次常务会议``, ``省海洋局党组理论学习中心组`` in title or first sentence."""
    for mention in () if say.ANSWER.search(r.document.title) else r.in_title:
        if _is_its(r, mention, r.title.start, r.title.end):
            if beside(r, mention, r.in_title, say.ONE_WITH):
                raise Joint
            return r.agency(mention, "题名中的机关会议")
    stop = _sentence_end(r.text, r.lead)
    for mention in () if r.relayed else r.in_lead:
        if mention.span.end < stop and _is_its(r, mention, r.lead.start, stop):
            agency = r.agency(mention, "首句中的机关会议")
            if agency is not None and not r.above_reach(agency):
                return agency
    return None


def _is_its(r: Reading, mention: Mention, start: int, stop: int) -> bool:
    if say.OWN_CONGRESS.match(r.text, mention.span.end, stop):
        return not say.IN_PASSING.search(r.text, start, mention.span.start)
    match = say.ITS_MEETING.match(r.text, mention.span.end, stop)
    if match is None or say.NOT_ITS.search(match.group("middle")):
        return False
    if "届" in match.group("middle") and start != r.title.start and all(m.name != mention.name for m in r.in_title):
        return False  # 全国政协十三届二次会议: when somebody else of the title spoke
    if start != r.title.start and _REPORTS_THERE.match(r.text, match.end()):
        return False
    return not say.IN_PASSING.search(r.text, start, mention.span.start)


def _sentence_end(text: str, span: Span) -> int:
    found = text.find("。", *span)
    return span.end if found < 0 else found + 1


def organiser(r: Reading) -> Agency | None:
    """``5月9日至10日，生态环境部组织召开全国海洋生态环境保护工作会议`` in the lead of a report."""
    meeting, issuing = say.MEETING_TITLE.search(r.headline), say.ISSUING.search(r.document.title)
    if say.COMMENT.search(r.heading):
        return None
    news, first = not say.NO_REPORT.search(r.document.title), _sentence_end(r.text, r.lead)
    for mention in () if r.relayed else r.in_lead:
        clause = 1 + max(r.text.rfind(mark, r.lead.start, mention.span.start) for mark in "，,。；;！？\n")
        clause = max(clause, r.lead.start)
        match = say.HOLDS.match(r.text, mention.span.end, r.lead.end)
        if match is None or not say.CLAUSE_HEAD.fullmatch(r.text, clause, mention.span.start):
            continue
        if match.group("verb") == "主办" and r.text[match.end() : match.end() + 1] in ("", "\n"):
            continue  # 某某委宣传部主办: the foot of a page
        told = issuing if match.group("verb") in say.ISSUES else meeting or (first > mention.span.end and news)
        middle = _INVITED.sub("", match.group("middle"))
        if not told or say.NOT_HOLDING.search(say.VENUE.sub("", middle)):
            continue
        refuse_joint(r, mention, r.in_lead, match.end())
        if say.SHARED.search(middle):
            continue
        agency = r.agency(mention, "首段中的主办机关")
        if agency is not None and not r.above_reach(agency):
            return agency
    return None


def head_holds(r: Reading) -> Agency | None:
    """``省环保厅党组成员、总工程师刘承东召开…部署会``: not for the leaders of party and government."""
    for mentions, stop in ((r.in_title, r.title.end), (r.in_lead, _sentence_end(r.text, r.lead))):
        for mention in mentions[:1]:
            post = say.POST.match(r.text, mention.span.end, stop)
            if post is None or is_organ(mention) or say.HIGH_SPEAKER.search(r.text, r.lead.start, mention.span.start):
                continue  # 副县长撒某到会，会议由县果业局局长主持: whose meeting is not said
            match = say.HEAD_HOLDS.match(r.text, post.end(), stop)
            if (
                match is None
                or _GUESTS.search(match.group())
                or any(mention.span.end < m.span.start < match.end() for m in mentions[1:] if m.settled)
            ):
                continue
            agency = r.agency(mention, "主持人的职务", certain=False)
            if agency is not None and not r.above_reach(agency):
                return agency
    return None


def interview(r: Reading) -> Agency | None:
    """``专访了威海市海洋发展局党组书记、局长邢海文``; the word may stand in the title and the post in the lead."""
    in_title = say.INTERVIEW.search(r.document.title)
    asked = any(block.kind == "question" for block in r.document.blocks)
    named = (*r.in_title, *(m for line in subtitles(r) for m in r.mentions(line)), *r.in_lead)
    posts = [m for m in named if say.POST.match(r.text, m.span.end) and not is_organ(m)]
    starts = {mention.span.start for mention in named}
    for mention in posts:
        post = say.POST.match(r.text, mention.span.end)
        if post and post.end() + 1 in starts and r.text[post.end()] in "、，,":
            continue  # 自然资源部党组成员、国家海洋局局长王宏: the last post is the one he speaks from
        if post and mention.span.end <= r.title.end and say.SAYS.match(r.text, post.end(), r.title.end):
            return r.agency(mention, "题名中的说话人", certain=False)
        if _BESIDE.search(r.text, max(0, mention.span.start - 30), mention.span.start):
            continue
        near = say.INTERVIEW.search(r.text, max(0, mention.span.start - 40), mention.span.start)
        near = near or say.IS_INTERVIEWED.match(r.text, mention.span.end)
        alone = asked and not say.PRESS.search(r.document.title) and len({m.name for m in posts}) == 1
        if in_title or alone or near:
            return r.agency(mention, "受访者的职务", certain=bool(near or in_title))
    return None


def subtitles(r: Reading) -> Iterator[Span]:
    """Lines beside the title such as ``——访遂宁市教育和体育局党组书记、局长杜文君``."""
    for line in r.document.front:
        if line.end - line.start <= _LINE and say.INTERVIEW.search(r.text, *line):
            yield line


def guest(r: Reading) -> Agency | None:
    """``欢迎参加省政府新闻办举行的新闻发布会``: whose meeting it is, said by the one who opens it."""
    for mention in r.in_lead:
        if say.WHOSE_MEETING.match(r.text, mention.span.end, r.lead.end):
            before = r.text[max(r.lead.start, mention.span.start - 4) : mention.span.start]
            told = "会" in r.document.title or r.document.title_origin == "derived"
            if before.endswith(("参加", "出席", "欢迎来到")) and told:
                return r.agency(mention, "主持人说的主办机关")
    return None


def speaker(r: Reading) -> Agency | None:
    """``省海洋局党组书记、局长张建东参加会议并讲话``: the department whose head speaks at a meeting of its level.

    Who gives the work report holds the meeting, and who presides where nobody is said to speak; without a report, nobody
    of the party or government may speak there, and of departments only one. A deputy counts where the title says how far
    the meeting reaches.
    """
    speak: list[Agency] = []
    reports: list[Agency] = []
    chairs: list[Agency] = []
    high = False
    press = say.PRESS.search(r.document.title)
    post = say.POST if r.reach is not None and not press else say.HEAD_POST
    for start, stop in _sentences(r):
        speaks = say.SPEAKS.search(r.text, start, stop)
        if not (speaks or (say.CHAIRS.search(r.text, start, stop) and not press)) or say.IN_PASSING.match(
            r.text, start
        ):
            continue
        high = high or any(not say.GREETS.search(m.group()) for m in say.HIGH_SPEAKER.finditer(r.text, start, stop))
        heads = [m for m in r.in_lead if start <= m.span.start < stop and post.match(r.text, _unit_end(r.text, m))]
        heads = [m for m in heads if not say.QUOTES.search(r.text, start, m.span.start)]
        heads = [m for m in heads if not is_organ(m) and not m.name.endswith(("公司", "集团", "厂"))]
        if heads and (agency := r.agency(heads[-1], "讲话人的职务", certain=False)) is not None:
            (speak if speaks else chairs).append(agency)
            speak += _speak_too(r, heads, agency)
            if say.REPORTS_WORK.search(r.text, heads[-1].span.end, stop):
                reports.append(agency)
    if say.STATED_JOINT.search(r.text, *r.lead):
        raise Joint
    found = reports or ((speak or chairs) if not high else [])
    if found and (_other_begins(r, found[0]) or say.ATTENDS.match(r.document.title)):
        return None
    if len({agency.name for agency in found}) != 1 or not say.MEETING_TITLE.search(r.headline):
        return None
    return found[0] if r.reach in (None, found[0].level) or r.whole_region(found[0]) else None


def _speak_too(r: Reading, heads: list[Mention], agency: Agency) -> list[Agency]:
    """Of the earlier *heads* in a sentence the agencies of those who speak there as equals of *agency*, the last one's."""
    speaking = [m for m, after in pairwise(heads) if say.SPEAKS.search(r.text, m.span.end, after.span.start)]
    found = (r.agency(mention, "讲话人的职务", certain=False) for mention in speaking)
    return [other for other in found if other is not None and other.level == agency.level]


def _other_begins(r: Reading, agency: Agency) -> bool:
    """Does the title begin with another body: 县卫生局贯彻…, 山西省教育学会课堂教学研讨会…?"""
    society = _SOCIETY_TITLE.match(r.text, *r.title)
    if society is not None:
        return society["name"] != agency.name
    first = r.in_title[0] if r.in_title else None
    if first is None or first.span.start != r.title.start or is_organ(first):
        return False
    named = r.agency(first, "")
    return named is None or named.name != agency.name


def _unit_end(text: str, mention: Mention) -> int:
    """Where the name of *mention* and of a unit of it ends: 省发展改革委项目推进中心|党委书记."""
    unit = say.HEADED_UNIT.match(text, mention.span.end) if not is_organ(mention) else None
    return unit.end() if unit else mention.span.end


def _sentences(r: Reading) -> Iterator[tuple[int, int]]:
    start = r.lead.start
    while start < r.lead.end:
        stop = min((i + 1 for mark in "。\n" if (i := r.text.find(mark, start, r.lead.end)) >= 0), default=r.lead.end)
        yield start, stop
        start = stop


def is_organ(mention: Mention) -> bool:
    """Is it a committee, government or congress, whose leaders speak at everybody's meetings?"""
    return mention.body.template.rpartition("}")[2] in _ORGANS or "政治协商" in mention.body.template
