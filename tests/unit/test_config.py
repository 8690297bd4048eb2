from pathlib import Path

import pytest

from meetingsite import config
from meetingsite.config import Config
from meetingsite.errors import YamlError


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(text, name="meetingsite.yaml"):
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults():
    made = config.load(None, {})
    assert made == Config()
    assert (made.sources, made.output) == ((Path("seeds"),), Path("site"))
    assert made.jobs >= 1
    assert made.base_url is None
    assert not (made.fresh or made.strict or made.quiet)


def test_file_of_the_working_folder_is_read_if_it_is_there():
    settings(
        "title: 海洋会议\nsources: [甲, 乙]\noutput: public\njobs: 3\nstrict: true\nbase_url: https://example.org/a"
    )
    made = config.load(None, {})
    assert made.title == "海洋会议"
    assert made.sources == (Path("甲"), Path("乙"))
    assert made.output == Path("public")
    assert (made.jobs, made.strict, made.base_url) == (3, True, "https://example.org/a/")


def test_paths_are_relative_to_the_file():
    made = config.load(settings("sources: [texts, /abs]\noutput: ../out", "conf/my.yaml"), {})
    assert made.sources == (Path("conf/texts"), Path("/abs"))
    assert made.output == Path("conf/../out")


def test_command_line_goes_first():
    settings("sources: [甲]\njobs: 3\nstrict: true")
    made = config.load(None, {"sources": (Path("乙"),), "jobs": 5, "quiet": True})
    assert (made.sources, made.jobs, made.strict, made.quiet) == ((Path("乙"),), 5, True, True)


def test_empty_file_changes_nothing():
    assert config.load(settings("# 什么都没有\n"), {}) == Config()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("titel: 海", 1, "title"),
        ("title: 海\njobs: 两个", 2, "整数"),
        ("title: 海\njobs: 0", 2, "写 1 或更大的整数"),
        ("title: 海\nsources: []", 2, "至少"),
        ("title: ' '", 1, "title"),
        ("output: ''", 1, "不能为空"),
        ("sources: seeds", 1, "列表"),
        ("sources: ['']", 1, "不能为空"),
        ("strict: yes", 1, "true"),
        ("base_url: example.org", 1, "网址"),
        ("base_url: www.example.org/a", 1, "写成 https://www.example.org/a。"),
        ("base_url: https://[", 1, "写成 https://example.org/ 这样"),
        ('output: "C:\\0甲"', 1, "改用单引号"),
        ("base_url: 'https://a.org/?x=1'", 1, "网址"),
        ("a: [}", 1, "YAML"),
    ],
)
def test_mistakes_name_file_line_and_remedy(text, line, says):
    path = settings(text)
    with pytest.raises(YamlError) as caught:
        config.load(None, {})
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.remedy


def test_missing_file_that_was_named():
    with pytest.raises(YamlError, match="没有这个文件"):
        config.load(Path("nowhere.yaml"), {})


def test_settings_misnamed(tmp_path):
    settings("title: 海", "meetingsite.yml")
    with pytest.raises(YamlError) as error:
        config.load(None, {})
    assert error.value.path == Path("meetingsite.yml") and "meetingsite.yaml" in error.value.remedy
    settings("title: 海")
    assert config.load(None, {}).title == "海"
