"""Whose a text is by the leader it tells of: the mayor who speaks or holds a meeting, the head of a body whom its title names.

``在全市安全生产会议上的讲话`` by ``某某市市长 王某`` → that city's government; ``李某会见…`` … ``民进中央副主席李某`` → 民进中央.
"""

from __future__ import annotations

import re

from ...knowledge.agencies import full_name
from ...knowledge.regions import Region
from ...model import Agency, Span
from . import words as say
from .meetings import is_organ
from .places import begin, names_body
from .reading import Reading

_POST = r"(?:代|常务副|副)?(?P<unit>[省市县区州旗盟])长(?!期|远|效)"
# 某某市市长 王某, 县长 李某: a line under the title
_SIGNED = re.compile(
    rf"(?:(?:中共)?[一-鿿]{{2,12}}?委(?:副书记|常委)、)?(?P<place>[一-鿿]{{2,16}}?)??{_POST}[ 　]+[一-鿿](?:[ 　]?[一-鿿]){{1,3}}"
)
_BESIDE = 3  # paragraphs that may be lines beside the title
_SPEECH = re.compile("讲话|致辞|致词|报告$")
# 县长王某当即|主持召开防汛工作部署会, 县委副书记、县长李某主持召开…会议; not with the party's secretary, nor 常委会
_HOLDS = re.compile(
    r"(?:[省市县区州旗]委(?:副书记|常委)、(?:[省市县区州旗]政府党组书记、)?)?(?<!副)代?(?P<unit>[省市县区州旗盟])长[一-鿿·]{2,4}?(?:同志)?"
    r"(?:当即|随即|紧急|连夜|立即|再次)?(?:主持)?召开(?P<what>[^，。；\n]{2,40})"
)
_SECRETARY = re.compile("[省市县区州旗]委书记")
_OTHERS = re.compile("[省市县区州旗]委|常委会|党组|书记|指挥部|领导小组|委员会|安委会|人大|政协|联席会议")
# 王某|会见…, 李某|赴某地调研: whom a title is about
_ABOUT = re.compile(r"(?P<name>[一-鿿]{2,4}?)(?:会见|主持召开|赴|到|带队|率队|调研|督导|检查|走访|慰问|看望|接受)")


def mayor_speaks(r: Reading) -> Agency | None:
    """A speech above which ``某某市市长 王某`` stands is his government's; not that at a meeting of another body."""
    if not _SPEECH.search(r.heading) or names_body(r.heading):
        return None
    for line in (*r.document.front, *(block.span for block in r.document.blocks[:_BESIDE])):
        match = _SIGNED.fullmatch(r.text, *line)
        if match is None:
            continue
        place = r.knowledge.regions.ending_at(r.text, match.start("unit"))
        place = place or r.knowledge.regions.ending_at(r.text, match.end("unit"))
        region = place.region if place and place.span.start >= line.start else _home(r, match["unit"])
        return _government(region, Span(*match.span()), "题名旁印的职务")
    return None


def mayor_holds(r: Reading) -> Agency | None:
    """``县长王某主持召开防汛工作部署会`` in a text at home in a county → its government."""
    stop = min((i for mark in "。\n" if (i := r.text.find(mark, *r.lead)) >= 0), default=r.lead.end)
    if _SECRETARY.search(r.heading) or _SECRETARY.search(r.text, r.lead.start, stop):
        return None
    for line in (r.title, r.lead):
        match = _HOLDS.match(r.text, begin(r, line), line.end)
        if match is None or _OTHERS.search(match["what"]):
            continue
        return _government(_home(r, match["unit"]), Span(*match.span()), "政府领导主持召开")
    return None


def about_head(r: Reading) -> Agency | None:
    """``王某会见…`` in the title, ``某某省水利厅厅长王某会见…`` in the first sentence → the department whose head he is."""
    named = _ABOUT.match(r.document.title)
    if named is None or not r.in_lead:
        return None
    mention = r.in_lead[0]
    post = say.POSTS.match(r.text, mention.span.end, r.lead.end)
    if post is None or is_organ(mention) or not r.text.startswith(named["name"], post.end()):
        return None
    beside = r.text.startswith(("、", "和", "与", "及"), post.end() + len(named["name"]))
    if beside or "。" in r.text[r.lead.start : mention.span.start]:
        return None
    agency = r.agency(mention, "题名中的人的职务", certain=False)
    return agency if agency is not None and not r.above_reach(agency) else None


def _home(r: Reading, unit: str) -> Region | None:
    level = say.LEVEL_OF[unit]
    home = r.home(level, unit if level == "county" else "")
    return home if home is not None and home.level == level and home.name.endswith(unit) else None


def _government(region: Region | None, span: Span, rule: str) -> Agency | None:
    if region is None:
        return None
    return Agency(full_name("{}人民政府", region), region.level, region.path, span, rule, certain=False)
