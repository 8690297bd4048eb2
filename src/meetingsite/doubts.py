"""What a person should look at in a document: signs of damage or tampering that are reported, never mended by guess."""

from __future__ import annotations

import re

from .knowledge import Knowledge
from .model import Document, Facts, Warning

# 海洋科研机构 and 海洋企业: an English function word between Chinese words is a translator's or spinner's trace
_FOREIGN_WORD = re.compile(r"[一-鿿] ?\b(?:and|or|of|the|to|in|for|with)\b ?[一-鿿]", re.IGNORECASE)
# 2024412日 〔202434: digits run together where signs were lost
_LOST_SIGNS = re.compile(r"(?<!\d)20\d{4,6}(?=[日号])|〔20\d{3,6}(?!\d*〕)")
_LITTLE_LEFT = 0.3  # of the characters that are not blank


def doubts(document: Document, facts: Facts, knowledge: Knowledge) -> tuple[Warning, ...]:
    """Warnings, each with the words that gave rise to it."""
    text, raw = document.text, document.clean.raw.text
    found = [
        Warning("foreign-word", f"“{_around(text, m)}”：中文里夹着英文虚词，疑似改动过。")
        for m in _FOREIGN_WORD.finditer(text)
    ]
    found += [
        Warning("lost-signs", f"“{_around(text, m)}”：数字之间似有文字丢失。") for m in _LOST_SIGNS.finditer(text)
    ]
    if salt := next((edit for edit in document.clean.edits if edit.rule == "salt"), None):
        found.append(
            Warning("salted", f"“{raw[max(salt.start - 1, 0) : salt.end + 1]}”：词中夹有符号，疑似改写过的文稿。")
        )
    if spun := knowledge.noise.spun_word(text):
        found.append(Warning("spun", f"“{spun}”：像是换了同义词的说法，疑似改写过的文稿。"))
    if document.title_origin == "derived":
        found.append(Warning("derived-title", "文中没有标题行，题名取自正文首句。"))
    if len(document.body) < _LITTLE_LEFT * sum(map(len, raw.split())):
        found.append(Warning("mostly-removed", "原文多半是页面杂质，请对照原文核对。"))
    return tuple(found)


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 6, 0) : match.end() + 6].replace("\n", " ")
