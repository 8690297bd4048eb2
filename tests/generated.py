"""Documents of every family with noise as it is made in the wild, and what must be left of them.

The forum noise follows the generator's grammar (5 to 15 groups of three characters: U+0020–003B, a blank, U+003F–007E),
whole or damaged the way extraction damages it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

WHO = ["省水利厅", "市海洋发展局", "县人民政府", "州教育局", "市卫生健康委员会", "区应急管理局"]
WHAT = ["防汛抗旱", "安全生产", "乡村振兴", "营商环境", "海水淡化", "义务教育均衡发展", "5G+北斗应用", "“两个维护”"]
VERB = ["部署", "推进", "研究", "总结", "调度"]
FIGURE = ["完成投资12.5亿元", "同比增长8%", "新建学校9所", "压减8000吨", "覆盖1,490个村"]


class Generated(NamedTuple):
    """Raw text and the lines that must remain, title first."""

    raw: str
    lines: list[str]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One paragraph of two or three sentences, at least 30 characters."""
    who, what, verb = (draw(st.sampled_from(words)) for words in (WHO, WHAT, VERB))
    more = draw(st.sampled_from(FIGURE))
    day = draw(st.integers(1, 28))
    return f"{day}日，{who}召开会议，{verb}{what}工作，会议通报了有关情况。会议要求，各单位要压实责任，{more}，确保任务落实。"


def titles() -> st.SearchStrategy[str]:
    """A title line."""
    return st.builds(lambda who, what: f"{who}召开{what}工作会议", st.sampled_from(WHO), st.sampled_from(WHAT))


def documents() -> st.SearchStrategy[tuple[str, list[str]]]:
    """A title and two to five different paragraphs."""
    return st.tuples(titles(), st.lists(sentences(), min_size=2, max_size=5, unique=True))


@st.composite
def jammers(draw: st.DrawFn, damaged: bool) -> str:
    """One run of anti-copy noise."""
    first = st.sampled_from([chr(code) for code in range(0x20, 0x3C)])
    last = st.sampled_from([chr(code) for code in range(0x3F, 0x7F)])
    groups = draw(st.lists(st.tuples(first, last), min_size=5, max_size=13))
    groups = [
        (a if a != " " or i % 3 == 2 else "!", c) for i, (a, c) in enumerate(groups)
    ]  # in the wild 1 in 28 is blank
    run = "".join(f"{a} {c}" for a, c in groups)
    if damaged:
        run = re.sub(" {2,}", " ", run) if draw(st.booleans()) else run.replace(" ", "\xa0")
    return run


@st.composite
def forum(draw: st.DrawFn) -> Generated:
    """A post: noise before or after line breaks, chrome around."""
    title, paragraphs = draw(documents())
    damaged = draw(st.booleans())
    raw = f"查看: {draw(st.integers(0, 9999))}|回复: 0\n{title}\n\n[复制链接]\n发表于 2024-2-1 10:22:33 | 只看该作者\n"
    for paragraph in paragraphs:
        run = draw(jammers(damaged))
        raw += draw(st.sampled_from([f"{paragraph}{run}\n", f"{run}\n{paragraph}\n", f"{paragraph}\n{run}\n\n"]))
    raw += "回复\n\n举报 使用道具\n\n相关帖子\n您需要登录后才可以回帖 登录 | 立即注册\nk86x_1\n活跃在2021-7-31\n快速回复 返回顶部 返回列表"
    return Generated(raw, [title, *paragraphs])


@st.composite
def portal(draw: st.DrawFn) -> Generated:
    """A government page: breadcrumb, metadata with an empty value, toolbar, footer."""
    title, paragraphs = draw(documents())
    toolbar = draw(
        st.sampled_from(
            ["【字号：大 中 小】 打印 关闭", "下载\n/\n打印\n/\n【字号：\n/\n加大\n/\n还原", "分享到：微信 微博"]
        )
    )
    fields = ["索引号: 330100/2023-00012 发布机构: 湖州市水利局", "文号: 有效性:"]
    raw = "当前位置 : 首页\n> 政务公开 > 规划计划\n" + "\n".join(fields) + f"\n\n{title}\n\n{toolbar}\n\n"
    raw += "\n\n".join("　　" + paragraph for paragraph in paragraphs)
    raw += "\n\n扫一扫在手机打开当前页\n主办单位：湖州市水利局 浙ICP备05000001号\n"
    kept = [re.sub(": ?", "：", fields[0]), "文号： 有效性："]
    return Generated(raw, [*kept, title, *paragraphs])


@st.composite
def newspaper(draw: st.DrawFn) -> Generated:
    """A report whose paragraphs are broken in mid-sentence over blank lines."""
    title, paragraphs = draw(documents())
    broken = []
    for paragraph in paragraphs:
        comma = paragraph.index("，", 12) + 1
        broken.append(f"    {paragraph[:comma]}\n\n{paragraph[comma:]}")
    raw = f"{title}\n\n本报记者 王芳\n\n" + "\n\n".join(broken) + "（完）\n阅读原文\n"
    return Generated(raw, [title, "本报记者 王芳", *paragraphs])


@st.composite
def repost(draw: st.DrawFn) -> Generated:
    """A repost with a list of other articles behind it."""
    title, paragraphs = draw(documents())
    other = draw(sentences())
    raw = (
        f"{title}\n"
        + "\n\n".join(paragraphs)
        + f"\n\n相關推薦\n  • 另一個會議召開\n    {other}\n原文網址：https://example.org/a\n"
    )
    return Generated(raw, [title, *paragraphs])


def any_family() -> st.SearchStrategy[Generated]:
    """A document of any family."""
    return st.one_of(forum(), portal(), newspaper(), repost())
