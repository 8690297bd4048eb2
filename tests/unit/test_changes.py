"""The journal: what is new, changed, gone, renamed, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from built import known, renderer
from meetingsite.cards import Card
from meetingsite.changes import (
    BUILDS,
    Build,
    Change,
    Journal,
    compared,
    differs,
    journal_json,
    pages,
    read_journal,
)
from meetingsite.errors import OutputError
from meetingsite.plan import Earlier
from meetingsite.reader import card
from meetingsite.stages import completed
from meetingsite.write import JOURNAL
from sample_corpus import plain

DAY = date(2024, 5, 6)
MAKERS = {"program": "p", "knowledge": "k", "templates": "t", "settings": "s"}


def one(number: int, year: int = 2020) -> Card:
    return card(completed(plain(number, year, "自然资源部", "national", "中国"), known()), known())


A, B, C = one(1), one(2), one(3)
FIRST = compared(Journal(), [A, B], MAKERS, DAY)


def after(*cards: Card, **makers: str) -> Build:
    return compared(FIRST, cards, MAKERS | makers, DAY).builds[-1]


def test_the_first_build_lists_nothing_since_all_is_new() -> None:
    assert FIRST.builds == (Build("2024-05-06", 2, first=True),)
    assert differs(FIRST.builds[0])


def test_new_changed_and_gone() -> None:
    build = after(A._replace(data="other", source="other"), C)
    assert build.new == (Change(C.id, C.row.title),)
    assert build.changed == (Change(A.id, A.row.title, ("source",)),)
    assert build.gone == (Change(B.id, B.row.title),)
    assert (build.documents, build.why, differs(build)) == (2, (), True)


@pytest.mark.parametrize(
    ("card", "makers", "why"),
    [
        (A._replace(correction="c", data="other"), {}, ("correction",)),
        (A._replace(source="x", correction="c"), {}, ("source", "correction")),
        (A._replace(data="other"), {"knowledge": "new"}, ("knowledge",)),
        (A._replace(data="other"), {"program": "new", "templates": "new"}, ("program",)),
    ],
)
def test_why_a_document_changed(card: Card, makers: dict[str, str], why: tuple[str, ...]) -> None:
    build = after(card, B, **makers)
    assert [change.why for change in build.changed] == [why]
    assert build.why == tuple(makers)


def test_nothing_changed() -> None:
    assert not differs(after(B, A))
    assert not differs(after(A, B, templates="new"))
    assert after(A, B, templates="new").why == ("templates",)


def test_a_renamed_file_is_moved_neither_new_nor_gone() -> None:
    renamed = one(9)._replace(source=A.source)
    build = after(renamed, B)
    assert build.moved == (Change(A.id, A.row.title, (), renamed.id),)
    assert (build.new, build.gone) == ((), ())


def test_tombstones_stand_for_what_is_gone_until_it_comes_back() -> None:
    gone = compared(FIRST, [B], MAKERS, date(2024, 6, 1))
    assert gone.gone() == {A.id: ("2024-06-01", Change(A.id, A.row.title))}
    tomb = [page for page in pages(gone) if page.template == "tombstone.html"]
    assert [page.path for page in tomb] == [f"documents/{A.id}.html"]
    html = renderer().render(tomb[0], {})[0].decode()
    assert '<meta name="meetingsite-page" content="tombstone">' in html and A.row.title in html and "2024-06-01" in html
    assert compared(gone, [A, B], MAKERS, DAY).gone() == {}


def test_a_tombstone_leads_to_the_new_name_while_it_is_there() -> None:
    renamed = one(9)._replace(source=A.source)
    moved = compared(FIRST, [renamed, B], MAKERS, DAY)
    (tomb,) = [page for page in pages(moved) if page.template == "tombstone.html"]
    assert renderer().render(tomb, {})[1] >= {f"documents/{renamed.id}.html"}
    (tomb, _) = [page for page in pages(compared(moved, [B], MAKERS, DAY)) if page.template == "tombstone.html"]
    assert tomb.context["to"] == ""


def titled(card: Card, title: str, source: str) -> Card:
    """Another document in the place of *card*."""
    return card._replace(row=card.row._replace(title=title), source=source, data=source)


def shown_changes(journal: Journal) -> str:
    (page,) = [page for page in pages(journal) if page.template == "changes.html"]
    return renderer().render(page, {})[0].decode()


def test_another_document_at_the_address_of_one_that_is_gone_is_told() -> None:
    gone = compared(FIRST, [B], MAKERS, date(2024, 6, 1))
    taken = compared(gone, [titled(A, "另一篇", "n"), B], MAKERS, date(2024, 6, 2))
    assert taken.builds[-1].new == (Change(A.id, "另一篇", was=A.row.title),)
    assert taken.earlier() == {A.id: (Earlier(A.row.title, "2024-06-01", "", ""),)}
    assert f"这个地址以前是《{A.row.title}》的" in shown_changes(taken)
    # What was said of the earlier document leads to no other.
    assert f'{A.id}.html">{A.row.title}' in shown_changes(gone)
    assert f'{A.id}.html">{A.row.title}' not in shown_changes(taken)


def test_the_same_document_that_comes_back_is_no_other_though_its_text_was_mended() -> None:
    gone = compared(FIRST, [B], MAKERS, DAY)
    back = compared(gone, [A._replace(source="n", data="n"), B], MAKERS, DAY)
    assert (back.earlier(), back.taken()) == ({}, {})
    assert back.builds[-1].new == (Change(A.id, A.row.title),)


def test_what_took_the_address_of_a_renamed_document_leads_to_it_however_often_it_is_renamed() -> None:
    other = titled(A, "另一篇", "n")
    moved = compared(FIRST, [one(9)._replace(source=A.source), B], MAKERS, DAY)
    taken = compared(moved, [one(9)._replace(source=A.source), other, B], MAKERS, DAY)
    assert taken.earlier()[A.id][0].to == one(9).id
    again = compared(taken, [one(8)._replace(source=A.source), other, B], MAKERS, DAY)
    assert again.earlier()[A.id][0][2:] == (one(8).id, one(8).row.title)


def test_a_document_that_is_renamed_while_another_takes_its_name_is_not_changed() -> None:
    renamed = one(9)._replace(source=A.source)
    build = after(renamed, titled(A, "另一篇", "n"), B)
    assert build.moved == (Change(A.id, A.row.title, to=renamed.id),)
    assert build.new == (Change(A.id, "另一篇", was=A.row.title),)
    assert (build.changed, build.gone) == ((), ())
    # An old version kept under another name is a new file, not the document that moved on.
    build = after(renamed, titled(A, A.row.title, "n"), B)
    assert [change.id for change in build.changed] == [A.id] and [new.id for new in build.new] == [renamed.id]


def test_a_changed_title_is_told() -> None:
    journal = compared(FIRST, [titled(A, "改过的题名", "n"), B], MAKERS, DAY)
    assert journal.builds[-1].changed == (Change(A.id, "改过的题名", ("source",), was=A.row.title),)
    assert f"原题《{A.row.title}》" in shown_changes(journal)
    assert journal.earlier() == {}


def test_the_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    journal = compared(compared(FIRST, [A._replace(source="n"), C], MAKERS | {"program": "n"}, DAY), [C], MAKERS, DAY)
    journal = compared(journal, [titled(B, "另一篇", "m"), C], MAKERS, DAY)
    assert journal.builds[-1].new[0].was
    (tmp_path / "data").mkdir()
    (tmp_path / JOURNAL).write_bytes(journal_json(journal))
    assert read_journal(tmp_path) == journal
    assert journal_json(read_journal(tmp_path)) == journal_json(journal)


def test_no_journal_is_an_empty_one_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == Journal()
    (tmp_path / "data").mkdir()
    for content in (
        b"[]",
        b"{}",
        b'{"builds": [1], "made_by": {}, "documents": {}}',
        b"\xff",
        b'{"builds":' + b"[" * 9999,
    ):
        (tmp_path / JOURNAL).write_bytes(content)
        with pytest.raises(OutputError, match="变更记录坏了"):
            read_journal(tmp_path)


def test_pages_are_bounded_and_old_ones_stay_as_they_are() -> None:
    journal = FIRST
    for number in range(2 * BUILDS):
        journal = compared(journal, [A, B, one(10 + number)], MAKERS, DAY)
    more = compared(journal, [A, B], MAKERS, DAY)
    keys = [
        {page.path: renderer().key(page, ()) for page in pages(one) if page.template == "changes.html"}
        for one in (journal, more)
    ]
    assert keys[0].keys() == keys[1].keys() == {"changes.html", "changes/1.html"}
    assert [path for path in keys[0] if keys[0][path] != keys[1][path]] == ["changes.html"]


def test_the_key_of_the_page_changes_with_every_word_of_a_build() -> None:
    journal = compared(FIRST, [A, B, C], MAKERS, DAY)
    build = journal.builds[-1]
    others = [
        replace_build(journal, build._replace(new=(Change(C.id, "别的题名"),))),
        replace_build(journal, build._replace(why=("program",))),
        replace_build(journal, build._replace(date="2024-05-07")),
    ]
    keys = {renderer().key(next(pages(one)), ()) for one in (journal, *others)}
    assert len(keys) == 4


def replace_build(journal: Journal, build: Build) -> Journal:
    return replace(journal, builds=(*journal.builds[:-1], build))


def test_a_journal_that_was_written_and_is_gone_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    manifest = tmp_path / "data/files.json"
    manifest.write_text('{"generator": "meetingsite", "files": ["data/changes.json", "index.html"]}', encoding="utf-8")
    with pytest.raises(OutputError, match="变更记录不见了") as caught:
        read_journal(tmp_path)
    assert "空文件 changes.json" in caught.value.remedy
    (tmp_path / "data/changes.json").touch()
    assert read_journal(tmp_path) == Journal()
    (tmp_path / "data/changes.json").unlink()
    manifest.write_text(  # of a first publication that was killed
        '{"generator": "meetingsite", "files": ["data/changes.json", "data/unfinished.json"]}', encoding="utf-8"
    )
    assert read_journal(tmp_path) == Journal()
