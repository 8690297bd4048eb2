"""Signs of damage and tampering."""

from __future__ import annotations

import pytest

from meetingsite.clean import clean
from meetingsite.doubts import doubts
from meetingsite.knowledge import Knowledge
from meetingsite.model import Facts
from meetingsite.structure import structure
from seeds import raw_document

BODY = "全市水利工作会议召开\n1月30日，全市水利工作会议召开，会议总结去年工作，部署今年任务。{}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("开展海洋科研机构 and 海洋企业大走访活动。", "foreign-word"),
        ("文件于2024412日印发，请遵照执行。", "lost-signs"),
        ("会议研究工作⊙部署事项，要求抓好落实。", "salted"),
        ("集会夸大，要增强党的向导，抓好屯子复兴。", "spun"),
    ],
)
def test_a_sign_is_reported_with_its_words(words: str, code: str, knowledge: Knowledge) -> None:
    document = structure(clean(raw_document(BODY.format(words)), knowledge), knowledge)
    found = doubts(document, Facts(), knowledge)
    assert [warning.code for warning in found] == [code]
    assert "“" in found[0].message


@pytest.mark.parametrize(
    "words",
    ["推广5G+北斗、CO2减排和B2B平台。", "联系人 John Smith，电话2024412345。", "文号为〔2024〕34号，投资20241万元。"],
)
def test_what_is_in_order_is_not_reported(words: str, knowledge: Knowledge) -> None:
    document = structure(clean(raw_document(BODY.format(words)), knowledge), knowledge)
    assert doubts(document, Facts(), knowledge) == ()


def test_a_derived_title_and_a_page_of_noise_are_reported(knowledge: Knowledge) -> None:
    text = (
        "2月5日，全市水利工作会议召开，会议部署了全年任务。\n相关焦点\n"
        + "某市召开会议，市长张某某出席并讲话，会议部署工作。\n" * 9
    )
    document = structure(clean(raw_document(text), knowledge), knowledge)
    assert [warning.code for warning in doubts(document, Facts(), knowledge)] == ["derived-title", "mostly-removed"]
