import pickle
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from meetingsite import yamlfile
from meetingsite.errors import FieldError, SeveralErrors, YamlError


@dataclass(frozen=True)
class Rule:
    name: str
    examples: tuple[str, ...] = ()
    weight: int = 1
    active: bool = True
    parent: str | None = None
    class_: str = ""

    def __post_init__(self):
        if self.weight > 9:
            raise FieldError("weight", "weight 大于 9。", "写 9 或更小的数。")


def load(text, kind=Rule):
    return yamlfile.loads(text, Path("x.yaml"), kind)


def test_everything_stays_text_unless_it_is_declared_otherwise():
    rule = load("name: 2024-01-30\nexamples: [no, 12:30, 0777, null, ~, 1.0]\nweight: 3\nactive: false\nclass: 甲")
    assert rule == Rule("2024-01-30", ("no", "12:30", "0777", "null", "~", "1.0"), 3, False, None, "甲")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("[甲, 乙]", tuple[str, ...], ("甲", "乙")),
        ("甲: [{name: 一}]\n乙: []", dict[str, tuple[Rule, ...]], {"甲": (Rule("一"),), "乙": ()}),
        ("甲:\n乙: 1", dict[str, int | None], {"甲": None, "乙": 1}),
        ("''", str | None, ""),
        ("# 空的", dict[str, str], {}),
        ("甲", str, "甲"),
    ],
)
def test_kinds(text, kind, value):
    assert load(text, kind) == value


def test_marked_values_know_where_they_are_written():
    found = load("- 一\n- 3\n", tuple[yamlfile.Marked[str], ...])
    assert found == (yamlfile.Marked("一", 1, 3), yamlfile.Marked("3", 2, 3))
    assert load("甲: 7\n乙:", dict[str, yamlfile.Marked[int] | None]) == {"甲": yamlfile.Marked(7, 1, 4), "乙": None}


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("name: 甲\nnmae: 乙", (2, 1), "不认识的键“nmae”"),
        ("name: 甲\nname: 乙", (2, 1), "写了两次"),
        ("weight: 1", (1, 1), "缺少键“name”"),
        ("name: 甲\nweight: 多", (2, 9), "不是整数"),
        ("name: 甲\nactive: yes", (2, 9), "不是 true 或 false"),
        ("name: [甲]", (1, 7), "应当是一个值"),
        ("name: 甲\nexamples: 乙", (2, 11), "应当是一个列表"),
        ("- 甲", (1, 1), "映射"),
        ("name: 甲\nweight: 10", (2, 9), "大于 9"),
        ("name: 甲\n\tweight: 1", (2, 1), "YAML"),
        ("name: '甲", (None, None), "YAML"),
    ],
)
def test_mistakes_say_where_and_what_to_do(text, place, says):
    with pytest.raises(YamlError, match=says) as caught:
        load(text)
    assert caught.value.path == Path("x.yaml")
    assert caught.value.remedy
    if place[0]:
        assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        ("name: 甲\nexamples: 乙", Rule, "写成 [乙]，"),
        ("name: 甲\nexamples: {乙: 丙}", Rule, "前加“- ”"),
        ("一句话", tuple[Rule, ...], "可用的键：name、examples、"),
        ("- name: 甲", Rule, "去掉“- ”"),
        ("name:甲", Rule, "冒号后空一格；可用的键：name、"),
        ("name：甲", Rule, "改成半角"),
        ("name: 甲\nactive: yes", Rule, "写 true。"),
        ("name: 甲\nactive: 否", Rule, "写 false。"),
        ("name: 甲\nactive: 也许", Rule, "写 true 或 false。"),
        ("name: 甲\nweight: 10", Rule, "写 9 或更小的数。"),
    ],
)
def test_the_remedy_says_what_to_write(text, kind, remedy):
    with pytest.raises(YamlError) as caught:
        load(text, kind)
    assert remedy in caught.value.remedy


def test_all_mistakes_of_a_file_are_told_in_their_order():
    with pytest.raises(SeveralErrors) as caught:
        load("甲: {nmae: 一, name: 二, weight: 多}\n乙: {weight: 1}\n丙: {name: 三}\n乙: {}\n", dict[str, Rule])
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()[::2]] == [
        "x.yaml:1:5",
        "x.yaml:1:31",
        "x.yaml:2:4",
        "x.yaml:4:1",
    ]
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value) and again.line == 1


def test_nearest_key_is_named():
    with pytest.raises(YamlError, match="是不是“examples”") as caught:
        load("name: 甲\nexample: [乙]")
    assert str(caught.value) == "x.yaml:2:1: 不认识的键“example”。\n  → 是不是“examples”？"


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("name: 甲: 乙", "不该再有冒号", 1),
        ("name: 甲\n  weight: 1", "不该再有冒号", 2),
        ("name:\n\t- 甲", "制表符", 2),
        ("name: @甲", "不能以 @", 1),
        ("name: - 甲", "列表不能与键写在同一行", 1),
        ("name: '甲", "引号没有成对", 1),
        ("examples: [甲, 乙}", "括号没有成对", 1),
        ("name: 甲\n- 乙", "缩进不一致", 2),
        ("examples:\n  - 甲\n name: 乙", "缩进不一致", 3),
        ("name: *甲", "不能以 * 或 &", 1),
        ('name: "\\q"', "反斜杠", 1),
        ("--- 甲\n--- 乙", "不止一份", 2),
        ("name: 甲\nexamples:\n- \x01", "控制字符", 3),
    ],
)
def test_what_yaml_says_is_said_in_chinese(monkeypatch, loader, text, says, line):
    monkeypatch.setattr(yamlfile, "_Loader", loader)
    with pytest.raises(YamlError, match=re.escape(says)) as caught:
        load(text)
    assert caught.value.line == line
    assert not re.search("[a-z]{4,}", caught.value.message.replace("YAML", ""))


def test_what_nobody_has_met_is_told_in_its_own_words():
    with pytest.raises(YamlError, match="不是合格的 YAML：second occurrence"):
        load("name: &a 甲\nexamples: [&a 乙]")


def test_files(tmp_path):
    path = tmp_path / "x.yaml"
    with pytest.raises(YamlError, match="没有这个文件"):
        yamlfile.load(path, Rule)
    path.write_bytes("\ufeffname: 甲".encode())
    assert yamlfile.load(path, Rule) == Rule("甲")
    path.write_bytes("name: 甲".encode("gb18030"))
    with pytest.raises(YamlError, match="UTF-8"):
        yamlfile.load(path, Rule)
    with pytest.raises(YamlError, match="读不出来"):
        yamlfile.load(tmp_path, Rule)


def test_key_that_is_not_a_word():
    with pytest.raises(YamlError) as caught:
        load("? [甲]\n: 乙", dict[str, str])
    assert caught.value.line == 1
