"""jieba kept on a short lead: silent, loaded late, and the same words as from its whole dictionary."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from built import known
from meetingsite.model import Entry
from meetingsite.segment import Segmenter
from sample_corpus import large

WORDS = known().vocabulary
OURS = Segmenter(WORDS, None)
ENTRIES = large().entries


@pytest.fixture(scope="module")
def whole() -> jieba.Tokenizer:
    """jieba as its authors mean it to be used."""
    tokenizer = jieba.Tokenizer()
    for word in sorted(WORDS):
        tokenizer.add_word(word)
    return tokenizer


def test_silent_and_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(Segmenter(frozenset({"互花米草"}), None).cut("除治互花米草")) == ["除治", "互花米草"]
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("jieba").level == logging.CRITICAL


def test_the_dictionary_is_kept_in_our_folder_for_as_long_as_the_words_are_the_same(tmp_path: Path) -> None:
    def kept(word: str) -> tuple[list[str], int]:
        assert list(Segmenter(frozenset({word}), tmp_path).cut(f"除治{word}")) == ["除治", word]
        return [file.name for file in tmp_path.iterdir()], next(tmp_path.iterdir()).stat().st_mtime_ns

    first, again, other = kept("互花米草"), kept("互花米草"), kept("养殖浮漂")
    assert first == again
    assert len(other[0]) == 1 and other[0] != first[0]


@pytest.mark.parametrize("content", [b"", b"i\x01", b"not ours"])
def test_a_damaged_dictionary_is_made_anew(tmp_path: Path, content: bytes) -> None:
    words = frozenset({"互花米草"})
    list(Segmenter(words, tmp_path).cut("除治"))
    (file,) = tmp_path.iterdir()
    good = file.read_bytes()
    file.write_bytes(content)
    assert list(Segmenter(words, tmp_path).cut("除治互花米草")) == ["除治", "互花米草"]
    assert file.read_bytes() == good


def test_where_nothing_can_be_kept_it_is_done_without(tmp_path: Path) -> None:
    nowhere = tmp_path / "none"
    assert list(Segmenter(frozenset({"互花米草"}), nowhere).cut("除治互花米草")) == ["除治", "互花米草"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_document_is_segmented_as_by_jieba(entry: Entry, whole: jieba.Tokenizer) -> None:
    assert list(OURS.cut(entry.document.text)) == list(whole.cut(entry.document.text))


@given(
    st.text(
        alphabet=sorted({*ENTRIES[0].document.text[:400], *"一了的人民在水会议abc12，。 \u3000\U00020000"}), max_size=60
    )
)
@settings(max_examples=50, deadline=None)
def test_any_text_is_segmented_as_by_jieba(whole: jieba.Tokenizer, text: str) -> None:
    assert list(OURS.cut(text)) == list(whole.cut(text))


def test_jieba_is_imported_only_when_needed() -> None:
    program = f"import sys; sys.path[:0] = {sys.path!r}; import meetingsite.segment; print('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
