"""Whose work report it is: 政府工作报告 of the place whose congress heard it, 兵团工作报告, 施政报告 of Hong Kong or Macau."""

from __future__ import annotations

import re

from ...knowledge.agencies import Report, full_name
from ...knowledge.regions import Region
from ...model import COUNTRY, Agency, Span
from .reading import Reading
from .sessions import ABOUT_REPORT, CONGRESS

# 政协某市|第十四届|委员会常务委员会工作报告
_TERM = re.compile("第?[一二三四五六七八九十百\\d]{1,4}届")
_YEAR = r"(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})(?:[-—－至/]\d{2,4})?\s*年?度?(?:财政年度)?)?"
# 行政长官|2013年|施政报告, 香港特别行政区|施政报告: all that may stand before a report of such a kind …
_BEFORE = r"[《〈【]?(?:{year}(?:中国)?(?:香港|澳门)?(?:特别行政区|特区)?(?:行政长官|政府|新疆生产建设|第[一二三四五六七八九十]+届)?){{1,2}}"
# … and behind it: （摘要）, ——前言, 全文
_BEHIND = r"[》〉】]?\s*(?:[（(][^（()）]{1,20}[）)]|全文|摘要|节选|[—–－-]+\s*.{1,40}|\s.{1,40})?"


def report(r: Reading) -> Agency | None:
    """``政府工作报告`` … ``在威海市第十八届人民代表大会第三次会议上`` → 威海市人民政府."""
    title = _TERM.sub("", "".join(r.heading.split()))
    found = next(((kind, w) for kind in r.knowledge.agencies.words.reports for w in kind.words if w in title), None)
    if found is None or ABOUT_REPORT.search(title):
        return None
    kind, words = found
    if kind.only:
        return _own(r, kind, words)
    match = CONGRESS.search(r.text, r.title.start, max(r.title.end, r.lead.end))
    if match.group("national") if match else "全国" in title:
        span = Span(*match.span()) if match else r.title
        return Agency(kind.national, "national", COUNTRY, span, "工作报告的会议", True) if kind.national else None
    place = r.knowledge.regions.ending_at(r.text, match.end("where")) if match and match.group("where") else None
    region, span = (place.region, Span(*match.span())) if place and match else (r.title_place, r.title)
    if region is None:
        return None
    name = full_name(kind.name, region)
    return Agency(name, region.level, region.path, span, "工作报告的会议", place is not None)


def _own(r: Reading, kind: Report, words: str) -> Agency | None:
    """A report that only the regions of *kind* have, when the title is nothing but its name."""
    if not re.fullmatch(_BEFORE.format(year=_YEAR) + re.escape(words) + _BEHIND, r.heading):
        return None
    regions = [unit for name in kind.only for unit in r.knowledge.regions.named(name)]
    region: Region | None = regions[0] if len(regions) == 1 else r.title_place or r.home("province")
    if region is None or region not in regions:
        return None
    return Agency(full_name(kind.name, region), region.level, region.path, r.title, "工作报告的题名", certain=False)
