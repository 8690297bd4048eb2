"""Raw documents for measuring: ``python benchmarks/corpus.py FOLDER COUNT`` writes COUNT texts of about 1,300 characters.

Three families in turn (forum post with anti-copy noise, government portal with metadata, newspaper report with broken
lines), always the same for the same count: agencies of many places, dates over ten years, people, topics, enumerations.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

PLACES = [
    "济南",
    "青岛",
    "烟台",
    "威海",
    "潍坊",
    "日照",
    "杭州",
    "宁波",
    "温州",
    "嘉兴",
    "湖州",
    "绍兴",
    "金华",
    "舟山",
    "台州",
    "福州",
    "厦门",
    "泉州",
    "莆田",
    "漳州",
    "合肥",
    "芜湖",
    "长沙",
    "株洲",
    "武汉",
]
OFFICES = [
    "海洋发展局",
    "水利局",
    "农业农村局",
    "生态环境局",
    "教育局",
    "卫生健康委员会",
    "应急管理局",
    "自然资源局",
    "交通运输局",
    "文化和旅游局",
]
FIELDS = [
    "海洋经济",
    "防汛抗旱",
    "乡村振兴",
    "大气污染防治",
    "义务教育",
    "疫情防控",
    "安全生产",
    "耕地保护",
    "农村公路",
    "文物保护",
    "营商环境",
    "养老服务",
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = [
    "志明",
    "建国",
    "海燕",
    "文博",
    "晓东",
    "丽华",
    "国强",
    "秀英",
    "振宇",
    "思远",
    "永健",
    "春梅",
    "立新",
    "玉兰",
    "德胜",
    "雪松",
]
THINGS = ["重点项目", "专项行动", "示范基地", "监测站点", "培训班次", "整治任务", "便民服务点", "标准化车间"]
UNITS = ["个", "项", "处", "次", "家", "公里", "万亩", "万人"]
VERBS = ["完善", "推进", "健全", "强化", "落实", "优化", "深化", "细化"]
MATTERS = [
    "工作机制",
    "责任体系",
    "要素保障",
    "监督检查",
    "队伍建设",
    "应急预案",
    "信息公开",
    "项目管理",
    "资金使用",
    "宣传引导",
]
ORDINALS = "一二三四五六"


def document(number: int) -> str:
    """The raw text of document *number* (from 0)."""
    rng = random.Random(number)
    place, office, field = rng.choice(PLACES), rng.choice(OFFICES), rng.choice(FIELDS)
    year, month, day = rng.randint(2015, 2024), rng.randint(1, 12), rng.randint(1, 28)
    agency, name = f"{place}市{office}", rng.choice(SURNAMES) + rng.choice(GIVEN)
    title = f"{agency}召开{year}年{field}工作会议"
    lead = f"{month}月{day}日，{title}，总结{year - 1}年工作，部署{year}年任务。{agency}局长{name}出席会议并讲话。"
    paragraphs = [lead, *(_paragraph(rng, field, year) for _ in range(5)), _measures(rng)]
    return (_forum, _portal, _newspaper)[number % 3](rng, title, agency, f"{year}-{month:02}-{day:02}", paragraphs)


def _clause(rng: random.Random) -> str:
    return f"{rng.choice(VERBS)}{rng.choice(MATTERS)}，新增{rng.choice(THINGS)}{rng.randint(2, 900)}{rng.choice(UNITS)}"


def _paragraph(rng: random.Random, field: str, year: int) -> str:
    clauses = "；".join(_clause(rng) for _ in range(5))
    return f"会议{rng.choice(['指出', '强调', '要求'])}，{year}年要抓好{field}各项任务，{clauses}。各单位要压实责任，确保取得实效。"


def _measures(rng: random.Random) -> str:
    return "会议要求：" + "".join(f"{mark}是{_clause(rng)}。" for mark in ORDINALS)


def _jammer(rng: random.Random) -> str:
    return "".join(f"{chr(rng.randint(0x21, 0x3B))} {chr(rng.randint(0x3F, 0x7E))}" for _ in range(rng.randint(5, 13)))


def _forum(rng: random.Random, title: str, agency: str, date: str, paragraphs: list[str]) -> str:
    body = "\n".join(f"{text.replace('，', ',')}{_jammer(rng)}" for text in paragraphs)
    tail = "回复\n\n举报 使用道具\n\n相关帖子\n您需要登录后才可以回帖 登录 | 立即注册\n快速回复 返回顶部 返回列表"
    return f"{title}\n\n[复制链接]\n{body}\n来源:{agency} |\n{tail}\n"


def _portal(rng: random.Random, title: str, agency: str, date: str, paragraphs: list[str]) -> str:
    code = f"11{rng.randint(110000, 650000)}{rng.randint(100000000, 999999999)}/{date[:4]}-{rng.randint(1, 99999):05}"
    head = f"当前位置 : 首页\n> 政务公开 > 工作动态\n索引号: {code} 发布单位: {agency}\n内容分类: 工作动态 成文日期: {date}\n文号:"
    body = "\n\n".join(f"　　{text}" for text in paragraphs)
    return f"{head}\n\n{title}\n\n【字号：大 中 小】 打印 关闭\n\n{body}\n\n主办单位：{agency}\n"


def _newspaper(rng: random.Random, title: str, agency: str, date: str, paragraphs: list[str]) -> str:
    cut = [text.index("，", 20) + 1 for text in paragraphs]
    body = "\n\n".join(f"    {text[:at]}\n\n{text[at:]}" for text, at in zip(paragraphs, cut, strict=True))
    return f"{title}\n\n本报记者 {rng.choice(SURNAMES)}{rng.choice(GIVEN)}\n\n{body}（完）\n\n责任编辑：{rng.choice(SURNAMES)}芳\n"


def write(folder: Path, count: int) -> None:
    """Write documents 0 to *count* - 1 into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(document(number), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
