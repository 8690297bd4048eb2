"""Schools, hospitals and companies that call themselves 学校, 我院, 集团公司: their names stand on the page beside the text.

``学校召开第28次党委常委会`` under ``西北民族大学新闻网`` → 西北民族大学; ``集团公司召开安全办公会`` above
``版权所有：淮北矿业（集团）有限责任公司``. Where the page names two of the kind, nobody can tell: None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...knowledge.agencies import Body
from ...model import Agency, Span
from . import words as say
from .mentions import Mention
from .places import begin
from .reading import Reading

_HOLDS = (
    r"(?:党委|纪委|行政|领导班子|班子|党政)?[^，。；：\n《、]{0,12}?"
    r"(?:召开|举行|举办|组织|部署|传达|学习|研究|专题|启动|议?纪要|(?:19|20)\d\d\s*年)"
)
# |学校召开…, |校党委理论学习中心组举行…, |我院召开…, |市一院召开…, |集团公司召开…, |油田公司召开…: what names there may be by each
_SELVES = (
    (
        re.compile(r"(?:学校|[我本]校|校党委|校长办公会)" + _HOLDS),
        r"(?:大学|学院|学校|党校|中学|小学|[一二三四五六七八九十]中)",
    ),
    (re.compile(r"(?:学院|院党委|[我本]院)" + _HOLDS), r"(?:学院|医院|研究院|科学院|设计院|保健院)"),
    (re.compile(r"(?:[市县区州][一二三四五六七八九]院|[市县区州]?医院|院党委|[我本]院)" + _HOLDS), r"(?:医院|保健院)"),
    (re.compile(r"(?:[我本]所|研究所)" + _HOLDS), r"研究所"),
    (
        re.compile(
            r"(?:集团公司|集团|[我本]?公司|总公司|局集团公司|(?:油田|矿业|电力|供电|铁路|港务)公司)(?!化|制|法)"
            + _HOLDS
        ),
        r"(?:公司|集团)",
    ),
)
# What may stand before a name that is a line's own: 版权所有：|…, Copyright © 2016 |…, 主办：|…, 石油工人报 |…主办
_BEFORE = r"(?:《?[一-鿿]{2,8}报》?\s+(?=\S{4,28}主[办管](?:\s|$)))?(?:(?:版权所有|主办单位?|主办|主管|承办|Copyright|©|\(c\)|（c）|All Rights Reserved|\d{4}(?:\s*[-–]\s*\d{4})?|[\s:：.©|/])+)?"
# … and behind it: 西北民族大学|新闻网, 山东大学|党委宣传部, 某某公司| 地址：…
_AFTER = r"(?=(?:新闻|主[办管]|官方|门户|校园|信息|党委|宣传|融媒|校报|主页|首页|欢迎|网|办公室|版权|©|Copyright|地址|所有|各类|[\s|｜_·（(,，—-]|\d{4}|$))"
# 版权所有：某某集团有限公司 |技术支持：青岛软件有限公司
_MAKER = re.compile(r"(?:技术支持|技术保障|承建|开发|运维|维护|建设单位|设计制作|制作)")
_MEDIA = re.compile(r"新闻|传媒|报业|报社|网络|广播|电视|出版|媒体")
_LINES = 14  # lines of the page above and below the text in which its masthead and its foot stand
_LINE = 90  # characters of such a line
_NAME = 4  # the least characters a name has: 北大 is none


def institution(r: Reading) -> Agency | None:
    """The one school, hospital or company that the page prints beside a text whose host says 学校, 医院, 公司."""
    for line in (r.title, r.lead):
        start = begin(r, line)
        for own, kinds in _SELVES:
            match = own.match(r.text, start, line.end)
            names = _long_forms(set(_printed(r, kinds))) if match else set()
            if match and len(names) == 1:
                span = Span(match.start(), match.end())
                mention = Mention(span, names.pop(), "other", None, (), "", "", Body("", "other"))
                return r.agency(mention, "自称与页面所印的单位", certain=False)
    return None


def _long_forms(names: set[str]) -> set[str]:
    """*names* without those that abbreviate another: 太重集团 in the masthead of 太原重型机械集团有限公司."""
    return {name for name in names if not any(name != other and _abbreviates(name, other) for other in names)}


def _abbreviates(name: str, other: str) -> bool:
    characters = iter(other)
    return len(name) < len(other) and name[0] == other[0] and all(c in characters for c in name)


def _printed(r: Reading, kinds: str) -> Iterator[str]:
    """The names of such institutions in masthead, foot, source and metadata, each at the head of its line."""
    name = re.compile(_BEFORE + r"(?P<name>[一-鿿（）()·]{2,28}?" + kinds + r")" + _AFTER + f"(?!.*{kinds})")
    lines = [line.strip() for line in r.document.clean.raw.text.splitlines() if line.strip()]
    beside = [*lines[:_LINES], *lines[-_LINES:]] if len(lines) > 2 * _LINES else lines
    values = [value for label, value, _ in r.document.metadata if value and label in ("来源", "信息来源", "发布单位")]
    for line in (*beside, *values, r.document.source_name or ""):
        match = name.match(_MAKER.split(line)[0]) if len(line) <= _LINE and "。" not in line else None
        if match and len(match["name"]) >= _NAME and not say.NO_NAME.search(match["name"]) and not _told(match["name"]):
            yield match["name"].replace("(", "（").replace(")", "）")


def _told(name: str) -> bool:
    """``我校|…大学``, ``集团公司``: no name; nor is a company of the press, which is the host of the page."""
    press = name.endswith(("公司", "集团")) and _MEDIA.search(name) is not None
    own = ("我", "本", "全", "各", "集团公司", "学校", "公司", "医院")
    return press or name.startswith(own) or name.endswith(("股份公司", "子公司"))
