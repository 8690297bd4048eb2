import errno
import os
import subprocess
import sys
import tomllib
import types
from dataclasses import dataclass
from pathlib import Path

import pytest

from meetingsite import cli
from meetingsite.changes import Build, Change
from meetingsite.errors import OutputError, YamlError
from meetingsite.model import Refused
from meetingsite.progress import Progress, ShownProgress
from meetingsite.summary import printable

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class FakeReport:
    """What pipeline.build answers."""

    documents: int = 3
    refused: tuple[Refused, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
    changed: int = 7
    removed: int = 0
    build: Build | None = None
    known: frozenset[Refused] = frozenset()


@pytest.fixture
def pipeline(monkeypatch, tmp_path):
    """A pipeline that notes the settings it got and answers, or raises, what the test says."""
    fake = types.ModuleType("meetingsite.pipeline")
    fake.answer = FakeReport()
    fake.settings = None

    def build(settings, progress):
        fake.settings, fake.progress = settings, progress
        if isinstance(fake.answer, BaseException):
            raise fake.answer
        return fake.answer

    fake.build = build
    monkeypatch.setitem(sys.modules, "meetingsite.pipeline", fake)
    monkeypatch.chdir(tmp_path)
    return fake


def test_every_option_reaches_the_build(pipeline):
    arguments = "build --source 甲 --source 乙 --output out --jobs 2 --fresh --strict --quiet"
    assert cli.main(arguments.split()) == 0
    made = pipeline.settings
    assert (made.sources, made.output, made.jobs) == ((Path("甲"), Path("乙")), Path("out"), 2)
    assert (made.fresh, made.strict, made.quiet) == (True, True, True)


def test_defaults(pipeline):
    assert cli.main(["build"]) == 0
    assert (pipeline.settings.sources, pipeline.settings.output) == ((Path("seeds"),), Path("site"))
    assert not pipeline.settings.strict


def test_config_file(pipeline, tmp_path):
    (tmp_path / "my.yaml").write_text("title: 海\nstrict: true\n", encoding="utf-8")
    assert cli.main(["build", "--config", "my.yaml"]) == 0
    assert (pipeline.settings.title, pipeline.settings.strict) == ("海", True)


def test_script_is_build(pipeline):
    assert cli.script(["--jobs", "4"]) == 0
    assert pipeline.settings.jobs == 4
    assert cli.script(["build", "--jobs", "5"]) == 0
    assert pipeline.settings.jobs == 5


def test_script_takes_the_arguments_of_the_process(pipeline, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["build.py", "--jobs", "6"])
    assert cli.script() == 0
    assert pipeline.settings.jobs == 6


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "缺少命令"),
        (["bild"], "没有 'bild' 这个命令"),
        (["build", "--sauce", "x"], "不认识的参数：--sauce"),
        (["build", "--out", "x"], "不认识的参数：--out"),
        (["build", "texts"], "不认识的参数：texts"),
        (["build", "--source"], "--source 后面缺少一个值"),
        (["build", "--source", ""], "路径不能为空"),
        (["build", "--jobs", "0"], "“0”不是"),
        (["build", "--jobs", "many"], "“many”不是"),
        (["build", "--quiet=yes"], "--quiet 不带值"),
    ],
)
def test_wrong_command_line(pipeline, capsys, arguments, says):
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "--help" in err
    assert pipeline.settings is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bild"], "是不是“build”？用法见 meetingsite --help"),
        (["CHEKC"], "是不是“check”？用法见 meetingsite --help"),
        (["build", "--sauce", "x"], "是不是“--source”？用法见 meetingsite build --help"),
        (["serve", "--prot=3"], "是不是“--port”？用法见 meetingsite serve --help"),
        (["check", "--outptu", "x"], "→ 用法见 meetingsite check --help"),  # check has no --output
        (["甲"], "→ 用法见 meetingsite --help"),
    ],
)
def test_what_was_meant(capsys, arguments, says):
    assert cli.main(arguments) == 2
    assert says in capsys.readouterr().err


def test_what_was_meant_of_build_py(capsys):
    assert cli.script(["sevre"]) == 2
    assert "是不是“serve”？" in capsys.readouterr().err


def test_a_folder_or_file_without_its_option(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("甲", encoding="utf-8")
    for run in (cli.main, cli.script):
        assert run(["seeds"]) == 2
        assert "来源文件夹写成 --source seeds；用法见" in capsys.readouterr().err
    assert cli.script(["seeds/a.txt"]) == 2
    assert "explain seeds/a.txt；" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--version"], ["build", "--version"], ["explain", "--version"]])
def test_version(pipeline, capsys, arguments):
    assert cli.main(arguments) == 0
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert capsys.readouterr().out == f"meetingsite {declared}\n"
    assert pipeline.settings is None


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"]])
def test_help_names_everything(capsys, arguments):
    assert cli.main(arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：meetingsite")
    options = ["--source", "--output", "--config", "--jobs", "--fresh", "--strict", "--quiet"]
    assert all(word in out for word in (["build"] if len(arguments) == 1 else options))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (YamlError("错键。", path="x.yaml", line=3, column=1, remedy="改名。"), "x.yaml:3:1: 错键。\n  → 改名。"),
        (OutputError("不是空的。"), "不是空的"),
        (KeyboardInterrupt(), "已中断"),
        (MemoryError(), "内存不够"),
        (OSError(errno.ENOSPC, "No space left on device", "x.html"), "x.html: 磁盘已满。\n  → 检查"),
        (OSError("odd"), "odd"),
        (ModuleNotFoundError("No module named 'jieba'", name="jieba"), "pip install"),
    ],
)  # fmt: skip
def test_what_a_user_can_do_is_a_sentence_and_status_1(pipeline, capsys, error, says):
    pipeline.answer = error
    assert cli.main(["build"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("错误：")
    assert says in err


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("x", name="meetingsite.nothing"), ModuleNotFoundError("x"), ValueError("x")]
)
def test_our_own_defects_are_not_hidden(pipeline, error):
    pipeline.answer = error
    with pytest.raises(type(error)):
        cli.main(["build"])


def test_summary(pipeline, capsys):
    refused = [Refused(f"{number}.txt", "empty", "空文件。") for number in range(25)]
    pipeline.answer = FakeReport(
        refused=(*refused, Refused("link", "ignored", "符号链接。")),
        waiting=(("inferred", 3), ("warnings", 1)),
        removed=2,
    )
    assert cli.main(["build"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "收入 3 篇文稿；更新 7 个文件，删除 2 个。"
    assert lines[1] == "未能收入 25 个文件："
    assert lines[2] == "  0.txt  空文件。补上文字，或移走这个文件。（empty）"
    assert lines[21:] == [
        "  19.txt  空文件。补上文字，或移走这个文件。（empty）",
        "  …… 另有 5 个，见 data/refused.json",
        "略过 1 个不是文稿的文件，见 data/refused.json。",
        "待核：可疑 1 篇、推定 3 篇，见 site/review.html",
        "打开 site/index.html",
    ]


def test_what_an_earlier_build_refused_is_only_counted(pipeline, capsys):
    old, new = Refused("a.txt", "empty", "空文件。"), Refused("b.txt", "mojibake", "乱码。")
    pipeline.answer = FakeReport(refused=(old, new), known=frozenset([old]))
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out.splitlines()[1:4] == [
        "未能收入 2 个文件，1 个与上次相同，见 data/refused.json。",
        "这次新的 1 个：",
        "  b.txt  乱码。这是乱码，请重新取一份原件。（mojibake）",
    ]
    pipeline.answer = FakeReport(refused=(old, new), known=frozenset([old, new]))
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "未能收入 2 个文件，与上次相同，见 data/refused.json。",
        "打开 site/index.html",
    ]


def test_summary_of_a_build_that_changed_nothing(pipeline, capsys):
    pipeline.answer = FakeReport(changed=0)
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out == "收入 3 篇文稿；与上次相同，没有改动文件。\n打开 site/index.html\n"


def test_summary_names_what_changed_and_why(pipeline, capsys):
    many = tuple(Change(str(number), f"第{number}号\x1b") for number in range(7))
    changed = (Change("a", "工作要点", ("correction",)), Change("b", "会议", ("source", "correction")))
    pipeline.answer = FakeReport(
        removed=1,
        build=Build(
            "2024-06-01", 9, ("knowledge", "settings"), new=many, changed=changed, moved=(Change("c", "旧", (), "d"),)
        ),
    )
    assert cli.main(["build"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "收入 3 篇文稿；更新 7 个文件，删除 1 个。",
        "与上次不同的还有：知识库、设置。",
        "新收 7 篇：" + "、".join(f"《第{number}号\ufffd》" for number in range(5)) + " 等，全部见 changes.html",
        "改动 2 篇：《工作要点》（订正）、《会议》（原文件、订正）",
        "改名 1 篇：《旧》（c → d）",
        "打开 site/index.html",
    ]


def test_summary_of_the_first_build_names_nothing(pipeline, capsys):
    pipeline.answer = FakeReport(build=Build("2024-06-01", 3, ("program", "knowledge"), first=True))
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out == "收入 3 篇文稿；更新 7 个文件，删除 0 个。\n打开 site/index.html\n"


def test_progress_is_told_on_the_other_stream_and_not_to_who_wants_quiet(pipeline, capsys):
    assert cli.main(["build"]) == 0
    assert isinstance(pipeline.progress, ShownProgress)
    assert cli.main(["build", "--quiet"]) == 0
    assert type(pipeline.progress) is Progress
    assert capsys.readouterr().err == ""


def test_quiet(pipeline, capsys):
    pipeline.answer = FakeReport(refused=(Refused("a", "empty", "空"),))
    assert cli.main(["build", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_names_cannot_steer_the_terminal():
    assert printable("a\x1b[31m\nb\u202e。") == "a\ufffd[31m\ufffdb\ufffd。"


def run(*arguments, **keywords):
    """``python -m meetingsite`` as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **keywords.pop("env", {})}
    command = [sys.executable, *(arguments or ("-m", "meetingsite"))]
    return subprocess.run(command, env=environment, capture_output=True, check=False, **keywords)


def test_module_can_be_run():
    done = run("-m", "meetingsite", "--help")
    assert done.returncode == 0
    assert "build" in done.stdout.decode()


def test_console_without_chinese(tmp_path):
    done = run("-m", "meetingsite", "build", "--sauce", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert b"--sauce" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_locale_without_chinese_has_chinese_messages(tmp_path):
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = run("-m", "meetingsite", "build", "--sauce", cwd=tmp_path, env=plain)
    assert "不认识的参数：--sauce" in done.stderr.decode()
    done = run("-m", "meetingsite", "build", cwd=tmp_path, env=plain)
    assert done.returncode == 1 and "PYTHONUTF8=1" in done.stderr.decode() and b"Traceback" not in done.stderr
    done = run("-m", "meetingsite", "build", cwd=tmp_path, env=plain | {"PYTHONUTF8": "1"})
    assert "没有这个来源文件夹" in done.stderr.decode()


def test_reader_that_goes_away(tmp_path):
    program = (
        "import sys, types; from pathlib import Path; from meetingsite import cli\n"
        "fake = types.ModuleType('p'); sys.modules['meetingsite.pipeline'] = fake\n"
        "fake.build = lambda settings, progress: types.SimpleNamespace(documents=1, refused=(), waiting=(), changed=1, removed=0,"
        " build=None)\n"
        "sys.stdin.read()\n"
        "sys.exit(cli.main(['build']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == b""


def test_build_py_without_the_packages(tmp_path):
    """A Python that has none of the packages says which line installs them."""
    done = run("-S", "-I", str(ROOT / "build.py"), cwd=tmp_path)
    assert done.returncode == 1
    assert "pip install -e ." in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_build_py_on_a_python_that_is_too_old(tmp_path):
    program = "import runpy, sys; sys.version_info = (3, 10, 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = run("-c", program, str(ROOT / "build.py"), cwd=tmp_path)
    assert done.returncode == 1
    assert "3.11" in done.stderr.decode()
