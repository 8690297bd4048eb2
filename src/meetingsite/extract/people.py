"""Participants: who attends, presides, speaks, relays, gives instructions or is interviewed. Who is only cited or
mentioned, and who wrote, is not one: a person without a role the text shows is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..knowledge import Knowledge
from ..knowledge.posts import Posts
from ..model import Document, Person, Span
from .chains import Mention, find_named
from .names import ends_here, is_han, is_name, spans_of
from .roles import RoleWord, read_before, read_instruction, read_roles
from .rosters import read_rosters, read_signature, read_speakers

_WORK = re.compile(r"《[^《》\n]{1,80}》")
_SENTENCE_START = re.compile(r"[。！？!?；;\n]")
# 甲、乙和丙；甲（女），乙
_JOINED = re.compile(r"(?:等)?[ 　]*[、，,；;]?[ 　]*(?:和|及|与|以及|并|暨|同)?[ 　]*")
_IN_PLACE_OF = re.compile(r"代表$")
_COMRADE = re.compile(r"([一-龥]{2,4})同志")
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
    named += [m for m in _comrades(text, posts) if not any(n.start <= m.start < n.end for n in named)]
    rosters = list(read_rosters(text, named, posts))
    known = frozenset(m.name for m in named) | frozenset(m.name for m, _ in rosters)
    mentions = sorted([*named, *_again(text, named, known, posts)], key=lambda m: (m.start, m.end))
    acts = [Act(mention, role) for mention, role in rosters]
    acts += [Act(m, r) for m, r in read_speakers(text, document.title, known, posts)]
    acts += [Act(m, r) for m, r in read_signature(text, document.title, mentions)]
    acts += _acts(text, mentions, posts)
    return tuple(_people(document, [*mentions, *(m for m, _ in rosters)], acts, posts))


def blank(document: Document, posts: Posts) -> str:
    """The clean text, by-line, source and series lines replaced by line breaks and titles of works by □: offsets stay."""
    text = document.text
    spans = [span for span in (document.byline, document.source_line, document.series) if span]
    spans += [Span(*found.span()) for found in posts.byline.finditer(text) if not posts.label.match(found.group())]
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return _WORK.sub(lambda found: _HIDDEN * len(found.group()), text)


def _comrades(text: str, posts: Posts) -> Iterator[Mention]:
    """李彦平同志作交流发言: named without a post."""
    for found in _COMRADE.finditer(text):
        words, end = found.group(1), found.end(1)
        for length in (3, 2):
            start = end - length
            before = text[start - 1 : start] if start else ""
            if length <= len(words) and is_name(words[-length:], posts):
                if not is_han(before or "。") or posts.opener_end.search(text[max(0, start - 8) : start]):
                    yield Mention(words[-length:], start, found.end(), start, (), "comrade")
                    break


def _again(text: str, named: list[Mention], known: frozenset[str], posts: Posts) -> Iterator[Mention]:
    """The places where somebody already named stands by name alone."""
    taken = [(m.head, m.end) for m in named]
    for name in sorted(known):
        for start, end in spans_of(name, text):
            if any(low <= start < high for low, high in taken) or not ends_here(text, end, posts):
                continue
            before = text[start - 1 : start]
            if len(name) == 2 and is_han(before or "。") and not posts.opener_end.search(text[max(0, start - 8) : start]):
                continue
            yield Mention(name, start, end, start, (), "name")


def _acts(text: str, mentions: list[Mention], posts: Posts) -> Iterator[Act]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _JOINED.fullmatch(text, groups[-1][-1].end, mention.head):
            groups[-1].append(mention)
        elif not groups or mention.start >= groups[-1][-1].end:
            groups.append([mention])
    for i, group in enumerate(groups):
        head, end = group[0].head, group[-1].end
        if i and _IN_PLACE_OF.search(text[groups[i - 1][-1].end : head]):
            continue
        stop = groups[i + 1][0].head if i + 1 < len(groups) else len(text)
        yield from _group_acts(text, group, stop, posts)
        if i + 1 < len(groups) and _IN_PLACE_OF.search(text[end:stop]):
            after = groups[i + 2][0].head if i + 2 < len(groups) else len(text)
            roles, _ = read_roles(text, groups[i + 1][-1].end, after, posts)
            yield from (Act(member, role) for role in roles for member in group)


def _group_acts(text: str, group: list[Mention], stop: int, posts: Posts) -> Iterator[Act]:
    head, end = group[0].head, group[-1].end
    cited, relayed = _cited(text, head, posts)
    before = read_before(text, head, posts)
    if any(posts.past.match(post) for member in group for post in member.posts):
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
    citing = posts.citing.search(clause)
    return citing is not None, posts.citing_instruction.search(clause) is not None


def _people(document: Document, mentions: list[Mention], acts: list[Act], posts: Posts) -> Iterator[Person]:
    order = sorted(acts, key=lambda act: (act.mention.start, act.role.start))
    strong = {act.mention.name for act in order if not act.weak}
    names = dict.fromkeys(act.mention.name for act in order)
    for name in names:
        own = [act for act in order if act.mention.name == name and not (act.weak and name in strong)]
        if name in posts.always_cited and name not in document.title:
            continue
        first = own[0]
        printed = _posts_of(mention for mention in mentions if mention.name == name)
        yield Person(
            name=name,
            posts=printed,
            roles=tuple(dict.fromkeys(act.role.name for act in own)),
            span=Span(min(first.mention.head, first.role.start), max(first.mention.end, first.role.end)),
            rule=first.mention.rule,
            certain=not first.weak and bool(printed or first.mention.rule in ("roster", "speaker")),
            mentions=spans_of(name, document.text),
        )


def _posts_of(mentions: Iterator[Mention]) -> tuple[str, ...]:
    """All posts printed for one person, without those a fuller one includes: 副局长 beside 省海洋局副局长."""
    printed = list(dict.fromkeys(post for mention in mentions for post in mention.posts))
    pieces = {post: post.split("、") for post in printed}

    def included(post: str) -> bool:
        return any(
            all(any(piece != full and full.endswith(piece) or piece == full for full in pieces[other]) for piece in pieces[post])
            for other in printed
            if other != post and len(other) > len(post)
        )

    return tuple(post for post in printed if not included(post))
