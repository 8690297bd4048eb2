"""jieba kept on a short lead: silent, loaded late, and the same words from a part of its dictionary as from the whole."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from built import known
from meetingsite.cards import headings
from meetingsite.extract import segment
from meetingsite.extract.segment import Segmenter, segmenter
from sample_corpus import large

WORDS = known().vocabulary
WHOLE = segmenter(WORDS).whole()
HEADINGS = [headings(entry.document) for entry in large().entries]


def test_silent_and_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for cut in (Segmenter(frozenset({"互花米草"}), None).whole(), Segmenter(WORDS, None).cut_for(["除治互花米草"])):
        assert list(cut("除治互花米草")) == ["除治", "互花米草"]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("jieba").level == logging.CRITICAL


def test_with_a_folder_of_ours_the_dictionary_is_kept_there_and_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, temporary = tmp_path / "ours", tmp_path / "temporary"
    for folder in (ours, temporary):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    words = frozenset({"互花米草"})
    cuts = [Segmenter(words, place).whole() for place in (None, ours, ours)]
    assert len({tuple(cut("发展苗种繁育，除治互花米草，更换养殖浮漂。")) for cut in cuts}) == 1
    assert len(list(ours.iterdir())) == 1 and list(temporary.iterdir()) == []


def test_a_part_of_the_dictionary_gives_the_same_words_as_the_whole() -> None:
    cut = Segmenter(WORDS, None).cut_for(HEADINGS)
    assert cut is not WHOLE
    assert [list(cut(text)) for text in HEADINGS] == [list(WHOLE(text)) for text in HEADINGS]


@given(st.text(alphabet=sorted({*"".join(HEADINGS), *"一了的人民在水会议abc12，。 \u3000\U00020000"}), max_size=60))
@settings(max_examples=8, deadline=None)
def test_any_text_is_segmented_as_by_the_whole(text: str) -> None:
    assert list(Segmenter(WORDS, None).cut_for([text])(text)) == list(WHOLE(text))


def test_who_asks_again_or_for_much_gets_the_whole_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Segmenter] = []
    whole = Segmenter.whole

    def counted(self: Segmenter) -> segment.Cut:
        loaded.append(self)
        return whole(self)

    monkeypatch.setattr(Segmenter, "whole", counted)
    twice, much = Segmenter(frozenset(), None), Segmenter(frozenset(), None)
    twice.cut_for(["海洋经济"])
    assert loaded == []
    assert list(twice.cut_for(["海洋强省"])("海洋强省")) == ["海洋", "强省"]
    much.cut_for(["海" * 30_000])
    assert loaded == [twice, much]


def test_jieba_is_imported_only_when_needed() -> None:
    program = (
        f"import sys; sys.path[:0] = {sys.path!r}; import meetingsite.extract.segment; print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
