"""``noise.yaml``: what pages carry besides their text, family by family, and how it is matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from .. import yamlfile
from ..errors import YamlError
from .noise_entries import FamilySign, MemberCards, NoiseEntry, PageTalk, RuleName, SpunWords, TokenSet, any_of


@dataclass(frozen=True)
class Noise:
    """The whole file."""

    rules: dict[str, RuleName]
    lines: tuple[NoiseEntry, ...]
    tokens: tuple[TokenSet, ...]
    pieces: tuple[NoiseEntry, ...]
    tails: tuple[NoiseEntry, ...]
    heads: tuple[NoiseEntry, ...]
    talk: PageTalk
    cards: MemberCards
    spun: tuple[SpunWords, ...] = field(default=())
    stamps: tuple[NoiseEntry, ...] = field(default=())  # the day of a post in a line that is otherwise noise
    families: tuple[FamilySign, ...] = field(default=())  # signs of a family that are themselves part of the text

    @classmethod
    def load(cls, folder: Path) -> Noise:
        """Read noise.yaml. Raises YamlError, also when an entry names a rule without a label."""
        path = folder / "noise.yaml"
        noise = yamlfile.load(path, cls)
        entries = (*noise.lines, *noise.pieces, *noise.tails, *noise.heads, *noise.stamps)
        for rule in (
            [entry.rule for entry in entries]
            + [tokens.rule for tokens in noise.tokens]
            + [noise.talk.rule, noise.cards.rule]
        ):
            if rule not in noise.rules:
                raise YamlError(f"规则“{rule}”没有名称。", path=path, remedy="在 rules 下给它一个 label。")
        return noise

    def line_rule(self, line: str, where: Iterable[str]) -> str | None:
        """The rule by which the stripped *line*, standing at *where*, is noise."""
        if len(line) > _LINE_MAXIMUM:
            return None
        return self._line_rule(line, frozenset(where))

    @cached_property
    def _line_rule(self) -> Callable[[str, frozenset[str]], str | None]:
        """:meth:`_found_rule`, remembered: several cleaners ask about the same lines, and pages have many in common."""
        return lru_cache(maxsize=4096)(self._found_rule)

    def _found_rule(self, line: str, places: frozenset[str]) -> str | None:
        sentence = len(line) > _SENTENCE_MINIMUM and "。" in line
        for entry in self.lines:
            if entry.where in places and (entry.over_prose or not sentence) and entry.regex.fullmatch(line):
                return entry.rule
        if "edge" not in places:
            return None
        if not _DATED.search(line) and (rule := self._menu_rule(line, "tail" in places and "head" not in places)):
            return rule
        if not _DATED.search(line) and self.talk.matches(line):
            return self.talk.rule
        rest = self._without_pieces(line, places)
        return self.line_rule(rest, places) if rest and rest != line else None

    def _without_pieces(self, line: str, places: frozenset[str]) -> str:
        """``【关闭】 本站由卫生局主办`` → ``本站由卫生局主办``"""
        for entry in self.pieces:
            if entry.where in places and entry.may_stand_in(line):
                line = entry.regex.sub("", line)
        return line.strip()

    def stamp(self, line: str) -> tuple[int, int] | None:
        """Where in *line*, the words of a forum, the day of its post stands: ``渔夫 发表于 2022-11-3 09:00 | 只看该作者``."""
        match = next((match for entry in self.stamps if (match := entry.regex.search(line))), None)
        return match and match.span(match.lastgroup or 0)

    def spun_word(self, text: str) -> str | None:
        """A word of *text* that shows it was rewritten with synonyms: 集会夸大."""
        return next((word for entry in self.spun if (word := entry.found(text))), None)

    def sentence_rule(self, line: str, place: str) -> str | None:
        """The rule by which the stripped *line* is noise at the edge *place* although it is a whole sentence."""
        for entry in self.lines:
            if entry.over_prose and entry.where in (place, "edge") and entry.regex.fullmatch(line):
                return entry.rule
        return None

    def talks(self, line: str) -> bool:
        """Whether a page speaks of itself in *line*: ``更多精彩内容，请下载客户端``."""
        return self.talk.matches(line)

    def _menu_rule(self, line: str, behind: bool) -> str | None:
        """The rule of the menu that *line* is made of; counters beside its words do not matter: ``点赞 36 收藏``.

        *behind*: it stands behind the text, where three words, most of them known, are a menu.
        """
        words = [word for word in _SEPARATORS.split(line) if word and not _COUNTER.fullmatch(word)]
        if all(len(word) == 1 for word in words):
            words = ["".join(words)] if words and any("".join(words) in known for known in self._token_words) else words
        many = len(words) >= _MANY - behind and all(len(word) <= _MENU_WORD for word in words)
        for tokens, known, run in zip(self.tokens, self._token_words, self._token_runs, strict=True):
            menu = [word in known or (len(word) <= _RUN_MAXIMUM and bool(run.fullmatch(word))) for word in words]
            if words and (all(menu) or (many and sum(menu) * 2 > len(words))):
                return tokens.rule
            short = all(len(word) <= _MENU_WORD for word in words)
            columns = [found or word.endswith(tokens.columns) for found, word in zip(menu, words, strict=True)]
            if short and (sum(columns) >= _COLUMNS and (all(columns) or (many and sum(columns) * 2 > len(words)))):
                return tokens.rule
            if any(menu) and len(words) > 1 and all(m or _SITE.fullmatch(w) for m, w in zip(menu, words, strict=True)):
                return tokens.rule
        return None

    def tail(self, line: str) -> NoiseEntry | None:
        """The entry whose marker the stripped *line* is: from here on the page speaks of something else. The strongest of several."""
        line = line.rstrip(" |｜")  # 相关链接 | |||: a cell of a table
        if len(line) > _LINE_MAXIMUM:
            return None
        found = [entry for entry in self.tails if entry.regex.fullmatch(line)]
        return max(found, key=lambda entry: (entry.over_prose, entry.over_short), default=None)

    def head(self, line: str) -> NoiseEntry | None:
        """The entry whose marker the stripped *line* is: up to here the page speaks of something else."""
        return next((entry for entry in self.heads if entry.regex.fullmatch(line)), None)

    @cached_property
    def _token_runs(self) -> tuple[re.Pattern[str], ...]:
        """``打印本页关闭窗口``: words of a menu that stand without blanks between them."""
        return tuple(
            re.compile(f"(?:{any_of(w for w in tokens.words if len(w) > 1).pattern}){{2,8}}") for tokens in self.tokens
        )

    @cached_property
    def _token_words(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(tokens.words) for tokens in self.tokens)


# 发布日期：2024-02-26 15:08 浏览次数： 字号：大 中 小 — the date is the document's, whatever stands beside it
_DATED = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
# 【字号： / 加大 / 还原 · 首页 > 政务公开 > 规划计划
_SEPARATORS = re.compile(r"[\s/|｜\\>＞»›→·•:：,，、\[\]【】()（）<＜《》“”\"_丨#+=—-]+")
# 1,203 · 12.6万 · 100+ · 0% · 本篇共1页 · 第1条
_COUNTER = re.compile(r"[\d.,]+\s*[万亿kKw]?\+?[次人个条%]?|(?:[本全该此]?[篇文])?[共第]\d{1,5}[页条篇张期版]")
_RUN_MAXIMUM = 40
_MANY = 4  # words of a line that is a menu when most of them are known
_MENU_WORD = 8
_COLUMNS = 3  # names of columns that make a menu: a headline may have two
# 荆州日报社电子版 beside 检索结果, 韶关工会网 beside 网站地图
_SITE = re.compile(r"[一-鿿]{2,14}(?:网|在线|电子版|数字版|数字报|信息港|之窗|论坛)(?:首页|主页)?")
_SENTENCE_MINIMUM = 60  # characters from which a line with a full stop is a sentence
_LINE_MAXIMUM = 400  # no line of a page's own words is longer
