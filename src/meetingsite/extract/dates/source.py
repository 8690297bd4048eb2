"""Whose page it is: the name beside a date says whether the date is the agency's own or a third party's."""

from __future__ import annotations

import re

from ...model import DateKind, Span
from .page import Page

# 10:54, 16:33:08, T16:33, 上午9时30分
_CLOCK = re.compile(
    r"T?\d{1,2}\s*[:时点]\s*\d{1,2}(?:\s*[:分]\s*\d{1,2}(?:\.\d+)?秒?)?分?|(?:上午|下午|晚上?)\d{1,2}时(?:\d+分|半|整)?"
)
_NOT_NAME = re.compile(r"[\s\d:|()\[\]【】《》<>/\\.,、，。·\-_“”\"'＞»→▼▲]+")
# 来源：监督管理司, 稿源 温州日报
_SOURCE_LABEL = re.compile(r"(?:来源|稿源|出处|source)\s*[:>]?\s*", re.IGNORECASE)
# 新华(网), 人民(网财经频道), 齐鲁晚(报)
_PAPER = re.compile(r"([\u4e00-\u9fff]{2,10}?)[社网报台刊]")
# 香港(文汇)报讯 on 大公文汇网; 衡阳日报讯 names too little
_OWN_REPORT = re.compile(r"([\u4e00-\u9fff](?![日晚早晨时商都周快])[\u4e00-\u9fff])报(?:讯|消息)")
_OWN_PAPER = re.compile("本报|本网|本台|本刊|本社")
# 本院政治部, 本局
_OURS = re.compile("本[院局厅部委办会县市区镇乡校所站处司州旗厂矿团]|本单位|本机关")
# （第21期）, 总第5期
_PORTALS = ("政府", "人大", "政协")  # 中国政府网 passes on what others publish
_ISSUE = re.compile(r"总?第[\d一二三四五六七八九十百]{1,5}期|期$")


def names_beside(page: Page, span: Span) -> tuple[str, ...]:
    """The names of a line without dates, clock times and words such as 浏览次数; behind 来源 only the name it labels.

    ``2017-11-17 09:12 | 来源：崇左市林业局 | 广西林业网 | 阅读：96`` → 崇左市林业局
    """
    words = list(page.words_of(span))
    for expression in page.expressions(span, labelled=True):
        for i in range(expression.span.start - span.start, expression.span.end - span.start):
            words[i] = "|"
    line = _CLOCK.sub("|", "".join(words))
    label = _SOURCE_LABEL.search(line)
    sources = _pieces(page, line[label.end() :]) if label else ()
    return sources[:1] or _pieces(page, line)


def _pieces(page: Page, line: str) -> tuple[str, ...]:
    pieces = (page.words.line_words.sub("", piece) for piece in _NOT_NAME.split(_ISSUE.sub("|", line)))
    return tuple(piece for piece in pieces if len(piece) > 1 and not page.words.bulletins.search(piece[-2:]))


def kind_beside(page: Page, span: Span) -> DateKind:
    """published beside no name, the agency's own name or the paper's own; reposted beside anybody else's."""
    names = names_beside(page, span)
    words = page.words_of(span)
    if not names:
        return "reposted" if page.document.clean.family == "repost" or "转载" in words else "published"
    if is_third_party(page, names, span):
        return "reposted"
    return "written" if _is_signature(page, span, words) else "published"


def _is_signature(page: Page, span: Span, words: str) -> bool:
    """某市人民政府办公室 2015年6月25日 under the title of minutes or a notice: no clock time, no 来源."""
    paper = page.words.minutes.search(page.title) or page.is_instrument
    return bool(paper and "月" in words and not _CLOCK.search(words) and not _SOURCE_LABEL.search(words))


def is_third_party(page: Page, names: tuple[str, ...], line: Span | None = None) -> bool:
    """Whether *names* (中国政府网, 大众日报, 佚名) are neither an office nor the paper whose own report this is.

    *line*: where they are printed; an account whose name stands alone on another line above the text owns the page.
    """
    joined = "".join(names)
    if _OWN_PAPER.search(joined) or "记者" in joined:
        return False
    family = page.document.clean.family
    if not page.words.media.search(joined) and any(_is_own(page, name, line) for name in names):
        return family == "repost"
    blocks = page.paragraphs
    own = "".join(
        [
            page.words_of(page.document.byline) if page.document.byline else "",
            page.words_of(blocks[0].span)[:50] if blocks else "",
            page.words_of(blocks[-1].span)[-50:] if blocks else "",
        ]
    )
    stem = _PAPER.match(joined)
    report = _OWN_REPORT.search(own)
    known = bool(stem and re.search(f"{re.escape(stem[1])}[社网报台刊]", own)) or joined in own
    known = known or bool(report and report[1] in joined)
    return not known and not _OWN_PAPER.search(own)


def _is_own(page: Page, name: str, line: Span | None) -> bool:
    """监督管理司, 本院政治部, 青岛市海洋发展局网站, 某县委组织部编, 锡林浩特发布; the account heading the page."""
    words = page.words
    original = line is not None and "原创" in page.words_of(line)
    if _OURS.match(name) or words.accounts.search(name) or original:
        return True
    bare = words.own_sites.sub("", words.editing.sub("", name))
    if words.offices.search(bare) and not (bare != name and bare.endswith(_PORTALS)):
        return True
    if line is None or page.document.clean.family == "forum":
        return False
    return any(page.words_of(span).strip() == name for span in page.document.front if span != line)
