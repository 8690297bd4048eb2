"""What the screen and the pages call the same things."""

from __future__ import annotations

from collections.abc import Mapping

DOORS: Mapping[str, str] = {  # of every page, by the kind of page they lead to
    "agencies": "机关",
    "dates": "时间",
    "topics": "专题",
    "people": "人物",
    "search": "检索",
    "review": "待核",
    "about": "说明",
}
LISTS: Mapping[str, str] = {  # of 待核
    "refused": "未能收入",
    "warnings": "可疑",
    "contradictory": "矛盾",
    "inferred": "推定",
    "unresolved": "不详",
}
CHANGES: Mapping[str, str] = {"new": "新收", "changed": "改动", "gone": "撤下", "moved": "改名"}
REASONS: Mapping[str, str] = {
    "source": "原文件",
    "correction": "订正",
    "program": "程序",
    "knowledge": "知识库",
    "templates": "网页样式",
    "settings": "设置",
}
