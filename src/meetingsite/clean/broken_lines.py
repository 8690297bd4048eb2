"""Lines that extraction broke in mid-sentence are joined again.

A break is mended only where the line itself shows that it is unfinished: it ends with ，or 、, a quotation or bracket
is open that the next line closes, it is running text (a sentence ends inside it) that stops without a full stop, or
the whole page is wrapped at one width and the line is full. Headings, titles, labels, by-lines and captions are left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..knowledge import Knowledge
from ..knowledge.labels import Labels
from ..model import Edit
from .lines import MARKER, Line, ends_sentence, split

_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"))
# 图为会议现场。张三摄 · ……座谈。图／某某电视提供 · （记者 李明） · 责任编辑：王芳 · 来源：
_CREDIT = re.compile(
    r"^[（(]?(?:图为|图[:：]|来源|责任?编辑?|编辑|记者|通讯员|作者|文/|供稿|撰稿|摄影|审核)|[摄图][）)]?$|图[/／][^，。]{2,20}提供$|。[（(][^（()）]{2,16}提供[)）]$"
)
# 本报记者 余某 · 通讯员 张某 李某 alone below a headline that fills its line
_BYLINE = re.compile(
    r"(?:本报|本刊|本网|本台)?(?:见习|实习|特约|首席|全媒体)?(?:记者|通讯员)[\s：:]+[一-鿿]{1,4}(?:[\s、　]+[一-鿿]{1,4}){0,8}"
)
# 时间：… 出席：… 张三：…
_LABEL = re.compile(r"^[^，。；：:]{1,12}[：:]")
# 二〇二四年一月三十日 · 2024年1月30日 alone
_DATE = re.compile(r"^[\d〇○零Oo一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月[^，。]{0,8}$")
# 中卫市人民政府办公室 2019年7月15日 · 2014年8月21日 星期四 第A02版：要闻 · 某某日报 2001年12月17日 星期一 第一版
_SIGNED = re.compile(
    r"^[^，。]{4,24}\s(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^(?:[^，。\s]{2,12}\s+)?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^，。]*版[^，。]{0,8}$"
)
# 本报讯（记者 …… · 新华社北京1月30日电: an article opens, whatever stands above it
_OPENS = re.compile(
    r"(?:本报|本刊|本台|本网)[^，。（(]{0,12}讯(?=[\s（(])|(?:新华社|中新社|中新网)[^，。（(]{2,14}电(?=[\s（(])"
)
# 3月5日，定西市安定区农业局 / 召开春耕生产 / 动员会。 · 会议指出 / 当前正值 / 春耕关键时期。
_BEGINS = re.compile(
    r"\d{1,2}月\d{1,2}日[^，。；]{0,6}，[^。；：:]+|(?:会议|大会)(?:指出|强调|要求|认为|明确|提出)(?:，[^。；：:]*)?"
)
# ……主持召开2018 / 年第9次校长办公会议
_SPLIT_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d\n年(?:第|\d{1,2}月)|(?:年\d{1,2}\n月\d|月\d{1,2}\n日[，、上下至])")
_SHORT = 24  # characters of the lines of a sentence that is printed in the middle of the page
_RAGGED = 10  # lines it has at most
# ……新的要求。（甲某某 特约通讯员：乙某某）: a paragraph that is signed is over
_SIGNED_END = re.compile(r"[。！？”]\s*[（(][^（()）。！？]{2,40}[)）]$")
# A sentence ends inside a line: 。； or, of somebody who is quoted, ！”
_INNER_END = re.compile("[。；]|[！？]”")
_FULL = 4  # a line this near to the width of a wrapped page is full
_LONGEST = 4000  # characters of a paragraph that is not continued any more
_FIELDS = 2  # labels that make a line part of the page's metadata: 时间：2024年3月29日 作者：第二检察部
_WRAPPED = 5  # lines that must be full before a page counts as wrapped


def broken_lines(text: str, knowledge: Knowledge) -> list[Edit]:
    """``……“用三聚焦三\\n\\n攻坚”推动……`` → ``……“用三聚焦三攻坚”推动……``"""
    lines, labels = [line for line in split(text) if line.words], knowledge.labels
    edits = []
    width, ragged = _width(lines), _ragged(lines)
    paragraph = ""
    for index, (line, following) in enumerate(pairwise(lines)):
        paragraph += line.words
        if index in ragged or (
            len(paragraph) < _LONGEST
            and (
                _SPLIT_DATE.search(f"{line.words[-8:]}\n{following.words[:8]}")
                or (_unfinished(paragraph, line, width, labels) and _continues(paragraph, following))
            )
        ):
            edits.append(Edit(line.end, following.start, "", "broken-line"))
        else:
            paragraph = ""
    return edits


def _ragged(lines: list[Line]) -> set[int]:
    """The lines, but for the last of each, of sentences that stand in several short lines: the first, which shows that a page
    is printed so, in three or more behind its date, else in four."""
    found: set[int] = set()
    for start, line in enumerate(lines):
        if not start or start in found or len(line.words) > _SHORT or not _BEGINS.fullmatch(line.words):
            continue
        for last, following in enumerate(lines[start + 1 : start + _RAGGED], start + 1):
            words = following.words
            if (
                len(words) > _SHORT
                or any(form.match(words) for form in (MARKER, _LABEL, _DATE))
                or _CREDIT.search(words)
            ):
                break
            if ends_sentence(words):
                enough = found or last - start >= (2 if line.words[0].isdecimal() else 3)
                found.update(range(start, last) if enough else ())
                break
    return found


def _open_pair(words: str) -> str | None:
    """The closing mark that *words* still wait for."""
    return next((end for start, end in _PAIRS if words.count(start) > words.count(end)), None)


def _width(lines: list[Line]) -> int | None:
    """The number of characters at which the page was wrapped; None where it was not."""
    cut = sorted(len(line.words) for line in lines if len(line.words) >= 10 and not ends_sentence(line.words))
    if len(cut) < _WRAPPED:
        return None
    width = cut[-1 - len(cut) // 10]
    full = sum(width - _FULL <= length <= width + _FULL for length in cut)
    longer = sum(len(line.words) > width + _FULL for line in lines)
    return width if full >= _WRAPPED and full * 3 >= len(cut) * 2 and longer <= len(lines) // 20 else None


def _unfinished(paragraph: str, line: Line, width: int | None, labels: Labels) -> bool:
    words = line.words
    if words[-1] in "，、,—" and not words.endswith("——"):
        return True
    if _open_pair(paragraph):
        return True
    if (
        ends_sentence(paragraph)
        or _SIGNED_END.search(paragraph)
        or _CREDIT.search(words)
        or _DATE.match(words)
        or _SIGNED.search(words)
    ):
        return False
    if width and len(words) >= width - _FULL:
        return (
            "。" in words
            or len([*labels.loose_label.finditer(words), *labels.metadata_label.finditer(words)]) < _FIELDS
        )
    if MARKER.match(paragraph) and not _INNER_END.search(paragraph):
        return False
    joined = paragraph != words
    return (len(paragraph) >= 25 and bool(_INNER_END.search(paragraph))) or (joined and "，" in paragraph)


def _continues(paragraph: str, following: Line) -> bool:
    words = following.words
    if _OPENS.match(words) or _BYLINE.fullmatch(words):
        return False
    closing = _open_pair(paragraph)
    if closing:
        return closing in words and (following.words.find(closing) < 60)
    if paragraph[-1] in "，、,":
        return not _CREDIT.search(words)
    return not (MARKER.match(words) or _CREDIT.search(words) or _LABEL.match(words) or _DATE.match(words))
