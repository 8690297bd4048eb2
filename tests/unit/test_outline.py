"""Which pages there are, and by what each is known to be unchanged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from built import RULES, TEMPLATES, TITLE, known, planned, shown
from meetingsite.model import Entry, Person
from meetingsite.pages.addresses import address
from meetingsite.pages.outline import CITED, RAW, Page, outline
from meetingsite.plan import SiteSettings
from meetingsite.render import _REFERENCE, Renderer
from meetingsite.stages import completed
from meetingsite.store import packed
from sample_corpus import Corpus, large, many, naming, plain, sample

PLAIN = SiteSettings(TITLE)


def pages(corpus: Corpus, settings: SiteSettings = PLAIN) -> dict[str, Page]:
    return {page.path: page for page in outline(planned(corpus), settings)}


def digest(entry: Entry) -> bytes:
    return blake2b(packed(entry), digest_size=16).digest()


class Made:
    """The key and the bytes of every page of a collection."""

    def __init__(self, corpus: Corpus, renderer: Renderer | None = None, settings: SiteSettings = PLAIN) -> None:
        renderer = renderer or Renderer(TEMPLATES, settings, RULES)
        entries = {entry.id: completed(entry, known()) for entry in corpus.entries}
        digests = {key: digest(entry) for key, entry in entries.items()}
        self.keys: dict[str, bytes] = {}
        self.content: dict[str, bytes] = {}
        for page in outline(planned(corpus), settings):
            self.keys[page.path] = renderer.key(page, [digests[key] for key in page.needs + page.quotes])
            self.content[page.path] = renderer.render(page, shown(page, entries))[0]

    def kept(self, later: Made) -> set[str]:
        """The pages that keep their key."""
        return {path for path, key in self.keys.items() if later.keys.get(path) == key}


SAMPLE = Made(sample())


def test_every_page_has_a_path_of_its_own_and_a_template() -> None:
    found = list(outline(planned(large()), SiteSettings(TITLE, base_url="https://example.org/")))
    assert len({page.path.casefold() for page in found}) == len(found)
    assert all((TEMPLATES / page.template).is_file() for page in found if page.template != RAW)
    assert {page.template for page in found} >= {"index.html", "agency.html", "cited.html", "404.html", "source.html"}


def test_a_404_page_is_there_where_the_address_is_known() -> None:
    assert "404.html" not in pages(sample())
    assert "404.html" in pages(sample(), SiteSettings(TITLE, base_url="https://example.org/"))


def test_a_page_needs_each_document_it_shows_and_each_is_held() -> None:
    held = {entry.id for entry in large().entries}
    found = pages(large())
    assert all({*page.needs, *page.quotes} <= held for page in found.values())
    assert found["documents/100_forum.html"].needs == ("100_forum",)
    assert found["sources/100_forum.html"].needs == ("100_forum",)
    assert found["index.html"].needs == found["dates/2023.html"].needs == ()
    assert len(found["agencies/自然资源部/cited.html"].quotes) > CITED
    assert found["topics/海洋经济.html"].quotes == tuple(
        row.id for topic in planned(large()).topics if topic.key == "海洋经济" for row in topic.rows
    )


def test_pages_are_the_same_in_every_run() -> None:
    assert pages(sample()) == pages(sample())
    assert Made(sample()).keys == SAMPLE.keys and Made(sample()).content == SAMPLE.content
    backwards = replace(sample(), entries=sample().entries[::-1], refused=sample().refused[::-1])
    assert Made(backwards).keys == SAMPLE.keys


# --- what a key depends on


PAGE = Page("topics/海洋经济.html", "topic.html", {"name": "海洋经济", "rows": [("a", None, 1)]}, ("a", "b"))
DIGESTS = (b"a" * 16, b"b" * 16)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def key(page: Page = PAGE, digests: Iterable[bytes] = DIGESTS, folder: Path = TEMPLATES, **changed: object) -> bytes:
    given = {"settings": PLAIN, "rules": RULES, "code": b"1", **changed}
    return Renderer(folder, given["settings"], given["rules"], given["code"]).key(page, digests)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        PAGE._replace(path="topics/海洋经济/1.html"),
        PAGE._replace(template="person.html"),
        PAGE._replace(context={**PAGE.context, "name": "海洋"}),
        PAGE._replace(context={**PAGE.context, "more": None}),
        PAGE._replace(context={**PAGE.context, "rows": [("a", None, 2)]}),
        PAGE._replace(context={**PAGE.context, "rows": []}),
        PAGE._replace(context={**PAGE.context, "rows": [("a", "None", 1)]}),
    ],
)
def test_the_key_changes_with_the_page(changed: Page) -> None:
    assert key(changed) != key()


@pytest.mark.parametrize("digests", [(), DIGESTS[:1], DIGESTS[::-1], (*DIGESTS, b"c" * 16), (b"x" * 16, b"b" * 16)])
def test_the_key_changes_with_the_documents(digests: tuple[bytes, ...]) -> None:
    assert key(digests=digests) != key()


@pytest.mark.parametrize(
    "changed",
    [
        {"settings": SiteSettings("另一个阅览室")},
        {"settings": SiteSettings(TITLE, base_url="https://example.org/")},
        {"rules": {**RULES, "论坛干扰码": "干扰码"}},
        {"rules": {}},
        {"code": b"2"},
    ],
)
def test_the_key_changes_with_what_all_pages_share(changed: dict[str, object]) -> None:
    assert key(**changed) != key()


@pytest.mark.parametrize(
    ("page", "template", "changes"),
    [
        ("topic.html", "topic.html", True),
        ("topic.html", "base.html", True),  # extended
        ("topic.html", "parts.html", True),  # imported
        ("review.html", "review_parts.html", True),
        ("topic.html", "review_parts.html", False),
        ("topic.html", "person.html", False),
        ("topic.html", "about.md", False),
        ("about.html", "about.md", True),
        ("about.html", "base.html", True),
    ],
)
def test_the_key_changes_with_the_templates_the_page_uses(
    templates: Path, page: str, template: str, changes: bool
) -> None:
    asked = PAGE._replace(template=page)
    assert key(asked, folder=templates) == key(asked)
    with (templates / template).open("a", encoding="utf-8") as file:
        file.write("\n<!-- another -->\n")
    assert (key(asked, folder=templates) != key(asked)) is changes


def test_every_reference_between_templates_is_found() -> None:
    """As Jinja's own parser finds them; one that is missed would leave pages as they were."""
    referring = 0
    for file in TEMPLATES.glob("*.html"):
        source = file.read_text(encoding="utf-8")
        found = set(meta.find_referenced_templates(Environment().parse(source)))
        assert set(_REFERENCE.findall(source)) == found, file.name
        referring += bool(found)
    assert referring > 10


def test_the_key_depends_on_nothing_else(templates: Path) -> None:
    """Not on where the templates lie, the order of the rules, or what the same renderer was asked before."""
    turned = dict(reversed(RULES.items()))
    (templates / "notes.txt").write_text("x")
    assert key(folder=templates, rules=turned) == key()
    one = Renderer(TEMPLATES, PLAIN, RULES, b"1")
    for page in pages(sample()).values():
        one.key(page, ())
    assert one.key(PAGE, DIGESTS) == one.key(PAGE, iter(DIGESTS)) == key()


# --- and that it is enough


def _one_more(corpus: Corpus) -> Corpus:
    return replace(
        corpus, entries=(*corpus.entries, plain(50, 2022, "荣成市海洋发展局", "county", "山东省威海市荣成市"))
    )


def _one_less(corpus: Corpus) -> Corpus:
    return replace(corpus, entries=tuple(entry for entry in corpus.entries if entry.id != "103_portal"))


def _one_that_names_others(corpus: Corpus) -> Corpus:
    text = "按《威海市海洋发展局2023年工作思路》，山东省海洋局局长张建东传达了自然资源部的要求。"
    return replace(corpus, entries=(*corpus.entries, naming(7, text)))


def _another_title(corpus: Corpus) -> Corpus:
    def renamed(entry: Entry) -> Entry:
        return replace(entry, document=replace(entry.document, title="全省会议")) if entry.id == "100_forum" else entry

    return replace(corpus, entries=tuple(map(renamed, corpus.entries)))


def _no_warnings(corpus: Corpus) -> Corpus:
    return replace(corpus, entries=tuple(replace(entry, warnings=()) for entry in corpus.entries))


def _a_copy_more(corpus: Corpus) -> Corpus:
    return replace(corpus, copies={**corpus.copies, "208_plain": "204_plain"})


def _other_candidates(corpus: Corpus) -> Corpus:
    return replace(corpus, candidates=(*corpus.candidates, ("苗种繁育", 3)))


def _nothing_refused(corpus: Corpus) -> Corpus:
    return replace(corpus, refused=())


CHANGES = [
    _one_more,
    _one_less,
    _one_that_names_others,
    _another_title,
    _no_warnings,
    _a_copy_more,
    _other_candidates,
    _nothing_refused,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_keeps_its_key_keeps_its_bytes(change: Callable[[Corpus], Corpus]) -> None:
    later = Made(change(sample()))
    kept = SAMPLE.kept(later)
    assert {path for path in kept if SAMPLE.content[path] != later.content[path]} == set()
    assert later.content != SAMPLE.content and len(kept) > len(SAMPLE.keys) // 3


def test_a_change_of_a_template_or_setting_that_keeps_keys_keeps_bytes(templates: Path) -> None:
    page = templates / "topic.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("{% block main %}", "{% block main %}新"), encoding="utf-8"
    )
    later = Made(sample(), Renderer(templates, PLAIN, RULES))
    changed = {path for path in SAMPLE.keys if SAMPLE.content[path] != later.content[path]}
    assert changed and changed == set(SAMPLE.keys) - SAMPLE.kept(later)
    titled = Made(sample(), settings=SiteSettings("别的"))
    assert SAMPLE.kept(titled) == {address("raw", entry.id) for entry in sample().entries}


def test_a_document_more_touches_few_pages_of_a_large_collection() -> None:
    """Those it stands on, its neighbours', and those that count everything; no numbered page."""
    before, after = Made(many(120)), Made(many(121))
    touched = set(before.keys) - before.kept(after)
    assert not [
        path for path in touched if path.rpartition("/")[2].removesuffix(".html").isdecimal() and "dates" not in path
    ]
    assert len([path for path in touched if path.startswith("documents/")]) <= 2
    assert not [path for path in touched if path.startswith("sources/")]
    assert len(touched) < 20


@pytest.mark.parametrize(("people", "shown"), [(8, 8), (9, 9), (10, 8)])
def test_a_surname_leads_to_all_of_it_where_more_than_one_are_left(people: int, shown: int) -> None:
    entry = plain(1, 2020, "自然资源部", "national", "中国")
    acting = tuple(
        Person(f"王{name}", (), (), entry.document.blocks[0].span, "名单", True)
        for name in "一二三四五六七八九十"[:people]
    )
    corpus = Corpus((replace(entry, facts=replace(entry.facts, people=acting)),))
    ((_, doors, total),) = pages(corpus)["people/index.html"].context["surnames"]
    assert (len(doors), total) == (shown, people)
