"""The package as a user gets it: built, installed where nothing else is, run outside the checkout."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = {
    "a.txt": (
        "湖南省水利厅召开防汛工作会议\n"
        "2023年6月12日，湖南省水利厅在长沙召开防汛工作会议。会议强调，要压实责任，加强值守。\n"
    ),
    "b.txt": (
        "甘肃省教育厅2022年工作要点\n一、总体要求\n全面贯彻党的教育方针，落实立德树人根本任务。\n"
        "二、主要任务\n推进义务教育优质均衡发展。\n"
    ),
}


def run(*command, cwd):
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, made from the source distribution, which is made from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    assert len(list(folder.glob("meetingsite-*.tar.gz"))) == 1
    return next(folder.glob("meetingsite-*.whl"))


def test_everything_is_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for source, target in (("src/meetingsite", "meetingsite"), ("templates", "meetingsite/templates"),
                           ("static", "meetingsite/static")):  # fmt: skip
        files = [path for path in (ROOT / source).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        assert {f"{target}/{path.relative_to(ROOT / source).as_posix()}" for path in files} <= names
    assert not [name for name in names if not name.startswith("meetingsite")]


def test_installed_command_builds_a_site(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    (tmp_path / "seeds").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    out = run(scripts / "meetingsite", "build", cwd=tmp_path)
    assert "收入 2 篇" in out
    site = tmp_path / "site"
    documents = json.loads((site / "data/documents.json").read_text(encoding="utf-8"))
    assert [(entry["id"], entry["title"]) for entry in documents] == [
        (name[0], text.split("\n")[0]) for name, text in TEXTS.items()
    ]
    for entry in documents:
        assert entry["title"] in (site / entry["url"]).read_text(encoding="utf-8")
    assert list(site.glob("**/*.css"))
    assert "build" in run(scripts / "python", "-m", "meetingsite", "--help", cwd=tmp_path)
