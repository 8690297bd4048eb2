"""Chinese sentences in any encoding come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingsite.encodings import decode
from meetingsite.errors import RefusedError

PHRASES = (
    "全省海洋工作会议",
    "传达学习贯彻会议精神",
    "市委常委、副市长主持会议并讲话",
    "安排部署下一步工作",
    "2024年1月30日上午",
    "财政厅、水利局负责同志参加",
    "实现生产总值1490亿元，增长6.5%",
    "坚持以人民为中心的发展思想",
    "推进乡村振兴和生态环境保护",
    "有关部门要切实提高认识",
)
TRADITIONAL = (
    "行政院會議於臺北召開",
    "縣長主持會議並聽取報告",
    "財政局、水利處派員出席",
    "民國113年1月30日上午",
    "討論漁業發展及海洋保護議題",
    "各單位應積極辦理後續工作",
)


def sentences(phrases):
    line = st.lists(st.sampled_from(phrases), min_size=2, max_size=6).map(lambda parts: "，".join(parts) + "。")
    return st.lists(line, min_size=1, max_size=5).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\n\n"]).map(lambda newline: newline.join(lines))
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be"])
@given(text=sentences(PHRASES + TRADITIONAL))
def test_unicode_and_gb18030(codec, text):
    assert decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize("codec", ["big5", "big5hkscs", "cp950"])
@given(text=sentences(TRADITIONAL))
def test_big5(codec, text):
    got, name = decode(text.encode(codec))
    assert got == text
    assert name == "big5"


@given(text=sentences(PHRASES), rare=st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF))
def test_four_byte_characters(text, rare):
    assert decode((text + rare).encode("gb18030")) == (text + rare, "gb18030")


@given(text=sentences(PHRASES), position=st.integers(min_value=0), byte=st.integers(min_value=0xF8, max_value=0xFF))
def test_one_bad_byte_costs_no_other_character(text, position, byte):
    position %= len(text) + 1
    got, name = decode(text[:position].encode() + bytes([byte]) + text[position:].encode())
    assert (got, name) == (text[:position] + "\ufffd" + text[position:], "utf-8")


@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        text, name = decode(data)
    except RefusedError as error:
        assert error.code in {"binary", "encoding", "mojibake"}
    else:
        steps = name.split(">")
        again = data.decode(steps[0], "replace")
        if len(steps) == 1:
            assert again == text
