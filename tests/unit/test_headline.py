"""Headlines keep words together and lose no character."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingsite.pages.headline import unbroken
from meetingsite.pages.marked import marked

TITLE = "2024年全省海洋工作暨党风廉政视频会议在济南召开"


def kept(title: str, *topics: str) -> list[str]:
    return [title[mark.start : mark.end] for mark in sorted(unbroken(title, topics)) if mark.style == "nb"]


def test_a_title_of_several_lines() -> None:
    def parts(title: str) -> list[str]:
        return [title[m.start : m.end] for m in unbroken(title, ()) if m.style == "ph"]

    assert parts("坚持党建引领发展经济 写好海洋这一篇章") == ["坚持党建引领发展经济", "写好海洋这一篇章"]
    assert parts("推动审计整改能力提升——某市负责人谈2011年工作") == ["推动审计整改能力提升", "——某市负责人谈2011年工作"]
    assert parts("甲——关于乙的几点意见") == [] and parts("1—5月全市经济运行情况分析会") == []
    assert parts("本市召开海洋工作会议 张三出席") == [] and parts(TITLE) == []


@pytest.mark.parametrize(
    ("title", "topics", "words"),
    [
        (TITLE, ("党风廉政",), ["2024年", "海洋", "工作", "党风廉政", "视频", "会议", "召开"]),
        (TITLE, (), ["2024年", "海洋", "工作", "廉政", "视频", "会议", "召开"]),
        ("某市人民政府第三十七次常务会议纪要", (), ["人民政府", "第三十七次", "常务", "会议", "纪要"]),
        ("海洋经济", ("海洋经济", "经济"), ["海洋经济"]),
        ("一个很长很长很长的词", ("一个很长很长很长的词",), []),
        ("", ("海洋",), []),
    ],
)
def test_words_that_stay_on_one_line(title: str, topics: tuple[str, ...], words: list[str]) -> None:
    assert kept(title, *topics) == words


@given(st.text(alphabet="海洋工作会议召开<&，党 ", max_size=30), st.lists(st.text(alphabet="海洋党会", max_size=9)))
def test_no_character_is_lost_and_no_two_words_overlap(title: str, topics: list[str]) -> None:
    marks = sorted(mark for mark in unbroken(title, topics) if mark.style == "nb")
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert html.unescape(re.sub(r"<[^>]+>", "", marked(title, 0, len(title), unbroken(title, topics)))) == title
