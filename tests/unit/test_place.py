"""Where a meeting was held."""

from __future__ import annotations

import pytest

from documents import document_from
from meetingsite.extract.place import extract_place
from meetingsite.knowledge import Knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2024年全省海洋工作视频会议在济南召开\n1月30日，会议召开。", "济南"),
        ("全国海洋生态环境保护工作会议召开\n会议在辽宁省大连市国家海洋环境监测中心设立主会场。", "辽宁省大连市"),
        ("全国水利工作会议召开\n1月11日，全国水利工作会议在京召开。", "北京"),
        ("海洋经济论坛举行\n11月24日，论坛在广东深圳会展中心隆重举行。", "广东深圳"),
        ("东亚海洋合作平台青岛论坛开幕\n9月5日，论坛在青岛西海岸新区开幕。", "青岛西海岸新区"),
        ("全国海洋工作会议青岛召开\n会议总结工作。", "青岛"),
        ("全市海洋工作会议召开\n会议地点：威海市蓝星万豪酒店\n会议总结工作。", "威海市"),
        ("座谈会举行\n3月2日，座谈会于上海市浦东新区举办。", "上海市浦东新区"),
        ("全省海洋工作视频会议召开\n1月30日，全省海洋工作视频会议召开。", None),
        ("全市会议召开\n会议在市政府会议中心召开。", None),
        ("全市会议召开\n会议传达了在北京召开的全国会议精神。", None),
        ("全市会议召开\n在全市上下共同努力下，会议在合作共赢的气氛中召开。", None),
        ("2024年工作要点\n推进威海海洋牧场建设。", None),
    ],
)
def test_place(knowledge: Knowledge, text: str, place: str | None) -> None:
    assert extract_place(document_from(text), knowledge) == place
