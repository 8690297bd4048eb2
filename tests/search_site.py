"""A small site with the search page, made by hand, for the browser: the parts of the program are not needed for it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import jinja2

from meetingsite.names import DOORS
from meetingsite.search import NamedPage, Register, Searchable, index_files

PROJECT = Path(__file__).resolve().parents[1]
BASE = """<!doctype html>
<html lang="zh-Hans" data-site="会议文献阅览室"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{% block title %}{% endblock %}</title>
<link rel="icon" href="data:,"><script src="static/theme.js"></script><link rel="stylesheet" href="static/site.css">
{% block head %}{% endblock %}</head><body class="{% block kind %}{% endblock %}"><main id="main" class="wrap" tabindex="-1">{% block main %}{% endblock %}</main></body></html>
"""
PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'">
<meta name="viewport" content="width=device-width"><title>{title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="../static/site.css"><script src="../static/highlight.js" defer></script></head>
<body class="document"><main class="wrap"><h1 id="title" class="song">{title}</h1><div class="text song">{body}</div></main></body></html>
"""


def document(id: str, title: str, *paragraphs: str, **facts: object) -> Searchable:
    """One document; paragraphs are p1, p2 and so on."""
    numbered = tuple((f"p{number}", words) for number, words in enumerate(paragraphs, 1))
    return Searchable(id, f"documents/{id}.html", title, numbered, **facts)  # type: ignore[arg-type]


def sample() -> tuple[Searchable, ...]:
    """Documents for the queries of issue 6, and fifty more that say much the same."""
    shandong = {"agency": "山东省海洋局", "kind": "政府网页"}
    weihai = {"agency": "威海市海洋发展局", "kind": "论坛帖"}
    return (
        document(
            "a1", "全省海洋工作会议在济南召开",
            "1月30日，全省海洋工作会议在济南召开，部署推进海洋强省建设。",
            "会议要求，推动海洋经济高质量发展，浒苔绿潮防控投入175.3亿元，5G基站覆盖全部渔港。",
            year="2024", date="2024-01-30", topics=(("浒苔防治", "浒苔防治"), ("海洋经济", "海洋经济")), **shandong,
        ),
        document(
            "a2", "海洋强省建设行动计划", "建设海洋强省，发展海洋经济；高质量发展是首要任务。", "ＡＩ＋海洋：２０２３年新增ﬁle 3份。",
            year="2023", date="2023-05", topics=(("海洋经济", "海洋经济"),), **shandong,
        ),
        document(
            "b1", "威海市海洋发展局工作例会", "萧乾与乾县来客座谈，<b>不是标签</b> a.b*c(d)[e] C++。", "会议听取渔船管控汇报。",
            year="2024", date="2024-03-01", topics=(("渔船管控", "渔船管控"),), **weihai,
        ),
        document("b2", "没有日期的一篇", "只说了一句话：工作会议。", **weihai),
        document("c1", "何机关不详", "“十四五”规划，5G＋工业互联网；𠮷田、葛󠄀城。", year="2022", date="2022", kind="报纸"),
        *(
            document(
                f"x{number:02}", f"第{number}次工作会议", f"第{number}次工作会议研究年度计划。" + "会议" * (number % 3), "会议指出，" * 40,
                year=str(2000 + number % 7), date=f"{2000 + number % 7}-06-{number % 28 + 1:02}", **weihai,
            )
            for number in range(50)
        ),
    )  # fmt: skip


NAMED = (
    NamedPage("山东省海洋局", "agency", "agencies/山东省海洋局.html", "", 2),
    NamedPage("威海市海洋发展局", "agency", "agencies/威海市海洋发展局.html", "", 52),
    NamedPage("海洋经济", "topic", "topics/海洋经济.html", "", 2),
    NamedPage("张建东", "person", "people/张建东-山东省海洋局.html", "山东省海洋局", 1),
)


def files(documents: Iterable[Searchable], named: Iterable[NamedPage] = NAMED) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the whole site."""
    held = {one.id: one for one in documents}
    yield from index_files(Register().with_documents(held), held, tuple(named))
    for one in held.values():
        body = "".join(
            f'<div class="blk"><p id="{anchor}">{html.escape(words)}<a class="pn" href="#{anchor}" data-n="1" aria-label="段"></a></p></div>'
            for anchor, words in one.paragraphs
        )
        yield one.url, PAGE.format(title=html.escape(one.title), body=body).encode()
    for name in ("agencies", "dates", "topics", "people", "review", "about", "index"):
        path = "index.html" if name == "index" else f"{name}/index.html"
        yield path, PAGE.format(title=name, body="").encode()
    yield "search.html", _page().encode()
    for file in (PROJECT / "static").iterdir():
        yield f"static/{file.name}", file.read_bytes()


def _page() -> str:
    loader = jinja2.ChoiceLoader(
        [jinja2.DictLoader({"base.html": BASE}), jinja2.FileSystemLoader(PROJECT / "templates")]
    )
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages = {"search": "search.html"}
    return environment.get_template("search.html").render(
        settings=SimpleNamespace(title="会议文献阅览室"),
        link=lambda kind: pages.get(kind, f"{kind}/index.html"),
        static="static",
        entrances=DOORS,
    )


def write(folder: Path, documents: Iterable[Searchable], named: Iterable[NamedPage] = NAMED) -> None:
    """The whole site in *folder*."""
    for path, data in files(documents, named):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
