"""Towns and streets, which no list has: ``大瑶镇召开…``, ``专访某某镇党委书记某某``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Agency, Span
from . import words as say
from .meetings import subtitles
from .places import begin
from .reading import Reading

# 大瑶镇|召开…, 永乐镇|在政府会议室组织召开…, 露水河镇|2020年工作总结, 望京街道|组织…; not 全镇, 乡镇, 城镇
_TOWN = re.compile(
    r"(?![全我各该本乡城村集两]镇|[一二两四五六七八九十数多]乡镇|[全我各该本两]乡|小城镇|[一-鿿]{0,2}各)(?P<name>(?:(?![在里于到赴的了])[一-鿿]){1,5}?(?P<kind>镇|乡|街道|苏木))"
    r"(?:人民政府|办事处)?(?:在[^，。；：\n]{1,20}?)?(?:召开|举行|举办|组织|开展|开[了过]|部署|(?:19|20)\d\d\s*年)"
)
# 某某县|永乐镇|党委书记|王某, 某某区|大瑶街道|党工委副书记、办事处主任|李某: what he leads
_POST = r"(?:党工?委|人大|政府|办事处)?(?:第一|常务)?副?(?:书记|主任|主席|镇长|乡长)"
_LEADER = re.compile(
    r"(?P<name>(?:(?![在里于到赴的了与和])[一-鿿]){1,5}?(?P<kind>镇|乡|街道))"
    rf"(?P<posts>{_POST}(?:[、，]{_POST})*)[ 　]?(?![和与等])[一-鿿]{{2,4}}"
)
# 专访|永乐镇…, 邀请到了|永乐镇…, ——|永乐镇…: where the name of a town may begin that has no county before it
_BEFORE = re.compile(r"专访|采访|(?<![走来])访|对话|邀请到?了?|[^一-鿿]|^")
# 镇长|王某某谈“四镇建设”
_SAYS = re.compile(r"[ 　]?[一-鿿]{2,4}?(?:谈|[：:]|做客|接受|答)")
_ASKED = re.compile("专访|采访|访谈|做客|邀请|对话")


def township(r: Reading) -> Agency | None:
    """``大瑶镇召开…`` in a text at home in 浏阳市 → 浏阳市大瑶镇人民政府, 大瑶镇人民政府 where the county is not told;
    party meetings are passed."""
    start = begin(r, r.title)
    place = next(iter(r.knowledge.regions.find(r.text, start, r.title.end)), None)
    if place is not None and place.span.start == start and place.region is not None:
        match, county = _TOWN.match(r.text, place.span.end, r.title.end), place.region.at("county")
    else:
        match, county = _TOWN.match(r.text, start, r.title.end), None
    if match is None or "党" in r.document.title:
        return None
    ending = "办事处" if match.group("kind") == "街道" else "人民政府"
    return r.town(match.group("name") + ending, Span(*match.span("name")), "题名开头的乡镇街道", county)


def interviewed_town(r: Reading) -> Agency | None:
    """``专访安吉县天荒坪镇党委书记王某`` → 中共安吉县天荒坪镇委员会; the last of several posts is the one spoken from."""
    asked = say.INTERVIEW.search(r.heading) or any(b.kind == "question" for b in r.document.blocks)
    in_title = [m for m in _leaders(r, r.title) if asked or _SAYS.match(r.text, m.end("posts"), r.title.end)]
    in_title += [match for line in subtitles(r) for match in _leaders(r, line)]
    found = in_title or ([m for m in _leaders(r, r.lead) if _is_asked(r, m)] if asked else [])
    if len({match["name"] for match in found}) != 1:
        return None
    match = found[0]
    place = r.knowledge.regions.ending_at(r.text, match.start())
    county = place.region.at("county") if place and place.region else None
    own = _body(match["name"], match["kind"], re.split("[、，]", match["posts"])[-1])
    return r.town(own, Span(*match.span("name")), "受访者的职务", county) if own else None


def _leaders(r: Reading, line: Span) -> Iterator[re.Match[str]]:
    """The leaders of towns named in *line*, each behind the place of the town or where a name may begin."""
    places = r.knowledge.regions.find(r.text, *line)
    heads = {line.start + match.end() for match in _BEFORE.finditer(line.of(r.text))}
    starts = {place.span.end for place in places} | (heads - {place.span.start for place in places})
    taken = line.start
    for start in sorted(starts):
        match = _LEADER.match(r.text, start, line.end) if start >= taken else None
        if match is not None:
            taken = match.end()
            yield match


def _is_asked(r: Reading, match: re.Match[str]) -> bool:
    """Does its sentence say that he is interviewed?"""
    begin_of = max(r.text.rfind(mark, r.lead.start, match.start()) for mark in "。！？\n")
    end = min((i for mark in "。！？\n" if (i := r.text.find(mark, match.end(), r.lead.end)) >= 0), default=r.lead.end)
    return _ASKED.search(r.text, max(begin_of, r.lead.start), end) is not None


def _body(name: str, kind: str, post: str) -> str:
    """The body that *post* of the town *name* leads: 书记 its party committee, 镇长 or 主任 its government."""
    if "人大" in post or "主席" in post:
        return ""
    if post.endswith("书记"):
        return f"{name}党工委" if kind == "街道" else f"中共{name}委员会"
    return name + ("办事处" if kind == "街道" else "人民政府")
