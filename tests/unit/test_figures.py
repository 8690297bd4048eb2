"""A figure is not parted from its unit."""

from __future__ import annotations

import pytest

from meetingsite.pages.figures import figures


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("总投资1490亿元，同比减少约93%", ["1490亿元"]),
        ("2024年1月30日，10个以上", ["2024年", "1月", "30日", "10个"]),
        ("新增重点项目826万人；60.89万", ["826万人", "60.89万"]),
        ("１２项，２０２４", ["１２项", "２０２４"]),
        ("2024-03-08，5G基站、PM2.5、第3段、1.", ["2024-03-08"]),
    ],
)
def test_what_stays_on_one_line(text: str, kept: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in figures(text, 0, len(text))] == kept
