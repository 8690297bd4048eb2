"""Raw documents for measuring: ``python benchmarks/corpus.py FOLDER COUNT`` writes COUNT of them into FOLDER.

The texts of texts.py as three kinds of sites print them, with what such pages add around and into a text.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from texts import WORDS, Document, document


def raw(text: Document) -> str:
    """The raw text: a forum post with anti-copy noise, a portal page with metadata, or a newspaper's broken lines."""
    return _SITES[text.family](random.Random(text.seed), text)


def write(folder: Path, numbers: range) -> None:
    """Write the raw texts of the documents *numbers* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        put(folder, document(number))


def path(folder: Path, text: Document) -> Path:
    """Where *folder* keeps *text*."""
    return folder / f"{text.name}.txt"


def put(folder: Path, text: Document) -> None:
    """Write the raw text of *text* into *folder*."""
    path(folder, text).write_text(raw(text), encoding="utf-8")


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(WORDS[part]) for part in ("surnames", "given", "given"))


def _jammer(rng: random.Random) -> str:
    """What a forum puts at the ends of paragraphs for those who copy: pairs like ``' w# J``."""
    return "".join(f"{chr(rng.randint(0x21, 0x3B))} {chr(rng.randint(0x3F, 0x7E))}" for _ in range(rng.randint(5, 13)))


def _forum(rng: random.Random, text: Document) -> str:
    posted = f"发表于 {text.date} {rng.randint(8, 22):02}:{rng.randint(0, 59):02}\n" if text.date else ""
    body = "\n".join(f"{paragraph.replace('，', ',')}{_jammer(rng)}" for paragraph in text.paragraphs)
    tail = "回复\n\n举报 使用道具\n\n相关帖子\n您需要登录后才可以回帖 登录 | 立即注册\n快速回复 返回顶部 返回列表"
    return f"{text.title}\n\n[复制链接]\n{posted}{body}\n来源:{text.agency} |\n{tail}\n"


def _portal(rng: random.Random, text: Document) -> str:
    code = f"11{rng.randint(110000, 650000)}{rng.randint(100000000, 999999999)}"
    date = f" 成文日期: {text.date}" if text.date else ""
    head = f"当前位置 : 首页\n> 政务公开 > 工作动态\n索引号: {code} 发布单位: {text.agency}\n内容分类: 工作动态{date}\n文号:"
    body = "\n\n".join(f"　　{paragraph}" for paragraph in text.paragraphs)
    return f"{head}\n\n{text.title}\n\n【字号：大 中 小】 打印 关闭\n\n{body}\n\n主办单位：{text.agency}\n"


def _newspaper(rng: random.Random, text: Document) -> str:
    dateline = f"本报{text.date.month}月{text.date.day}日讯（记者 {_name(rng)}）" if text.date else "本报讯 "
    first, *rest = (_broken(paragraph) for paragraph in text.paragraphs)
    body = "\n\n".join((f"    {dateline}{first}", *(f"    {paragraph}" for paragraph in rest)))
    return f"{text.title}\n\n{body}（完）\n\n责任编辑：{_name(rng)}\n"


def _broken(paragraph: str) -> str:
    """The paragraph with a line break after its first comma beyond the twentieth character."""
    at = paragraph.find("，", 20) + 1
    return f"{paragraph[:at]}\n\n{paragraph[at:]}" if at else paragraph


_SITES = {"forum": _forum, "portal": _portal, "newspaper": _newspaper}

if __name__ == "__main__":
    write(Path(sys.argv[1]), range(int(sys.argv[2])))
