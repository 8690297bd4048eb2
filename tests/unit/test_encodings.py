import codecs

import pytest

from meetingsite.encodings import decode, lost, readability
from meetingsite.errors import RefusedError

SIMPLIFIED = "全省海洋工作会议在济南召开，传达学习贯彻党的二十大精神。"
TRADITIONAL = "全縣海洋工作會議在臺北召開，傳達學習各項決議並討論漁業發展。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED + "浬㐀𠮷", "gb18030", "gb18030"),  # 㐀 and 𠮷 take four bytes
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL + "嘅喺啲", "big5hkscs", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED + "\r\n2024 GDP", "utf-16-le", "utf-16-le"),
        (SIMPLIFIED + "\r\n2024 GDP", "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32-le", "utf-32-le"),
        (SIMPLIFIED, "utf-32-be", "utf-32-be"),
        ("plain ASCII\n", "ascii", "utf-8"),
        ("会议纪要", "gb18030", "gb18030"),
        ("會議紀錄", "big5", "big5"),
        ("一\r\n二\r三\n", "utf-8", "utf-8"),
    ],
)
def test_encoding_is_recognised(text, codec, name):
    data = text.encode(codec)
    assert decode(data) == (text, name)
    assert data.decode(name, "replace") == text


def test_marks_of_the_other_byte_order():
    assert decode(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")) == (SIMPLIFIED, "utf-16")
    assert decode(codecs.BOM_UTF32_BE + SIMPLIFIED.encode("utf-32-be")) == (SIMPLIFIED, "utf-32")


def test_encoding_is_told_from_the_first_foreign_byte_on():
    text = "x" * 40_001 + SIMPLIFIED
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_a_few_bad_bytes_are_shown():
    data = (SIMPLIFIED * 4).encode()
    text, name = decode(data[:30] + b"\xff" + data[30:])
    assert name == "utf-8"
    assert text == SIMPLIFIED[:10] + "\ufffd" + (SIMPLIFIED * 4)[10:]
    assert lost(text) == 1


def test_cut_in_the_middle_of_a_character():
    text, name = decode((SIMPLIFIED * 2).encode("gb18030")[:-1])
    assert (text, name) == ((SIMPLIFIED * 2)[:-1] + "\ufffd", "gb18030")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "big5"])
def test_bad_bytes_spoil_no_more_than_their_own_characters(codec):
    text = (SIMPLIFIED if codec != "big5" else TRADITIONAL) * 3
    data = bytearray(text.encode(codec))
    for at in (20, 61, 100):
        data[at] = 0xFF
    read, name = decode(bytes(data))
    assert name == codec
    assert lost(read) == 3
    rest = [part for part in read.split("\ufffd") if part]
    assert sum(map(len, rest)) >= len(text) - 3
    assert all(part in text for part in rest)


def test_a_stray_zero_byte_is_one_bad_byte():
    text, name = decode(
        (SIMPLIFIED * 5).encode("gb18030").replace("济南".encode("gb18030"), "济\0南".encode("gb18030"), 1)
    )
    assert (text[:10], name, lost(text)) == ("全省海洋工作会议在济", "gb18030", 1)


def test_much_damage_is_refused():
    damaged = "\ufffd".join(SIMPLIFIED)
    with pytest.raises(RefusedError, match="坏字") as caught:
        decode(damaged.encode())
    assert caught.value.code == "encoding"
    with pytest.raises(RefusedError) as caught:
        decode(("锟斤拷" * 5 + SIMPLIFIED).encode())
    assert caught.value.code == "encoding"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(1, 256)) * 4,
        b"text\x01\x02\x03\x04",
        SIMPLIFIED.encode() + b"\0" * 40,
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(RefusedError) as caught:
        decode(data)
    assert caught.value.code == "binary"


@pytest.mark.parametrize("text", ["Привет мир, это протокол собрания", "Übergrößenträger, café, naïveté"])
def test_other_code_pages_are_refused(text):
    with pytest.raises(RefusedError) as caught:
        decode(text.encode("cp1251" if text[0] == "П" else "latin-1"))
    assert caught.value.code == "encoding"


@pytest.mark.parametrize(
    ("wrong", "right"), [("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"), ("latin-1", "big5hkscs")]
)
def test_wrong_reading_that_was_saved_is_undone(wrong, right):
    text = "會議召開，一切工作中的決議" if right == "big5hkscs" else "会议召开，一切工作中国人民"
    saved = text.encode(right).decode("latin-1")
    if wrong == "cp1252":  # as browsers do: the five gaps of Windows-1252 stay control characters
        saved = "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c if "\x80" <= c <= "\x9f" else c for c in saved)
    assert decode(saved.encode()) == (text, f"utf-8>cp1252>{right}")


def test_utf8_read_as_gbk_is_undone_when_every_byte_goes_back():
    text = "海洋强省建设行动计划新闻发布会工作部署二〇年"
    saved = text.encode().decode("gb18030")
    assert saved.startswith("娴锋磱")
    assert decode(saved.encode()) == (text, "utf-8>gb18030>utf-8")


def test_a_wrong_reading_that_was_saved_twice_is_undone():
    text = "会议召开，一切工作中国人民"
    once = text.encode().decode("latin-1")
    assert decode(once.encode().decode("latin-1").encode()) == (text, "utf-8>cp1252>utf-8>cp1252>utf-8")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [(SIMPLIFIED, "gb18030", "big5hkscs"), (TRADITIONAL, "big5", "gb18030"), (SIMPLIFIED, "utf-8", "big5")],
)
def test_a_wrong_reading_that_cannot_be_undone_is_refused(text, right, wrong):
    saved = (text * 3).encode(right).decode(wrong, "ignore")
    with pytest.raises(RefusedError) as caught:
        decode(saved.encode())
    assert caught.value.code == "mojibake"


def test_mojibake_that_lost_bytes_is_refused():
    saved = (SIMPLIFIED + "\n").encode().decode("gb18030", "replace")
    with pytest.raises(RefusedError) as caught:
        decode(saved.encode())
    assert caught.value.code == "mojibake"


@pytest.mark.parametrize("text", ["联通", "café au lait", "Übermäßig", "鑫淼焱垚", "①②③④⑤", "……"])
def test_odd_but_right_text_is_left_alone(text):
    assert decode(text.encode()) == (text, "utf-8")


def test_readability():
    assert readability(SIMPLIFIED) > 0.6
    assert readability(TRADITIONAL) > 0.6
    assert readability(SIMPLIFIED.encode().decode("gb18030", "replace")) < 0.15
    assert readability("abc") == 1
    assert readability("\x01\x02") == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + b"\x14\x00" * 40, "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80), "doc"),
        (b"%PDF-1.4\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi}", "RTF"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says) as caught:
        decode(data)
    assert caught.value.code == "binary"
