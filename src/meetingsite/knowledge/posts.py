"""Posts, names and roles as data: who may hold what, and which words show what somebody did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import TypeAlias

from .. import yamlfile
from ..errors import YamlError

_Tree: TypeAlias = dict[str, "_Tree"]  # words by common beginnings; the key "" marks the end of a word
# what “…” in an entry stands for; a work's title, hidden as □□□, counts as one character
_GAP = "(?:[^□，,。；;：:、！？\n]|□+(?!□)){0,20}?"
_NUMERALS = "和 与 及 暨 一 二 三 四 五 六 七 八 九 十 0 1 2 3 4 5 6 7 8 9"  # with what openers beside words begin
_BODY = "会(?![见谈同晤])"  # 常委会、委员会 are bodies; 局长会见 is not
_FIRM = frozenset("作做致就在对向为")  # with which what a person does begins, and no name ends
_AFTER_POST = "(?:(?<=[员师生工者])代表)?(?:[（(][^（）()\n、，： 　]{1,12}[）)])?"


@dataclass(frozen=True)
class Words:
    """Words that open a chain of posts, and the characters beside which they are part of something else."""

    words: str
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True)
class Role:
    """One role in the text's own word and the phrases that show it."""

    name: str
    words: str
    not_after: str = ""
    not_before: str = ""
    takes_object: bool = False  # 陪同|调研: the role word behind it is its object
    of_the_meeting: bool = False  # 主持召开会议，传达……: the meeting does it
    together: bool = False  # ，各部门负责人参加会议: of those named before the people without names too


@dataclass(frozen=True)
class Example:
    """One sentence and who acts in it, ``姓名/职务；职务/角色 角色``, people separated by ``|``."""

    text: str
    expected: str


@dataclass(frozen=True)
class _File:
    posts: tuple[str, ...]
    prefixes: str
    not_a_post: str
    crowds: str
    surnames: str
    compound: str
    weak: str
    minority: str
    syllables: str
    given: str
    japanese: str
    not_first: str
    not_name_starts: str
    not_names: str
    not_name_ends: str
    followers: str
    openers: tuple[Words, ...]
    after_and: str
    before_and: str
    roles: tuple[Role, ...]
    speech: str
    citing: str
    citing_instruction: str
    always_cited: str
    cited_posts: str
    past: str
    before_roles: tuple[Role, ...]
    labels: tuple[Role, ...]
    askers: str
    bylines: str
    collective: str
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Followers:
    """What stands behind a name."""

    strong: Pattern[str]  # what follows a name only: a role, speech, punctuation
    words: Pattern[str]  # ordinary words of two characters and more
    characters: frozenset[str]  # ordinary words of one

    def stand(self, text: str, at: int) -> bool:
        """Whether any of them stands in *text* at *at*."""
        return text[at : at + 1] in self.characters or self._longer(text, at)

    def stand_firm(self, text: str, at: int) -> bool:
        """Whether what stands there can hardly be the rest of a name."""
        return text[at : at + 1] in _FIRM or self._longer(text, at)

    def _longer(self, text: str, at: int) -> bool:
        return self.strong.match(text, at) is not None or self.words.match(text, at) is not None


@dataclass(frozen=True)
class Posts:
    """``posts.yaml``, checked and compiled. All patterns are matched against clean text."""

    tail: Pattern[str]  # 局长, 党组书记（兼）: last word of a post with its parenthesis and blanks
    tail_end: Pattern[str]  # the same at the end of a segment
    prefix_end: Pattern[str]  # 常务副 at the end of what stands before a post's last word
    crowds: frozenset[str]  # words for many, which nobody's name stands before
    surnames: frozenset[str]
    compound: frozenset[str]
    weak: frozenset[str]
    minority: Pattern[str]  # the beginning of a name without surname
    syllables: frozenset[str]  # characters names of other languages are written with
    given: frozenset[str]  # characters usual in given names
    japanese: frozenset[str]  # characters Japanese surnames of two end in
    not_first: frozenset[str]  # characters no name begins with
    not_name: Pattern[str]
    not_names: frozenset[str]
    not_name_end: Pattern[str]
    followers: Followers
    opener: Pattern[str]  # before a chain of posts
    opener_end: Pattern[str]  # the same at the end of what stands before a name
    role: Pattern[str]  # groups r0, r1 …
    role_names: tuple[str, ...]  # by number of the group
    takes_object: frozenset[str]  # roles, see :class:`Role`
    of_the_meeting: frozenset[str]
    together: frozenset[str]
    speech: Pattern[str]
    citing: Pattern[str]
    citing_instruction: Pattern[str]
    always_cited: frozenset[str]
    cited_posts: Pattern[str]
    past: Pattern[str]
    before_role: Pattern[str]  # groups r0 …, at the end of what stands before a chain
    before_role_names: tuple[str, ...]
    label: Pattern[str]  # 出席人员：, 参加人员名单 at the start of a line; groups r0 …
    label_names: tuple[str, ...]
    askers: frozenset[str]
    byline: Pattern[str]  # a line or parenthesis that names who wrote
    collective: Pattern[str]  # 负责同志, 代表: people without names
    collective_end: Pattern[str]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> Posts:
        """Read ``posts.yaml`` of *folder*. Raises YamlError for an empty list (it would match everywhere) and for
        a role given twice."""
        path = folder / "posts.yaml"
        return _compile(yamlfile.load(path, _File), path)


def _compile(raw: _File, path: Path) -> Posts:
    def words(key: str, text: str) -> list[str]:
        found = text.split()
        if not found:
            raise YamlError(f"“{key}”是空的。", path=path, remedy="至少写一个词；空的词表会处处相合。")
        return found

    def choice(key: str) -> str:
        return any_of(words(key, getattr(raw, key)))

    def roles(key: str, entries: tuple[Role, ...]) -> tuple[str, tuple[str, ...]]:
        names = tuple(entry.name for entry in entries)
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice or not names:
            raise YamlError(
                f"“{key}”中的角色“{twice}”写了两次。" if twice else f"“{key}”是空的。",
                path=path,
                remedy="每个角色只写一条，词都放进 words。",
            )
        parts = (f"(?P<r{i}>{guarded(words(key, e.words), e)})" for i, e in enumerate(entries))
        return "|".join(parts), names

    posts = [word for line in raw.posts for word in words("posts", line)]
    if not posts:
        raise YamlError("“posts”是空的。", path=path, remedy="至少写一个职务词。")
    tail = any_of(posts)
    role, role_names = roles("roles", raw.roles)
    role = f"{opening(entry.words for entry in raw.roles)}(?:{role})"
    before, before_names = roles("before_roles", raw.before_roles)
    label, label_names = roles("labels", raw.labels)
    label = re.sub("([一-龥])", r"\1[ 　]{0,4}", label)  # 主　持：
    plain_role = re.sub(r"\?P<r\d+>", "?:", role)
    strong = f"(?:$|[^一-龥·•]|{plain_role}|{choice('speech')}|同志|先生|女士|一行|等)"
    openers = "|".join(
        [
            *(guarded(words("openers", entry.words), entry) for entry in raw.openers),
            r"(?:\d+|[一二三四五六七八九十]+)(?:年|月|日|时|点|分)(?:上午|下午|晚上?|凌晨|电|讯)?",
            f"(?:和|与|及|暨)(?={choice('after_and')})",
            f"(?<={')(?:和|与|及)|(?<='.join(words('before_and', raw.before_and))})(?:和|与|及)",
        ]
    )
    followers = words("followers", raw.followers)
    opener = f"{opening([_NUMERALS, *(entry.words for entry in raw.openers)])}(?:{openers})"
    bylines = choice("bylines")
    return Posts(
        tail=re.compile(f"(?:{tail})(?!{_BODY}|{choice('not_a_post')}){_AFTER_POST}[ 　]*"),
        tail_end=re.compile(f"(?:{tail}){_AFTER_POST}[ 　]*$"),
        prefix_end=re.compile(f"(?:{choice('prefixes')})+$"),
        crowds=frozenset(words("crowds", raw.crowds)),
        surnames=frozenset("".join(words("surnames", raw.surnames))),
        compound=frozenset(words("compound", raw.compound)),
        weak=frozenset("".join(words("weak", raw.weak))),
        minority=re.compile(choice("minority")),
        syllables=frozenset("".join(words("syllables", raw.syllables))),
        given=frozenset("".join(words("given", raw.given))),
        japanese=frozenset("".join(words("japanese", raw.japanese))),
        not_first=frozenset("".join(words("not_first", raw.not_first))),
        not_name=re.compile(choice("not_name_starts")),
        not_names=frozenset(words("not_names", raw.not_names)),
        not_name_end=re.compile(f"{choice('not_name_ends')}$"),
        followers=Followers(
            strong=re.compile(strong),
            words=re.compile(any_of(word for word in followers if len(word) > 1) or "(?!)"),  # none: nothing matches
            characters=frozenset(word for word in followers if len(word) == 1),
        ),
        opener=re.compile(opener),
        opener_end=re.compile(f"(?:{opener})$"),
        role=re.compile(role),
        role_names=role_names,
        takes_object=frozenset(entry.name for entry in raw.roles if entry.takes_object),
        of_the_meeting=frozenset(entry.name for entry in raw.roles if entry.of_the_meeting),
        together=frozenset(entry.name for entry in raw.roles if entry.together),
        speech=re.compile(choice("speech")),
        citing=re.compile(choice("citing")),
        citing_instruction=re.compile(choice("citing_instruction")),
        always_cited=frozenset(words("always_cited", raw.always_cited)),
        cited_posts=re.compile(choice("cited_posts")),
        past=re.compile(f"(?:{choice('past')})"),
        before_role=re.compile(f"(?:{before})[：: 　]*$"),
        before_role_names=before_names,
        label=re.compile(
            f"^[ 　]*(?:[一二三四五六七八九十壹贰参叁肆伍陆柒捌玖拾\\d]+[、.．])?(?:{label})[ 　]*"
            "(?:[（(][^（）()\n]{1,40}[）)])?[ 　]*(?:[：:]|名单[ 　]*(?:[：:]|$))",
            re.M,
        ),
        label_names=label_names,
        askers=frozenset(words("askers", raw.askers)),
        byline=re.compile(
            f"[（(【][^（）()【】\n]{{0,20}}?(?:{bylines})[^（）()【】\n]{{0,60}}[）)】]"
            f"|^[ 　●■]*[^\n：:，。]{{0,10}}?(?:{bylines})(?:[ 　：:/][^\n。？]{{0,60}})?$",
            re.M,
        ),
        collective=re.compile(choice("collective")),
        collective_end=re.compile(f"{choice('collective')}$"),
        examples=raw.examples,
        counterexamples=raw.counterexamples,
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of *words*, the longest first; “…” stands for up to 20 characters of the same clause.

    Written as a tree by common beginnings (局(?:长(?:助理)?|领导)), which matches several times faster than a list."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    branches = [(_GAP if char == "…" else re.escape(char)) + _pattern(rest) for char, rest in tree.items() if char]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"


def opening(lists: Iterable[str]) -> str:
    """A look at the first character: most places in a text begin none of the words, and need not try them all."""
    firsts = sorted({word[0] for words in lists for word in words.split()})
    return f"(?=[{re.escape(''.join(firsts))}])"


def guarded(words: Iterable[str], guard: Words | Role) -> str:
    """Like :func:`any_of`, but not right after ``guard.not_after`` nor right before ``guard.not_before``."""
    behind = "".join(f"(?<!{re.escape(word)})" for word in guard.not_after.split())
    ahead = f"(?!{any_of(guard.not_before.split())})" if guard.not_before.split() else ""
    return f"{behind}{any_of(words)}{ahead}"
