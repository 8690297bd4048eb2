"""Where to mend what a rule did: the knowledge file and entry, or, for rules that are code, the module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path

from .. import clean
from ..knowledge import Knowledge
from ..knowledge.noise import Noise

CORRECTION = "文稿旁边的订正文件"
_BY_EDITOR = ("correction", "editor-drop", "editor-join")  # rules of what an editor changed

_ALSO = {
    "traditional": "knowledge/script.yaml（其余照 OpenCC 词典）",
    "related-articles": "knowledge/noise.yaml 的 tails，over_prose: true",
    "page-remainder": "knowledge/noise.yaml：在它前面、把它带走的那一条；文件自己的，添在 knowledge/labels.yaml 的 annexes、closings",
}

# What each date rule looks at, and the groups of dates.yaml that decide.
DATES = {
    "line-beside-name": ("题下一行，日期旁边有名字", "knowledge/dates.yaml 的 media、offices、own_sites"),
    "line-newspaper": ("报纸的日期与版次", "程序 extract/dates/lines.py"),
    "subtitle-at-meeting": ("题下：某日在某会议上", "程序 extract/dates/lines.py"),
    "subtitle-adopted": ("题下括号：某日通过、公布", "knowledge/dates.yaml 的 adopting"),
    "subtitle-of-speech": ("讲话、报告题下的日期", "knowledge/dates.yaml 的 speeches"),
    "subtitle-date": ("题下括号里的日期", "程序 extract/dates/lines.py"),
    "title-adopted": ("题名括号：某日通过、公布", "knowledge/dates.yaml 的 adopting"),
    "title-brackets": ("题名括号里的日期", "knowledge/dates.yaml 的 speeches、instruments"),
    "title-event": ("题名里的日期与会议", "knowledge/dates.yaml 的 holding、gatherings、instruments"),
    "lead": (
        "开头几段里某日发生的本文之事",
        "knowledge/dates.yaml 的 acting、holding；排除用 not_after、not_before、relaying、authorities",
    ),
    "lead-day-word": ("开头的今天、昨日，自写稿之日推算", "knowledge/dates.yaml 的 acting、holding"),
    "dateline": ("电头", "knowledge/dates.yaml 的 datelines"),
    "printing-line": ("印发行", "程序 extract/dates/signature.py"),
    "release-date": ("新闻公报文末的日期", "程序 extract/dates/signature.py"),
    "sign-off": ("落款的日期", "knowledge/dates.yaml 的 offices"),
}
PEOPLE = {
    "post-name": "职务在前，姓名在后",
    "name-post": "姓名在前，职务在后",
    "surname-post-given": "姓、职务、名",
    "comrade": "某某同志",
    "list": "几个人名并列，后面同有动作",
    "unit": "某单位的某人",
    "elected": "某人当选某职",
    "name": "前文已有职务的人再次出现",
    "roster": "名单",
    "speaker": "问答中的说话人",
}
# The parts of noise.yaml that hold rules, and how an entry of each is found there.
_KEYS = {
    "lines": "lines",
    "tokens": "tokens 的 words，栏目名看 columns",
    "pieces": "pieces",
    "tails": "tails",
    "heads": "heads",
    "talk": "talk",
    "cards": "cards",
    "stamps": "要留下的发帖日期看 stamps",
}
_NAMED = 3  # entries named of one rule
_SEPARATORS = re.compile(r"[\s/|｜>＞:：,，、·]+")  # 首页 > 政务公开 | 打印
_AGENCY_LABELS = {
    "发布单位": "knowledge/agencies.yaml 的 labels",
    "信息来源": "knowledge/agencies.yaml 的 second_labels",
    "来源": "knowledge/labels.yaml 的 source",
    "文号": "knowledge/agencies.yaml 的 numbers、province_numbers、national_numbers、renamed",
}


def of_edit(rule: str, knowledge: Knowledge, words: Iterable[str] = ()) -> str:
    """Where cleaning rule *rule* can be mended: ``knowledge/noise.yaml 规则 forum-chrome（lines、pieces）``; with the
    *words* of its edits also by which entries they went, as far as that shows: ``；这里：pieces “\\s*\\[复制链接\\]”``.
    """
    if rule in _BY_EDITOR:
        return CORRECTION
    noise = knowledge.noise
    sections = [part.name for part in fields(noise) if part.name in _KEYS and rule in _rules(getattr(noise, part.name))]
    if not sections:
        return "；".join(filter(None, (_ALSO.get(rule), f"程序 {'、'.join(_modules(rule))}")))
    place = f"knowledge/noise.yaml 规则 {rule}（{'、'.join(_KEYS[name] for name in sections)}）"
    entries = list(dict.fromkeys(entry for removed in words for entry in _entries(rule, removed, noise)))
    more = " 等" if len(entries) > _NAMED else ""
    return place + (f"；这里：{'、'.join(entries[:_NAMED])}{more}" if entries else "")


def _entries(rule: str, words: str, noise: Noise) -> Iterator[str]:
    """The entries of noise.yaml by which *rule* knows each line of *words*, as its author finds them in the file. What
    takes the end of its line with it was a whole line; anything else is first looked for among the pieces of lines.
    """
    whole = words.endswith("\n")
    for line in filter(None, map(str.strip, words.splitlines())):
        found = sorted(_matching(rule, line, noise), key=lambda entry: entry.startswith("pieces") == whole)
        yield from found[:1]


def _matching(rule: str, line: str, noise: Noise) -> Iterator[str]:
    for name, entries in (
        ("lines", noise.lines),
        ("tails", noise.tails),
        ("heads", noise.heads),
        ("pieces", noise.pieces),
    ):
        for entry in entries:
            for pattern in entry.patterns if entry.rule == rule else ():
                find = re.search if name == "pieces" else re.fullmatch
                if find(pattern, line, re.IGNORECASE):
                    yield f"{name} “{pattern}”"
    for tokens in noise.tokens:
        if tokens.rule == rule:
            menu = _SEPARATORS.split(line)
            yield from (f"tokens 的 words “{word}”" for word in menu if word in tokens.words)
            yield from (f"tokens 的 columns “{end}”" for word in menu for end in tokens.columns if word.endswith(end))


def _rules(part: object) -> set[str | None]:
    """The rules of the entries of one part of noise.yaml, or of its only entry."""
    return {getattr(entry, "rule", None) for entry in (part if isinstance(part, tuple) else (part,))}


@cache
def _modules(rule: str) -> tuple[str, ...]:
    """The cleaners that make edits of *rule*: those whose source names it, but for the ledger and the editor, which
    name the rules of others."""
    sources = sorted(Path(*clean.__path__).glob("*.py"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in sources if path.stem not in ("ledger", "editor")}
    return tuple(f"clean/{name}" for name, text in texts.items() if f'"{rule}"' in text)


def of_date(rule: str) -> tuple[str, str]:
    """What date rule *rule* looks at, in Chinese, and where to mend it."""
    if rule in _BY_EDITOR:
        return "编者订正", CORRECTION
    what, _, kind = rule.partition("-")
    if rule not in DATES and what in ("metadata", "line"):
        place = "元数据的栏目名" if what == "metadata" else "行内的标签"
        return place, f"knowledge/dates.yaml 的 labels，kind: {kind}"
    return DATES.get(rule, (rule, ""))


def of_agency(rule: str) -> str:
    """Where to mend an agency found by *rule*: its name always, the label where the rule is one."""
    if rule in _BY_EDITOR:
        return CORRECTION
    names = "机关名 knowledge/agencies.yaml；地名 knowledge/regions.csv"
    return f"{names}；标签 {_AGENCY_LABELS[rule]}" if rule in _AGENCY_LABELS else names


def of_person(rule: str, roles: tuple[str, ...]) -> tuple[str, str]:
    """What rule *rule* for people looks at, in Chinese, and where to mend it."""
    if rule in _BY_EDITOR:
        return "编者订正", CORRECTION
    section = "labels" if rule == "roster" else "roles"
    return PEOPLE.get(rule, rule), f"knowledge/posts.yaml 的 posts、surnames；{section} 的 {'、'.join(roles)}"


def of_topic(rule: str, id: str, rules: Mapping[str, str]) -> tuple[str, str]:
    """What rule *rule* of *rules* for the topic *id* looks at, in Chinese, and where to mend it."""
    if rule in _BY_EDITOR:
        return "编者订正", CORRECTION
    return rules[rule], f"knowledge/topics.yaml 的 id: {id}"
