import io

import pytest

from meetingsite.streams import speak_chinese


class Console(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def written(stream: io.TextIOWrapper, text: str) -> bytes:
    stream.write(text)
    stream.flush()
    return stream.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("encoding", "windows", "kind", "expected"),
    [
        ("ascii", False, Console, "中𠮷".encode()),
        ("latin-1", False, io.TextIOWrapper, "中𠮷".encode()),
        ("utf-8", False, Console, "中𠮷".encode()),
        ("gbk", False, Console, "中".encode("gbk") + b"?"),
        ("cp1252", True, io.TextIOWrapper, "中𠮷".encode()),  # into a file or a pipe
    ],
)
def test_what_is_written_can_be_read(encoding, windows, kind, expected):
    stream = kind(io.BytesIO(), encoding=encoding)
    speak_chinese(stream, windows=windows)
    assert written(stream, "中𠮷") == expected


def test_a_console_without_chinese_says_once_in_english_what_to_do():
    out, err = (Console(io.BytesIO(), encoding="cp437", errors="strict") for _ in range(2))
    speak_chinese(out, err, windows=True)
    told = written(out, "中")
    assert b"PYTHONUTF8=1" in told and told.isascii() and told.endswith(b"?")
    assert written(err, "中") == b"?"


def test_streams_that_are_none_or_no_text_are_left_alone():
    speak_chinese(None, io.StringIO())
