"""Headlines that do not break inside a word: 2024年全省海洋工作暨／党风廉政视频会议, not ……暨党／风廉政……

Browsers break Chinese anywhere. The words kept whole are those that put the document under its topics and the verbs and
nouns of official titles; with balanced lines that is enough, and needs no dictionary of the language. What stands behind a
dash begins a line of its own where the title needs more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from .marked import Mark, marked

_PART = re.compile(r"(?:——)?(?:(?!——)\S)+")
_HALF = 6  # characters of a line in a title of several: 坚持党建引领、推动海洋经济高质量发展　写好……
_LONGEST = 8  # a longer word may break, or it would not fit a phone
_USUAL = re.compile(
    "第[0-9一二三四五六七八九十百〇零]{1,6}[次届期批季]|[0-9]{1,4}(?:年度|[年月日])"
    "|召开|举行|举办|开展|印发|部署|推进|推动|落实|贯彻|传达|学习|研究|审议|主持|出席|强调|要求|加强|加快|坚持|深入|促进|打造|实施|关于|提升|全面|高质量发展|高质量"
    "|工作|会议|大会|视频|座谈|专题|全体|常务|扩大|安全|生产|管理|建设|治理|发展|改革|创新|保护|生态|环境|经济|社会|城市|农村|农业|海洋|水利|教育|卫生|健康"
    "|文化|旅游|交通|运输|资源|能源|信息|市场|监管|监督|检查|督查|专项|行动|方案|计划|规划|思路|要点|总结|报告|意见|通知|办法|条例|纪要|情况|精神|机关|干部"
    "|组织|人民政府|政府|办公室|办公厅|委员会|委员|人大|政协|常委会|自治[区州县旗]|领导小组|指挥部|管委会"
    "|书记|负责人|局长|部长|省长|市长|主任|主席|服务|群众|企业|产业|项目|重点|体系|能力|水平|目标|任务|措施|引领|廉政|纪律|作风|主题|活动|仪式"
)


def headline(title: str) -> Markup:
    """*title* as HTML of a page that says nothing else of its document."""
    return marked(title, 0, len(title), unbroken(title, ()))


def unbroken(title: str, topic_words: Iterable[str], offset: int = 0) -> list[Mark]:
    """Marks around the words of *title* that stay on one line, and around the lines of a title that has several.

    *offset* is where the title begins in its text.
    """
    taken = [False] * len(title)
    found: list[Mark] = []

    def keep(start: int, end: int) -> None:
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(Mark(offset + start, offset + end, "span", "nb"))

    short = {word for word in topic_words if 1 < len(word) <= _LONGEST}
    for word in sorted(short, key=lambda word: (-len(word), word)):
        if (start := title.find(word)) >= 0:
            keep(start, start + len(word))
    for match in _USUAL.finditer(title):
        keep(*match.span())
    parts = list(_PART.finditer(title))
    if len(parts) > 1 and all(len(part.group()) >= _HALF for part in parts):
        found += [Mark(offset + p.start(), offset + p.end(), "span", "ph") for p in parts]
    return found
