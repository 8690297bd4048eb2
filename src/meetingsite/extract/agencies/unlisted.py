"""Agencies and organisations that no list has, read only where a post or a verb of holding shows that the name ends.

``延安市果业中心|主任南山``, ``遂宁市教育和体育局|党组书记``, ``浏阳市大瑶镇人民政府|召开``; and what is
no agency of the state, of level "other": ``延边大学|党委书记``, ``中国茶叶流通协会|会长``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ...knowledge.agencies import Agencies, Body, full_name
from ...knowledge.regions import Region
from ...model import Level, Span
from .mentions import HasAgencies, Mention
from .words import NO_NAME, OWN_CONGRESS

# A verb of holding, day and place perhaps before it: |在沅江市召开, |1月2日在北京召开
_HOLDS = r"(?:(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?(?:组织召开|召开|举行|举办|主办|(?:在|于)[^，。；：\n]{1,24}?(?:召开|举行|举办|开[的了])))"
_ENDS = (
    r"(?=党[组委工支]|书记|副?(?:局长|厅长|主任|院长|校长|会长|理事长|总经理|董事长|队长|镇长|乡长)|"
    + _HOLDS
    + r"|印发|关于|做客|\d{4}\s*年|第[一二三四五六七八九十]|[：\n]|$)"
)
# (延安市)果业中心, (遂宁市)教育和体育局, (浏阳市)大瑶镇人民政府, (平阳县)“三改一拆”办, (黄陂区)蔬菜技术服务总站
_UNIT = re.compile(
    r"[一-鿿“”]{2,20}?(?:局|厅|中心|研究院|科学院|研究所|指挥部|总队|支队|大队|总站|工作站|服务站|管理站|管理处|联社|联合社"
    r"|图书馆|博物馆|档案馆|文化馆|林场|农场|电视台|广播电视台|日报社|领导小组办公室|领导小组|委员会办公室|专班|办公室|办"
    r"|(?P<local>街道办事处|镇人民政府|乡人民政府))" + _ENDS
)
# (兰州)铁路监管局: the place without its 市, only where it holds something
_BARE = re.compile(r"[一-鿿]{2,12}?(?:局|中心|研究院|总队|支队)(?=" + _HOLDS + ")")
# |县脱贫攻坚指挥部, 由|区创城办; not |市场监管局, |区域中心, |县委, |市直
_OWN = re.compile(r"(?:(?<![一-鿿])|(?<=由)|(?<=会上))(?P<generic>自治区|[省市县区州盟旗])(?![场域民里委直内属级长政])")
# 孤岛采油厂|召开, 水口海关|举行, 三门峡黄河明珠（集团）有限公司|召开: without a place, only where it holds something and begins a clause
_PLACELESS = re.compile(
    r"(?<![一-鿿])(?![我本全各该这某一]|[省市县区州盟旗厅局部](?!场)|学校|学院|大学|医院|公司|集团)(?:[一-鿿]|（[一-鿿]{1,6}）){2,24}?"
    r"(?:(?<=[一-鿿）]{4})公司|集团|(?<=[一-鿿]{3})厂|(?<=[一-鿿]{5})管理局|大学|(?<=[一-鿿]{5})学院|医院|协会|学会|商会|研究所|海关|支行|分行)(?=(?:党委)?"
    + _HOLDS
    + "|"
    + OWN_CONGRESS.pattern
    + ")"
)
# 某某集团股份有限公司|2025年工作会议暨九届五次职工代表大会
_COMPANY = re.compile(
    r"(?<![一-鿿])(?![我本全各该这某])[一-鿿（）]{4,22}?(?:公司|集团)(?=\d{4}年[^，。；：\n]{0,24}(?:会议|大会|职代会|年会|务虚会|工作会))"
)
# 中国渔业协会扇贝分会|会长办公会, 某协会水果罐头分会|2010年会员大会, 某省远洋渔业协会|正式成立: a society's own session, at the head of a title or clause
_SOCIETY = re.compile(
    r"(?:(?<![一-鿿])|(?<=主题的))(?![我本全各该这某]|机关)[一-鿿]{3,24}?(?:协会|学会|商会|促进会|联合会|研究会)(?:[一-鿿]{2,8}分会)?"
    r"(?=(?:正式|顺利)?成立|年会|(?:\d{4}年度?)?工作会议|(?:第?[一二三四五六七八九十\d]{1,3}[届次])?(?:\d{4}年?度?)?(?:全国)?学术(?:年会|会议|交流会|大会)|(?:\d{4}年度?)?(?:第?[一二三四五六七八九十]{1,3}届)?(?:第?[一二三四五六七八九十]{1,3}次)?"
    r"(?:会员(?:代表)?大会|(?:常务)?理事会|会长办公会))"
)
# 中共天荒坪镇委员会, 玉林街道党工委|召开: a town's party committee without its county
_TOWN_PARTY = re.compile(
    r"(?<![一-鿿])(?:(?:中共|中国共产党)[一-鿿]{2,10}?(?:镇委员会|乡委员会|街道工作委员会)"
    r"|(?![我本全各该这某])[一-鿿]{2,6}?(?:镇党委|乡党委|街道党工委)(?=" + _HOLDS + "))"
)
# 佗城镇人民政府|在镇会议中心召开: a town's government without its county
_TOWN_GOVERNMENT = re.compile(
    r"(?<![一-鿿])(?![我本全各该这某])[一-鿿]{2,5}?(?:[镇乡]人民政府|街道办事处)(?=" + _HOLDS + ")"
)
# 万峦乡公所|每年召开, 竹田乡民代表会|第12届第3次临时会, 枋寮乡代会|定期会: of Taiwan, whose county is not printed beside it
_TAIWAN_TOWN = re.compile(
    r"(?<![一-鿿])(?![我本全各该这某])[一-鿿]{1,4}?(?:[乡镇]公所|[乡镇]民代表会|[乡镇]代会)"
    r"(?=第|每|定期|临时|今|昨|\d|于|在|" + _HOLDS + ")"
)
# 西南交通大学|召开, |院长工作例会制度: at the head of a title
_UNIVERSITY = re.compile(
    r"(?<![一-鿿])(?![我本全各该这某一]|[东西南北]部大学)[一-鿿]{2,8}大学(?=党委|纪委|[校院]长|\d{4}|关于|第|工会|团委|教?职工|校务|校园|办公室|学术委|工作|"
    + _HOLDS
    + ")"
)
_KINDS = r"(?:大学|学院|中学|小学|学校|医院|协会|学会|商会|研究会|联合会|集团|集团有限公司|总公司|有限责任公司|股份有限公司|有限公司)"
# (延边)大学, (大庆)油田有限责任公司; not (桂林)路第二小学
_LOCAL = re.compile(r"(?!路|大?街|大道|巷|桥)[一-鿿]{0,12}?" + _KINDS + _ENDS)
# 中国茶叶流通协会
_NATIONAL = re.compile(r"(?:中国|中华全国|中华)[一-鿿]{2,14}?" + _KINDS + _ENDS)


def find_unlisted(text: str, knowledge: HasAgencies, start: int, end: int) -> list[Mention]:
    """The names in *text*[start:end] that no list has, as mentions; some overlap what ``find_agencies`` finds."""
    found = [*_named_after_places(text, knowledge.agencies, start, end)]
    for match in _NATIONAL.finditer(text, start, end):
        if not NO_NAME.search(match.group()):
            found.append(_mention(Span(*match.span()), match.group(), "other", None))
    for match in _OWN.finditer(text, start, end):
        unit = _UNIT.match(text, match.end(), end)
        if unit is not None and not NO_NAME.search(unit.group()):
            span = Span(match.start("generic"), unit.end())
            body = Body("{}" + unit.group(), "local")
            found.append(Mention(span, span.of(text), None, None, (), match.group("generic"), "", body))
    taken = {mention.span.end for mention in found}
    for match in chain(
        _PLACELESS.finditer(text, start, end),
        _COMPANY.finditer(text, start, end),
        _UNIVERSITY.finditer(text, start, end),
        _SOCIETY.finditer(text, start, end),
        _TOWN_PARTY.finditer(text, start, end),
        _TOWN_GOVERNMENT.finditer(text, start, end),
        _TAIWAN_TOWN.finditer(text, start, end),
    ):
        if match.end() not in taken and not NO_NAME.search(match.group()):
            found.append(_mention(Span(*match.span()), match.group(), "other", None))
    return found


def _named_after_places(text: str, agencies: Agencies, start: int, end: int) -> Iterator[Mention]:
    for place, stop, region in _places(text, agencies, start, end):
        full = text[stop - 1] in "省市县区州盟旗" and text[place:stop] != region.short
        unit = _UNIT.match(text, stop, end) if full else None
        if unit is not None and not NO_NAME.search(unit.group()):
            level: Level = "other" if unit.group("local") else region.level
            yield _mention(Span(place, unit.end()), full_name("{}", region) + unit.group(), level, region)
            continue
        bare = _BARE.match(text, stop, end) if unit is None and text[place:stop] == region.short else None
        if bare is not None and not NO_NAME.search(bare.group()):
            yield _mention(Span(place, bare.end()), text[place : bare.end()], region.level, region)
            continue
        other = _LOCAL.match(text, stop, end)
        if other is not None and not NO_NAME.search(other.group()):
            yield _mention(Span(place, other.end()), text[place : other.end()], "other", region)


def _places(text: str, agencies: Agencies, start: int, end: int) -> Iterator[tuple[int, int, Region]]:
    """Start, end and region of the places; at the start of a clause also short names that are words: 大庆."""
    seen = set()
    for place in agencies.regions.find(text, start, end):
        seen.add(place.span.start)
        if place.region is not None:
            yield *place.span, place.region
    for match in re.finditer(r"(?<![一-鿿])[一-鿿]{2}", text[start:end]):
        units = agencies.regions.named(match.group())
        if start + match.start() not in seen and units and units[0].level != "county":
            yield start + match.start(), start + match.end(), units[0]


def _mention(span: Span, name: str, level: Level, region: Region | None) -> Mention:
    return Mention(span, name, level, region, (), "", "", Body(name, "other"))
