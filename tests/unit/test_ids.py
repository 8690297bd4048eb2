import hashlib

import pytest

from meetingsite.ids import MAX_BYTES, document_id, hashed, is_safe, published_name


@pytest.mark.parametrize(
    "name", ["000_db7eb016e9c41e32", "a", "-", "二〇二四年工作报告", "2024年_总结-1", "海" * 20, "𠀀", "con1", "com10"]
)
def test_safe_names_stay(name):
    assert is_safe(name)
    assert published_name(name) == name
    assert document_id(f"{name}.txt".encode()) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "a b",
        "a.b",
        "a,b",
        "（终稿）",
        "index",
        "con",
        "nul",
        "com1",
        "lpt9",
        "海" * 21,
        "a" * 61,
        "é",
        "が",
        "ª",
        "２",
    ],
)
def test_other_names_are_hashed(name):
    assert not is_safe(name)
    made = published_name(name)
    assert is_safe(made)
    assert made.endswith(hashlib.sha256(name.encode()).hexdigest()[:8])


def test_compatibility_ideographs_are_not_nfc():
    assert not is_safe("\uf900")  # normalises to 豈
    assert is_safe("\u8c48")


@pytest.mark.parametrize("path", ["A.txt", "a.TXT", "a.md", "a", "2024/a.txt", "index.txt", "aux.txt", "a b.txt"])
def test_id_of_other_paths_ends_in_the_hash_of_the_path(path):
    made = document_id(path.encode())
    assert made.endswith("-" + hashlib.sha256(path.encode()).hexdigest()[:8])
    assert is_safe(made)


def test_slug_can_be_read():
    assert document_id("2024/全省 海洋 工作会议（终稿）.txt".encode()).startswith("全省-海洋-工作会议-终稿-")
    assert document_id("Ａ2.TXT".encode()).startswith("a2-")
    assert document_id(b"!!!.txt").startswith("x-")


def test_bytes_that_are_not_utf8_tell_paths_apart():
    first, second = document_id(b"\xff.txt"), document_id(b"\xfe.txt")
    assert first != second
    assert is_safe(first) and is_safe(second)


def test_names_that_differ_only_in_case_or_form_never_meet():
    paths = ["a.txt", "A.txt", "a.TXT", "caf\u00e9.txt", "cafe\u0301.txt", "x/a.txt", "X/a.txt"]
    ids = [document_id(path.encode()) for path in paths]
    assert len({name.casefold() for name in ids}) == len(paths)


def test_long_names_are_cut_between_characters():
    made = hashed("海洋" * 50, b"key")
    assert len(made.encode()) <= MAX_BYTES
    assert made.startswith("海洋海洋")


def test_key_decides_where_names_meet():
    assert published_name("王 伟", "王 伟\0甲") != published_name("王 伟", "王 伟\0乙")
