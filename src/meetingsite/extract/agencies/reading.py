"""What the rules for a document's agency look at, each thing found once."""

from __future__ import annotations

import re
from functools import cached_property

from ...knowledge import Knowledge
from ...knowledge.agencies import full_name
from ...knowledge.regions import Region
from ...model import COUNTRY, LEVELS, Agency, Document, Level, Span
from . import words as say
from .home import contradicted, home_of, venue
from .mentions import Mention, Resolved, find_agencies, resolve
from .unlisted import find_unlisted

TITLE = 200  # characters of a title that are read, lest a document without line breaks be one
LEAD = 700  # characters of the body in which a report says who held the meeting
_NAME = 60  # characters an agency's name and unit have at most
_ABBREVIATED = 8  # characters of a unit's name that may be a short form
_EXPANDED = 4000  # characters of the text that may print the long one
# 水利和渔业局|办公室, which signs for its bureau
_OFFICE = re.compile("([局厅])办公室$")
# 连江县政府第11次主管会报 of 马祖, which Taiwan runs as it does 金门: both of Fujian in the code table
_TAIWAN_RUN = re.compile("县议会|县府|[乡镇]公所|立委|民国|马祖")
_OFF_FUJIAN = ("连江", "金门")
# 云南农业大学校长办公室: the institution's own name begins with a place, and is no 云南省农业大学
_INSTITUTION = re.compile("大学|学院|学校|[中小]学|医院|公司|集团")
# 玉林街道办事处, 天荒坪镇人民政府, 中共天荒坪镇委员会, whose county is not printed beside it
_TOWN = re.compile(
    r"(?P<party>中共|中国共产党)?(?P<name>(?:(?![县市区在])[一-鿿]){2,5}?(?:街道(?:办事处|党工委|工作委员会)|[镇乡](?:人民政府|党委|委员会)))"
    r"|(?P<taiwan>[一-鿿]{1,4}?[镇乡](?:公所|民代表会|代会))"
)
_OPEN = ("国务院", "人民政府", "委", "中共中央")  # bodies with units of their own, more than can be listed


class Joint(Exception):
    """Several agencies hold the meeting together, or one that the text does not name in full: the contract wants null."""


class Reading:
    """What the rules look at, found once."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.knowledge, self.text = document, knowledge, document.text
        self._homes: dict[tuple[Level, str], Region | None] = {}

    @cached_property
    def title(self) -> Span:
        """The title's place in the text; empty when it is not printed."""
        span = self.document.title_span or Span(0, 0)
        return Span(span.start, min(span.end, span.start + TITLE))

    @cached_property
    def heading(self) -> str:
        """The title's first words: as many as are read of it."""
        return self.document.title[:TITLE]

    @cached_property
    def in_title(self) -> list[Mention]:
        return self.mentions(self.title)

    @cached_property
    def lead(self) -> Span:
        """The first characters of the body."""
        blocks = self.document.blocks
        return (
            Span(blocks[0].span.start, min(blocks[-1].span.end, blocks[0].span.start + LEAD)) if blocks else Span(0, 0)
        )

    @cached_property
    def in_lead(self) -> list[Mention]:
        return self.mentions(self.lead)

    def mentions(self, span: Span) -> list[Mention]:
        """The agencies named in *span*, listed or not, from left to right. Of a text that was tampered with only listed ones:
        青海省教诲厅 is what a spinner makes of 教育厅."""
        listed = find_agencies(self.text, self.knowledge, *span)
        if self.tampered:
            return listed
        taken = {i for mention in listed for i in range(*mention.span)}
        more = [m for m in find_unlisted(self.text, self.knowledge, *span) if taken.isdisjoint(range(*m.span))]
        return sorted([*listed, *more], key=lambda mention: mention.span)

    @cached_property
    def tampered(self) -> bool:
        """Do symbols stand inside its words, or synonyms for them, as content farms put them there?"""
        salted = any(edit.rule == "salt" for edit in self.document.clean.edits)
        return salted or self.knowledge.noise.spun_word(self.text) is not None

    @cached_property
    def title_place(self) -> Region | None:
        """The first place of the title that is not the venue: 青岛市海洋工作会议召开."""
        places = self.knowledge.regions.find(self.document.title[:TITLE])
        return next((place.region for place in places if not venue(self.document.title, place)), None)

    @cached_property
    def relayed(self) -> bool:
        """Is it a meeting of others that somebody listened to: in the title, or where that is only the first clause of
        ``国务院召开全国…会议，太湖局局长吴某在分会场参加会议。``?"""
        if say.RELAYED.search(self.document.title):
            return True
        stop = self.text.find("。", *self.lead)
        return self.document.title_origin == "derived" and bool(
            say.RELAYED_TO.search(self.text, self.lead.start, max(stop, 0))
            or say.AFTERWARDS.search(self.text, *self.lead)
        )

    @cached_property
    def headline(self) -> str:
        """The title, with the lines under it that go on with it: ``——全省农业农村局长会议在西安召开``."""
        lines = (span.of(self.text) for span in self.document.front)
        return "\n".join((self.document.title, *(line for line in lines if line.startswith(("—", "－－", "--")))))

    @cached_property
    def reach(self) -> Level | None:
        """How far the meeting reaches: 全国 national, 全省 province, 全市 or a city's name city."""
        place = self.title_place
        if place is not None and self.document.title.startswith((place.path, place.name, place.short or place.name)):
            return place.level
        for words, level in say.REACH:
            if words.search(self.headline):
                return level
        return place.level if place else None

    def above_reach(self, agency: Agency) -> bool:
        """Is *agency* larger than the meeting the title speaks of? Then it is a superior, not the host."""
        return self.reach is not None and LEVELS.index(agency.level) < LEVELS.index(self.reach)

    def whole_region(self, agency: Agency) -> bool:
        """Does 全区 in the title mean the whole autonomous region that *agency* serves?"""
        return "全区" in self.document.title and agency.region.endswith("自治区")

    def home(self, level: Level, kind: str = "") -> Region | None:
        """Where the document is at home, see ``home_of``."""
        key = level, kind
        if key not in self._homes:
            self._homes[key] = home_of(self.document, self.knowledge, level, kind)
        return self._homes[key]

    def agency(self, mention: Mention, rule: str, certain: bool = True) -> Agency | None:
        """The agency *mention* means here; a short form is never certain."""
        found = resolve(mention, None)
        if found is not None and self._by_district_alone(mention):
            return None
        if found is None:
            level = say.LEVEL_OF.get(mention.generic, "province" if mention.body.home else "city")
            found = resolve(mention, self.home(level, mention.generic if level == "county" else ""))
            if found is None and mention.generic == "区" and "全区" in self.document.title:
                found = resolve(mention, self.home("province"))
        if found is None:
            return None
        found = self._written_out(mention, found)
        if found.home and found.home.short in _OFF_FUJIAN and _TAIWAN_RUN.search(self.text):
            found = found._replace(name=found.name.replace("人民政府", "政府"))
        form = mention.body.template.removeprefix("{}")
        if found.name.endswith(form) and form not in self.knowledge.agencies.forms and say.SHORT_OFFICE.fullmatch(form):
            raise Joint  # the host is told, but not its name
        if found.home is None and (town := _TOWN.fullmatch(found.name)) and found.level == "other":
            if town["taiwan"]:
                return self._town_of_taiwan(found.name.replace("代会", "民代表会"), mention.span, rule)
            return self.town(found.name, mention.span, rule)
        if found.level == "other" and found.home is None and not found.name.startswith("中"):
            home = self.home("province")
            province = home.at("province") if home else None
            found = found._replace(region=province.path if province else COUNTRY)
        if found.level == "national" and (own := self._unit(mention, found, rule)) is not None:
            return own
        inner = say.INNER.match(self.text, mention.span.end) if found.name.endswith(_OPEN) else None
        if inner is not None and not say.NO_NAME.search(inner.group()):
            span = Span(mention.span.start, inner.end())
            return Agency(found.name + inner.group(), found.level, found.region, span, rule, False)
        unit = None
        if inner is None:
            unit = say.INNER_UNIT.match(self.text, mention.span.end) or say.HEADED_UNIT.match(
                self.text, mention.span.end
            )
        if unit is not None:
            span = Span(mention.span.start, unit.end())
            return Agency(_with_unit(found.name, unit.group()), found.level, found.region, span, rule, False)
        return Agency(found.name, found.level, found.region, mention.span, rule, certain and mention.settled)

    def _by_district_alone(self, mention: Mention) -> bool:
        """Is it known by a district's name only, which the page's own lines speak against?"""
        region = mention.region
        return (
            region is not None
            and region.level == "county"
            and self.text.startswith(region.name, mention.span.start)
            and contradicted(self.document, self.knowledge, region)
        )

    def _written_out(self, mention: Mention, found: Resolved) -> Resolved:
        """``市教体局`` where the text prints 汝州市教育体育局 too; unchanged where it prints none or several."""
        unit = mention.body.template.removeprefix("{}")
        if (
            not mention.generic
            or found.home is None
            or unit in self.knowledge.agencies.forms
            or not len(set(unit)) == len(unit) <= _ABBREVIATED  # equal characters would make the search slow
        ):
            return found
        middle = "[一-鿿]{0,6}?".join(map(re.escape, unit)) + ("公室" if unit.endswith("办") else "")
        place = f"(?:{re.escape(found.home.name)}|{mention.generic})"
        full = {m.group(1) for m in re.finditer(f"{place}({middle})", self.text[:_EXPANDED])} - {unit}
        if len(full) != 1 or say.NO_NAME.search(next(iter(full))):
            return found
        return found._replace(name=found.name.removesuffix(unit) + full.pop())

    def _unit(self, mention: Mention, found: Resolved, rule: str) -> Agency | None:
        """A national body's branch (中国人民银行酒泉市中心支行); Taiwan's ministry of the same name; else None."""
        place = self.knowledge.regions.find(self.text, mention.span.end, mention.span.end + 12)
        if place and place[0].span.start == mention.span.end and place[0].region is not None:
            branch = say.BRANCH.match(self.text, place[0].span.end)
            if branch is not None:
                span, region = Span(mention.span.start, branch.end()), place[0].region
                name = found.name + self.text[mention.span.end : branch.end()]
                return Agency(name, region.level, region.path, span, rule, True)
        if mention.body.kind == "national" and self._in_taiwan:
            return Agency(found.name, "province", "台湾省", mention.span, rule, False)
        return None

    @cached_property
    def _in_taiwan(self) -> bool:
        heads = (self.title, *self.document.front, *(block.span for block in self.document.blocks[:1]))
        return any(say.TAIWAN.search(self.text, span.start, min(span.end, span.start + 60)) for span in heads)

    def whole(self, span: Span, rule: str, certain: bool = True) -> Agency | None:
        """The agency whose name fills *span*, as in a metadata value, a source line or a signature."""
        if span.end - span.start > _NAME or self.text[span.end - 1 : span.end] == "：":
            return None  # 渭南专员公署：is addressed
        if self.text.startswith("中共", span.start) and self.text.endswith("党组", span.start, span.end):
            span = Span(span.start + len("中共"), span.end)
        mentions = find_agencies(self.text, self.knowledge, *span)
        if len(mentions) == 1 and mentions[0].span.start == span.start:
            rest = self.text[mentions[0].span.end : span.end].rstrip(" 　")
            if not rest or any(words.fullmatch(rest) for words in (say.SIGNED, say.UNIT, say.DATED)):
                found = self.agency(mentions[0], rule, certain)
                return None if found and found.name in self.knowledge.agencies.press else found
        if not mentions and (town := _TOWN.fullmatch(self.text, *span)) and town["name"]:
            own = ("中共" if town["party"] else "") + town["name"]
            return self.town(own, Span(*town.span()), rule)
        place = next(iter(self.knowledge.regions.find(self.text, *span)), None)
        if place is None or mentions or place.span.start != span.start or place.region is None:
            return None
        match = say.UNLISTED.match(self.text, place.span.end, span.end)
        if match is None or not say.DATED.fullmatch(self.text, match.end(), span.end):
            return None
        level: Level = "other" if say.TOWNSHIP.search(match.group()) else place.region.level
        name = full_name("{}", place.region) + _OFFICE.sub(r"\1", match.group())
        if say.SOCIETY.search(match.group()) or _INSTITUTION.search(match.group()):
            level, name = "other", self.text[place.span.start : match.end()]
        return Agency(name, level, place.region.path, Span(span.start, match.end()), rule, certain)

    def town(self, own: str, span: Span, rule: str, county: Region | None = None) -> Agency:
        """A town's body *own* (大瑶镇人民政府) with its county, by its name alone where the page does not tell that."""
        home = county or self.home("county", "")
        bare = own.removeprefix("中共")
        if home is not None and home is not county and bare.startswith((home.at("city") or home).short or home.name):
            home = None  # 玉林|街道办事处 of 成都 is not in 玉林市
        county = home if home is not None and home.level == "county" else None
        name = own.removesuffix(bare) + (full_name("{}", county) if county else "") + bare
        above = home.at("province") if home is not None else None
        region = county.path if county else above.path if above else COUNTRY
        return Agency(name, "other", region, span, rule, certain=False)

    def _town_of_taiwan(self, own: str, span: Span, rule: str) -> Agency:
        """鄉公所 and 鄉民代表會, which only Taiwan has, with their county where the page tells it."""
        home = self.home("city") or self.home("county")
        county = home if home is not None and home.name.endswith("县") else None
        region = county.path if county else "台湾省"
        return Agency((county.name if county else "") + own, "other", region, span, rule, certain=False)


def _with_unit(name: str, unit: str) -> str:
    """海南省人民代表大会 + 农村工委 → 海南省人民代表大会常务委员会农村工作委员会; others are simply joined."""
    if not name.endswith(("人民代表大会", "人民代表大会常务委员会")):
        return name + unit
    return (
        name.removesuffix("常务委员会")
        + "常务委员会"
        + unit.removesuffix("工委").removesuffix("工作委员会")
        + "工作委员会"
    )


def beside(r: Reading, first: Mention, mentions: list[Mention], between: re.Pattern[str]) -> bool:
    """Whether only what *between* matches stands between *first* and the next of *mentions*."""
    after = next(iter(mentions[mentions.index(first) + 1 :]), None)
    return after is not None and between.fullmatch(r.text, first.span.end, after.span.start) is not None


def refuse_joint(r: Reading, first: Mention, mentions: list[Mention], end: int) -> None:
    """Raise Joint when another agency stands beside *first* as its equal: ``生态环境部等5部门联合印发``."""
    if beside(r, first, mentions, say.AND) or beside(r, first, mentions, say.ONE_WITH):
        raise Joint
    if say.JOINTLY.match(r.text, first.span.end, end) or say.JOINT_HOSTS.match(r.text, first.span.end, end):
        raise Joint
