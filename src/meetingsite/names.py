"""What the screen and the pages call the same things."""

from __future__ import annotations

from collections.abc import Mapping

from .model import DateKind, Family, Level, Script

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
KINDS: Mapping[DateKind, str] = {  # of dates
    "held": "召开",
    "written": "成文",
    "published": "发布",
    "reposted": "转载",
    "other": "提及",
}
LEVEL_NAMES: Mapping[Level, str] = {
    "national": "国家",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "other": "其他",
}
FAMILIES: Mapping[Family, str] = {
    "forum": "论坛帖",
    "portal": "政府网页",
    "newspaper": "报纸",
    "repost": "转载页",
    "plain": "纯文本",
}
SCRIPTS: Mapping[Script, str] = {"simplified": "简体", "traditional": "繁体", "mixed": "简繁混用"}
