"""A small collection made by hand: what pages must be able to show, without any cleaning or reading of sources."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from meetingsite.model import (
    Agency,
    Block,
    BlockKind,
    CleanDocument,
    DateFact,
    DateKind,
    Document,
    Edit,
    Entry,
    Facts,
    Field,
    Item,
    ItemList,
    Level,
    Person,
    RawDocument,
    Refused,
    Script,
    Span,
    TopicFact,
    Warning,
)

HOSTILE_TITLE = (
    """</script><script>alert("1")</script>{{ 7*7 }}{% raw %}'"><img src=x onerror=alert(1)>&amp;<!--""" + "长" * 110
)


@dataclass(frozen=True)
class Corpus:
    """A collection, before any of it is planned."""

    entries: tuple[Entry, ...]
    refused: tuple[Refused, ...] = ()
    candidates: tuple[tuple[str, int], ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)  # the original of each document that is a copy, by id


@dataclass
class Draft:
    """A document being written down; every method adds one line of the clean text."""

    id: str
    family: str = "plain"
    script: Script = "simplified"
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    lists: list[ItemList] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    title: str = ""
    origin: str = "given"
    title_span: Span | None = None
    parts: dict[str, Span] = field(default_factory=dict)
    front: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line(self, words: str) -> Span:
        start = len(self.text) + (1 if self.lines else 0)
        self.lines.append(words)
        return Span(start, start + len(words))

    def headed(self, title: str) -> Draft:
        self.title, self.title_span = title, self.line(title)
        return self

    def part(self, name: str, words: str) -> Draft:
        self.parts[name] = self.line(words)
        return self

    def field(self, label: str, value: str | None) -> Draft:
        span = self.line(f"{label}：{value or ''}")
        start = span.start + len(label) + 1
        self.fields.append(Field(label, value, Span(start, span.end) if value else Span(span.start, start - 1)))
        return self

    def block(
        self, words: str, kind: BlockKind = "paragraph", level: int = 0, marker: str = "", lead: str = ""
    ) -> Draft:
        span = self.line(words)
        mark = Span(span.start, span.start + len(marker)) if marker else None
        first = span.start + words.index(lead) if lead else 0
        anchor = "x" + hashlib.sha256(words.encode()).hexdigest()[:8]
        same = sum(block.anchor.split("-")[0] == anchor for block in self.blocks)
        anchor += f"-{same + 1}" if same else ""
        bold = Span(first, first + len(lead)) if lead else None
        self.blocks.append(Block(kind, span, anchor, level, mark, bold))
        return self

    def listed(self, style: str, *markers: str) -> Draft:
        """An enumeration in the last block."""
        block = len(self.blocks) - 1
        span = self.blocks[block].span
        starts = [self.text.index(marker, span.start) for marker in markers]
        ends = [*starts[1:], span.end]
        items = tuple(
            Item(block, n, Span(start, start + len(marker)), Span(start, end))
            for n, (marker, start, end) in enumerate(zip(markers, starts, ends, strict=True), 1)
        )
        self.lists.append(ItemList(style, items))
        return self

    def listed_over(self, style: str, first: int) -> Draft:
        """An enumeration of the blocks from *first* on that have a marker."""
        members = [(i, b) for i, b in enumerate(self.blocks) if i >= first and b.marker]
        items = tuple(Item(i, n, b.marker, b.span) for n, (i, b) in enumerate(members, 1) if b.marker)
        self.lists.append(ItemList(style, items))
        return self

    def at(self, words: str, nth: int = 1) -> Span:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def every(self, *words: str) -> tuple[Span, ...]:
        found = [self.at(word, n) for word in words for n in range(1, self.text.count(word) + 1)]
        return tuple(sorted(found))

    def document(self, raw: str | None = None, edits: tuple[Edit, ...] = ()) -> Document:
        source = self.text if raw is None else raw
        data = source.encode("utf-8")
        held = RawDocument(self.id, f"{self.id}.txt", hashlib.sha256(data).hexdigest(), "utf-8", data, source)
        return Document(
            CleanDocument(held, self.text, edits, self.family, self.script),
            self.title,
            self.origin,  # type: ignore[arg-type]
            self.title_span,
            tuple(self.fields),
            self.parts.get("byline"),
            self.parts.get("series"),
            self.parts.get("source"),
            self.parts["source"].of(self.text).split("：")[-1] if "source" in self.parts else None,
            tuple(self.front),
            tuple(self.blocks),
            tuple(self.lists),
        )

    def agency(self, name: str, level: Level, region: str, words: str = "", certain: bool = True) -> Agency:
        return Agency(name, level, region, self.at(words or name), "题名", certain)

    def date(self, kind: DateKind, iso: str, words: str, end: str = "", basis: str = "") -> DateFact:
        span = self.at(words)
        inferred = self.at(basis) if basis else None
        return DateFact(kind, iso, end or iso, "day", not basis, None, span, "月日", inferred)

    def topic(self, name: str, *words: str) -> TopicFact:
        return TopicFact(name, name, self.every(*(words or (name,))), "repeated")


def forum() -> Entry:
    draft = Draft("100_forum", "forum").headed("2024年全省海洋工作暨党风廉政视频会议在济南召开")
    draft.block(
        "1月30日，2024年全省海洋工作暨党风廉政视频会议在济南召开。会议全面总结2023年工作，安排2024年全省海洋重点工作。"
        "省委海洋办常务副主任，省海洋局党组书记、局长张建东参加会议并讲话。省委海洋办副主任，省海洋局党组成员、副局长燕东主持会议。"
    )
    draft.block(
        "张建东要求，要正视问题，坚定信心。全省海洋工作主要存在三个方面问题，一是统筹协调的作用有待充分发挥，二是在制度政策创新上还有差距，三是推动作风能力建设还需加强。"
    )
    draft.listed("一是", "一是", "二是", "三是")
    draft.block(
        "会同省直相关部门制定印发《山东省海洋药物和生物制品业发展规划》《山东省海洋数字经济培育行动方案》等。"
        "全省岸滩清理浒苔同比减少约93%，浒苔绿潮防控处置成效显著。海洋经济综合实力明显提升，新签约项目153个，总投资1490亿元。"
    )
    draft.block("会议以视频形式召开。（通讯员：王超 孙娅玮；摄影：王锐）")
    raw = (
        draft.text.replace("，", ",").replace("召开。会议", "召开。: b8 h  r; O9 h会议", 1)
        + "\n回复\n\n举报 使用道具\n相关帖子"
    )
    edits = []
    position = 0
    for char in draft.text:
        if raw.startswith(": b8 h  r; O9 h", position):
            edits.append(Edit(position, position + 15, "", "论坛干扰码"))
            position += 15
        if raw[position] != char:
            edits.append(Edit(position, position + 1, char, "全角标点"))
        position += 1
    edits.append(Edit(position, len(raw), "", "论坛栏目"))
    people = (
        Person(
            "张建东",
            ("省委海洋办常务副主任", "省海洋局党组书记、局长"),
            ("参加", "讲话"),
            draft.at("省委海洋办常务副主任，省海洋局党组书记、局长张建东参加会议并讲话"),
            "职务姓名",
            True,
            draft.every("张建东"),
        ),
        Person("燕东", ("省委海洋办副主任", "省海洋局党组成员、副局长"), ("主持",),
               draft.at("省委海洋办副主任，省海洋局党组成员、副局长燕东主持会议"), "职务姓名", True),
    )  # fmt: skip
    facts = Facts(
        draft.agency("山东省海洋局", "province", "山东省", "省海洋局", certain=False),
        (draft.date("held", "2024-01-30", "1月30日"),),
        2024,
        "济南",
        people,
        (draft.topic("海洋经济"), draft.topic("浒苔防治", "浒苔", "绿潮")),
    )
    return Entry(draft.document(raw, tuple(edits)), facts)


def derived() -> Entry:
    draft = Draft("101_derived", "forum")
    draft.block(
        "2月5日，青岛市海洋工作会议召开。会议总结2023年全市海洋发展工作，谋划部署2024年重点工作。青岛市海洋发展局党组书记、局长孟庆胜出席会议并讲话。"
    )
    draft.block("会议指出", "heading", 2)
    draft.block(
        "2023年是青岛海洋发展打造新机制、开创新格局的一年，总投资2000亿元的90个重点项目开工在建率100%，海洋经济加快发展，浒苔处置应急预案完善修订。"
    )
    draft.block("会议对2024年重点工作作出安排部署", "heading", 2)
    draft.block(
        "一是落地突破一批引领发展的政策规划，出台《青岛海洋经济促进条例》。二是落地突破一批创新示范的重大平台。三是实施海洋治理效能提升行动。"
    )
    draft.listed("一是", "一是", "二是", "三是")
    draft.part("source", "来源：青岛市海洋发展局")
    draft.title, draft.title_span, draft.origin = (
        "青岛市海洋工作会议召开",
        draft.at("青岛市海洋工作会议召开"),
        "derived",
    )
    facts = Facts(
        draft.agency("青岛市海洋发展局", "city", "山东省青岛市"),
        (draft.date("held", "2024-02-05", "2月5日", basis="总结2023年全市海洋发展工作，谋划部署2024年重点工作"),),
        2024,
        None,
        (
            Person("孟庆胜", ("青岛市海洋发展局党组书记、局长",), ("出席", "讲话"),
                   draft.at("青岛市海洋发展局党组书记、局长孟庆胜出席会议并讲话"), "职务姓名", True),
        ),
        (draft.topic("海洋经济"), draft.topic("浒苔防治", "浒苔")),
    )  # fmt: skip
    return Entry(draft.document(), facts)


def traditional() -> Entry:
    draft = Draft("102_traditional", "repost", "traditional").headed("全国海洋生态环境保护工作会议召开")
    draft.part("source", "2020-12-18 中国政府网")
    draft.block("5月9日至10日，生态环境部组织召开全国海洋生态环境保护工作会议。生态环境部部长李干杰出席会议并讲话。")
    draft.block("李干杰强调，要把握好“四大原则”，着力抓好五项工作。")
    first = len(draft.blocks)
    draft.block("第一，抓好“体系”这个关键架构，加快健全完善法律法规和制度体系。", marker="第一，")
    draft.block("第二，抓实“治理”这个关键任务，加快解决突出海洋生态环境问题。", marker="第二，")
    draft.block("第三，抓牢“监管”这个关键职责，强化从严从紧的政策导向。", marker="第三，")
    draft.listed_over("第一", first)
    pairs = dict(zip("国环护会议开组织态干杰着“”调则项个", "國環護會議開組織態幹傑著「」調則項個", strict=True))
    raw = "".join(pairs.get(char, char) for char in draft.text) + "\n相關焦點\n蘭州市召開會議"
    edits = [
        Edit(i, i + 1, char, "引号" if char in "“”" else "繁体转简体")
        for i, char in enumerate(draft.text)
        if char in pairs
    ]
    edits.append(Edit(len(draft.text), len(raw), "", "相关文章"))
    facts = Facts(
        draft.agency("生态环境部", "national", "中国"),
        (
            DateFact("held", None, None, "day", False, ("05-09", "05-10"), draft.at("5月9日至10日"), "月日"),
            draft.date("reposted", "2020-12-18", "2020-12-18"),
        ),
        None,
        None,
        (
            Person("李干杰", ("生态环境部部长",), ("出席", "讲话"),
                   draft.at("生态环境部部长李干杰出席会议并讲话"), "职务姓名", True),
        ),
        (draft.topic("海洋生态", "海洋生态环境"),),
    )  # fmt: skip
    return Entry(draft.document(raw, tuple(edits)), facts, (Warning("year-unknown", "召开的年份文中没有，只有月日。"),))


def portal() -> Entry:
    draft = Draft("103_portal", "portal")
    draft.field("索引号", "1137100000435966XK/2023-02372").field("发布单位", "威海市海洋发展局")
    draft.field("成文日期", "2023-06-09").field("文号", None).headed("威海市海洋发展局2023年工作思路")
    for part, (head, measures) in enumerate(
        (
            (
                "一、全力以赴稳定海洋经济运行",
                ("健全大抓经济工作机制。", "加强海洋经济运行服务。", "推进海洋产业重点项目实施。"),
            ),
            ("二、全力以赴塑强传统产业新优势", ("增强种业振兴能力。", "拓展深海养殖空间。")),
        )
    ):
        draft.block(head, "heading", 1, head[:2])
        draft.block("（一）总体要求" if part == 0 else "（一）重点任务", "heading", 2, "（一）")
        first = len(draft.blocks)
        for number, lead in enumerate(measures, 1 + part * 3):
            draft.block(
                f"{number}.{lead}筛选建立海洋产业重点项目库，推动总投资175.3亿元的81个海洋产业重点项目实施，落实《威海市海洋牧场管理条例》，"
                "接续开展海洋牧场示范区创建。",
                marker=f"{number}.",
                lead=lead,
            )
        draft.listed_over("1.", first)
    facts = Facts(
        draft.agency("威海市海洋发展局", "city", "山东省威海市"),
        (draft.date("written", "2023-06-09", "2023-06-09"),),
        2023,
        None,
        (),
        (draft.topic("海洋牧场"), draft.topic("海洋经济")),
    )
    return Entry(draft.document(), facts)


def interview() -> Entry:
    draft = Draft("104_interview", "newspaper")
    draft.part("series", "精致模范机关创建系列党建访谈录⑦")
    draft.headed("坚持党建引领、推动海洋经济高质量发展 写好精致模范机关创建“海洋篇”")
    draft.front.append(draft.line("威海市海洋局"))
    draft.part("byline", "齐鲁晚报·齐鲁壹点记者 刘宁 李英豪")
    draft.block(
        "海洋蕴藏着人类可持续发展的宝贵财富。对此，齐鲁晚报·齐鲁壹点专访了威海市海洋发展局党组书记、局长邢海文。"
    )
    draft.block(
        "齐鲁晚报·齐鲁壹点：市海洋发展局如何贯彻落实市委部署要求，推进精致模范机关建设？",
        "question",
        marker="齐鲁晚报·齐鲁壹点",
    )
    draft.block("邢海文：我局党组用“五聚焦五提升”全力打造精致模范机关。", "answer", marker="邢海文")
    draft.block(
        "聚焦“两个维护”，加强政治建设 我局党组始终把政治建设摆在全局工作的首位，不断增强“四个意识”。",
        lead="聚焦“两个维护”，加强政治建设",
    )
    draft.block("问：海洋牧场建设经验得到肯定，下一步怎么办？", "question", marker="问")
    draft.block(
        "答：率先开展海水养殖气温指数保险，海洋牧场及关联产业吸纳从业人20万人，人均增收超过8000元。",
        "answer",
        marker="答",
    )
    draft.block("●访谈总结", "heading", 1)
    draft.block("威海市海洋发展局充分发挥党建引领作用，用红色党建引领蓝色业务工作不断实现突破和发展。")
    facts = Facts(
        draft.agency("威海市海洋发展局", "city", "山东省威海市"),
        (),
        None,
        None,
        (
            Person("邢海文", ("威海市海洋发展局党组书记、局长",), ("受访",),
                   draft.at("威海市海洋发展局党组书记、局长邢海文"), "专访", True),
        ),
        (draft.topic("海洋牧场"), draft.topic("党的建设", "党建")),
    )  # fmt: skip
    return Entry(draft.document(), facts)


def hostile() -> Entry:
    draft = Draft("105_hostile").headed(HOSTILE_TITLE)
    draft.block(
        """</p></div><script>alert('x')</script> {{ config }} {% include "x" %} " onclick="alert(1)" &lt; \x00 \u202e"""
    )
    draft.block("javascript:alert(1) <b>不是粗体</b> ${7*7} <!-- 注释 --> ]]>", "question", marker="javascript")
    return Entry(draft.document(), Facts(topics=(draft.topic("<b>专题</b>", "不是粗体"),)),
                 (Warning("<i>", """<script>alert("w")</script>"""),))  # fmt: skip


def plain(number: int, year: int, agency: str, level: Level, region: str) -> Entry:
    draft = Draft(f"2{number:02d}_plain").headed(f"{agency}召开{year}年度工作会议")
    draft.block(f"{year}年3月{number % 28 + 1}日，{agency}召开年度工作会议，总结海洋经济与安全生产工作。")
    draft.block("会议要求，持续抓好安全生产，守牢安全底线。")
    iso = f"{year}-03-{number % 28 + 1:02d}"
    facts = Facts(
        draft.agency(agency, level, region),
        (draft.date("held", iso, f"{year}年3月{number % 28 + 1}日"),),
        year,
        None,
        (),
        (draft.topic("安全生产"),),
    )
    return Entry(draft.document(), facts)


def sample() -> Corpus:
    """Several agencies and years, Q&A, headings, lists, undated, traditional, hostile, a copy, a refused file."""
    entries = [forum(), derived(), traditional(), portal(), interview(), hostile()]
    agencies: list[tuple[str, Level, str]] = [
        ("舟山市海洋与渔业局", "city", "浙江省舟山市"),
        ("荣成市海洋发展局", "county", "山东省威海市荣成市"),
        ("自然资源部", "national", "中国"),
        ("中国渔业协会", "other", "中国"),
    ]
    for number in range(12):
        name, level, region = agencies[number % 4]
        entries.append(plain(number, 2019 + number % 5, name, level, region))
    entries.append(plain(12, 2019, "舟山市海洋与渔业局", "city", "浙江省舟山市"))
    refused = (
        Refused("空.txt", "empty", "文件是空的。"),
        Refused("<b>.bin", "binary", "不是文本。"),
    )
    return Corpus(
        tuple(sorted(entries, key=lambda entry: entry.id)),
        refused,
        (("海洋强省建设", 9), ("<i>渔船管控</i>", 4)),
        {"212_plain": "200_plain"},
    )


def many(count: int) -> Corpus:
    """*count* documents of one agency, one a day: lists that need several pages."""
    return Corpus(tuple(plain(n, 2000 + n // 28, "自然资源部", "national", "中国") for n in range(count)))


def naming(number: int, text: str) -> Entry:
    """A document of nobody that says *text*: it cites what *text* names."""
    draft = Draft(f"3{number:02d}_naming").headed(f"第{number}次通报")
    draft.block(f"第一句不说。第{number}次：{text}第三句也不说。")
    return Entry(draft.document(), Facts())


def large() -> Corpus:
    """The sample with lists that need several pages, and an agency, a person and a document that many name."""
    text = "按《威海市海洋发展局2023年工作思路》，山东省海洋局局长张建东传达了自然资源部的要求。"
    found = sample()
    more = (*(plain(n, 2000 + n // 28, "自然资源部", "national", "中国") for n in range(13, 120)),)
    return replace(found, entries=(*found.entries, *more, *(naming(n, text) for n in range(60))))


def withdrawn() -> tuple[Entry, ...]:
    """What an earlier build of the sample had: a document that is there no more, and one under the name it had then."""
    gone = plain(98, 2020, "自然资源部", "national", "中国")
    now = forum()
    raw = replace(now.document.clean.raw, id="099_before", path="099_before.txt")
    moved = replace(now, document=replace(now.document, clean=replace(now.document.clean, raw=raw)))
    return gone, moved
