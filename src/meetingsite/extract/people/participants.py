"""Participants: who attends, presides, speaks, relays, gives instructions or is interviewed. Who is only cited or
mentioned, and who wrote, is not one: a person without a role the text shows is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...knowledge import Knowledge
from ...knowledge.posts import Posts
from ...model import Document, Person, Span
from .chains import Mention, find_named
from .names import ends_here, find_names
from .roles import RoleWord, read_before, read_instruction, read_roles
from .rosters import read_rosters, read_signature, read_speakers
from .tables import read_tables
from .untitled import begins, find_untitled

_WORK = re.compile(r"《[^《》\n]{1,80}》")
_SENTENCE_START = re.compile(r"[。！？!?；;\n]")
# 甲、乙和丙；甲（女），乙
_JOINED = re.compile(r"(?:等)?[ 　]*[、，,；;]?[ 　]*(?:和|及|与|以及|并|暨|同)?[ 　]*")
_ROW = 30
_ROW_ENDS = re.compile(r"[、，,].+[、，,](?:和|及|以及)?", re.S)
_ITEMS = re.compile(r"[^、，,]{2,}")
_IN_PLACE_OF = re.compile(r"代表$|受$")
# 政委刘某|带领副政委徐某|一行走访: both do it
_WITH = re.compile(r"(?:带领|率领|率|偕同|联同|会同)$")
# 主任朱某|在答复议员李某|的质询时|表示
_ANSWERING = re.compile(r"(?:回复|答复|回应|回答|解答)$")
_ASKED_BY = re.compile(r"(?:同志)?的[^，。；\n]{0,24}?(?:提问|质询|询问|问题|来信|咨询|建议|提案|议案)(?:时|后)?")
_ENTRUSTED = re.compile("委托")  # 市财政局局长王某受市长李某|委托宣读了议案
_INTERVIEW = re.compile("采访|专访|访谈|会见|对话|慰问|问候")  # 对李明局长|进行了专访
_LED = re.compile(r"(?:[和、等][^，。；\n]{0,20}?)?的?(?:陪同|带领|率领)下[，,]?")
# 副县长孙文龙|曾要求……: not there
_EARLIER = re.compile(r"曾(?:经|多次|专门|先后|两次|于|在|就|对|要求|指出|强调|提出|到|赴)")
# ——在2014年全市教育工作会议上的报告
_SPOKEN_AT = re.compile(r"[—–-]{1,3}\s*在.{2,60}上的")
# 以及副局长李某|在全省会议上的总结讲话精神: quoted, whatever stands before
_SPIRIT = re.compile(
    r"(?:同志)?(?:在|的|关于)(?![^，。；\n]{0,40}?(?:传达|解读|宣讲|学习|领学|贯彻|落实|强调|围绕|就))[^，。；\n]{0,40}?(?:讲话|报告|指示)精神"
    r"|(?:同志)?在[^，。；\n]{2,40}上的(?:重要)?讲话，"
)
_SPIRIT_STARTS = tuple("同在的关")
_HIDDEN = "□"


class Act(NamedTuple):
    """Somebody is shown in a role."""

    mention: Mention
    role: RoleWord
    weak: bool = False  # only a verb of speaking


def extract_people(document: Document, knowledge: Knowledge) -> tuple[Person, ...]:
    """The participants of *document*, in the order in which they first act; spans in clean coordinates."""
    posts = knowledge.posts
    text = blank(document, posts)
    named = find_named(text, posts, knowledge.regions)
    untitled = find_untitled(text, frozenset(m.end for m in named), posts)
    named = _together(named, untitled)
    rosters = [*read_rosters(text, named, posts, knowledge.regions), *read_tables(text, posts)]
    known = frozenset(m.name for m in named) | frozenset(m.name for m, _ in rosters)
    mentions = sorted([*named, *_again(text, named, known, posts)], key=lambda m: (m.start, m.end))
    acts = [Act(mention, role) for mention, role in rosters]
    acts += [Act(m, r) for m, r in read_speakers(text, document, known, named, posts)]
    acts += [Act(m, r) for m, r in read_signature(text, _titles(document), mentions)]
    acts += _acts(text, mentions, posts)
    return tuple(_people(document, [*mentions, *(m for m, _ in rosters)], acts, posts))


def _titles(document: Document) -> tuple[str, ...]:
    """The title, and the lines under it that say where a speech was given: ——在全市教育工作会议上的报告."""
    lines = (span.of(document.text) for span in document.front)
    return document.title, *(line for line in lines if _SPOKEN_AT.match(line))


def blank(document: Document, posts: Posts) -> str:
    """The clean text with by-line, source and series lines made line breaks, titles of works □: offsets stay."""
    text = document.text
    spans = [span for span in (document.byline, document.source_line, document.series) if span]
    spans += [Span(*found.span()) for found in posts.byline.finditer(text) if not posts.label.match(found.group())]
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return _WORK.sub(lambda found: _HIDDEN * len(found.group()), text)


def _together(named: list[Mention], untitled: Iterable[Mention]) -> list[Mention]:
    """All mentions in order; of two that overlap, the one with a post, or else the first."""
    taken = {at for m in named for at in range(m.head, m.end)}
    found = list(named)
    for mention in untitled:
        if taken.isdisjoint(range(mention.start, mention.end)):
            found.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(found, key=lambda m: m.start)


def _again(text: str, named: list[Mention], known: frozenset[str], posts: Posts) -> Iterator[Mention]:
    """The places where somebody already named stands by name alone."""
    taken = {at for m in named for at in range(m.head, m.end)}
    for name, (start, end) in find_names(known, text):
        if start not in taken and ends_here(text, end, posts) and (len(name) > 2 or begins(text, start, posts)):
            yield Mention(name, start, end, start, (), "name")


def _acts(text: str, mentions: list[Mention], posts: Posts) -> Iterator[Act]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _joined(text[groups[-1][-1].end : mention.head], posts):
            groups[-1].append(mention)
        elif not groups or mention.start >= groups[-1][-1].end:
            groups.append([mention])
    for i, group in enumerate(groups):
        head, end = group[0].head, group[-1].end
        if text[max(0, head - 1) : head] == "受" and _ENTRUSTED.match(text, end):
            continue
        if i and _IN_PLACE_OF.search(text[groups[i - 1][-1].end : head]):
            continue
        if _asked(text, text[max(0, head - 2) : head], end):
            continue
        stop = groups[i + 1][0].head if i + 1 < len(groups) else len(text)
        led = _LED.match(text, end, stop)
        yield from _group_acts(text, group, led.end() if led else stop, posts)
        if i + 1 == len(groups):
            continue
        resumes = _resumes(text, text[end:stop], groups[i + 1][-1].end)
        if resumes:
            after = groups[i + 2][0].head if i + 2 < len(groups) else len(text)
            roles, speech = read_roles(text, resumes, after, posts)
            yield from (Act(member, role) for role in roles for member in group)
            if speech and not roles:
                yield from (Act(member, speech, True) for member in group)


def _joined(between: str, posts: Posts) -> bool:
    """Whether nothing but 、和 stands between two people, or others of the same row: 、各处室负责人，."""
    if _JOINED.fullmatch(between):
        return True
    if len(between) > _ROW or not _ROW_ENDS.fullmatch(between):
        return False
    return all(posts.tail_end.search(item) or posts.collective_end.search(item) for item in _ITEMS.findall(between))


def _resumes(text: str, between: str, end: int) -> int | None:
    """Where the words about somebody go on after somebody else, who ends at *end*: 代表市长黄伟东|出席会议,
    受市长李某委托|宣读议案, 在局长梅红霞陪同下，|对浴场进行视察."""
    if _IN_PLACE_OF.search(between):
        entrusted = _ENTRUSTED.match(text, end)
        return entrusted.end() if entrusted else end
    if _WITH.search(between):
        return end
    if asked := _asked(text, between, end):
        return asked.end()
    led = _LED.match(text, end) if between.endswith("在") else None
    return led.end() if led else None


def _asked(text: str, before: str, end: int) -> re.Match[str] | None:
    """The words behind somebody whose question is answered: 在答复议员李某|的质询时."""
    return _ASKED_BY.match(text, end) if _ANSWERING.search(before) else None


def _group_acts(text: str, group: list[Mention], stop: int, posts: Posts) -> Iterator[Act]:
    head, end = group[0].head, group[-1].end
    cited, relayed = _cited(text, head, posts)
    cited = cited or (text[end : end + 1] in _SPIRIT_STARTS and _SPIRIT.match(text, end) is not None)
    before = read_before(text, head, posts)
    if any(posts.past.match(post) for member in group for post in member.posts) or _EARLIER.match(text, end):
        return
    if before:
        yield from (Act(member, before) for member in group)
    if relayed or not cited:
        instruction = read_instruction(text, end, stop, cited)
        if instruction:
            yield from (Act(member, instruction) for member in group)
    if cited:
        return
    roles, speech = read_roles(text, end, stop, posts)
    for role in roles:
        yield from (Act(member, role) for member in group)
    if speech and not before:
        yield from (Act(member, speech, True) for member in group)


def _cited(text: str, head: int, posts: Posts) -> tuple[bool, bool]:
    """Whether who stands at *head* is quoted, not acting, and whether what is quoted is passed on (传达 根据)."""
    low = max(0, head - 150)
    for stop in _SENTENCE_START.finditer(text, low, head):
        low = stop.end()
    clause = text[low:head]
    if re.search("(?:由|请|让|时|，|,)$", clause):
        return False, False
    clause = re.split("[，,]", clause)[-1]
    if clause.endswith("对") and not _INTERVIEW.search(text, head, head + 60):  # 院长对|李明局长的讲话|作了解读
        return True, False
    citing = posts.citing.search(clause)
    return citing is not None, posts.citing_instruction.search(clause) is not None


def _people(document: Document, mentions: list[Mention], acts: list[Act], posts: Posts) -> Iterator[Person]:
    by_name: dict[str, list[Act]] = {}
    for act in sorted(acts, key=lambda act: (act.mention.start, act.role.start)):
        by_name.setdefault(act.mention.name, []).append(act)
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.name, []).append(mention)
    places: dict[str, list[Span]] = {}
    for name, span in find_names(by_name, document.text):
        places.setdefault(name, []).append(span)
    for name, own in by_name.items():
        if name in posts.always_cited and name not in document.title:
            continue
        strong = [act for act in own if not act.weak] or own
        first = strong[0]
        printed = _posts_of(named.get(name, []))
        if first.weak and any(posts.cited_posts.search(post) for post in printed):
            continue
        split = [Span(m.start, m.end) for m in named.get(name, []) if m.rule == "surname-post-given"]
        yield Person(
            name=name,
            posts=printed,
            roles=tuple(dict.fromkeys(act.role.name for act in strong)),
            span=Span(min(first.mention.head, first.role.start), max(first.mention.end, first.role.end)),
            rule=first.mention.rule,
            certain=not first.weak and bool(printed or first.mention.rule in ("roster", "speaker")),
            mentions=tuple(sorted([*places.get(name, []), *split])),
        )


def _posts_of(mentions: list[Mention]) -> tuple[str, ...]:
    """All posts printed for one person, without those a fuller one includes: 副局长 beside 省海洋局副局长."""
    printed = list(dict.fromkeys(post for mention in mentions for post in mention.posts))
    pieces = {post: post.split("、") for post in printed}

    def included(post: str) -> bool:
        return any(
            all(any(full.endswith(piece) for full in pieces[other]) for piece in pieces[post])
            for other in printed
            if other != post and len(other) > len(post)
        )

    return tuple(post for post in printed if not included(post))
