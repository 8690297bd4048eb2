"""Building again gives, byte for byte, what building from nothing gives, whatever was changed in between."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from built import ROOT
from meetingsite import resources
from meetingsite.changes import read_journal
from meetingsite.config import Config
from meetingsite.pipeline import build
from meetingsite.write import MANIFEST

NAMES = ["001.txt", "002.txt", "003.txt", "会议.txt", "年/总结.txt", "年/总结.md", "记者 稿.txt"]
AGENCIES = ["威海市海洋发展局", "荣成市海洋发展局", "山东省海洋局", "自然资源部", "青岛海洋科技中心"]
PEOPLE = ["张建东", "孟庆胜", "邢海文"]
TOPICS = ["海洋牧场建设", "安全生产", "渔船管控", "营商环境"]
texts = st.builds(
    lambda agency, other, person, topic, year, month, day: (
        f"{agency}召开{year}年{topic}工作会议\n\n　　{month}月{day}日，{agency}召开{year}年{topic}工作会议。{agency}局长{person}出席会议并讲话。\n"
        f"　　会议传达{other}局长{person}讲话精神和《{other}召开{year}年{topic}工作会议》，总结{topic}工作，一是抓落实，二是抓安全生产。\n"
        f"　　会议要求，全体干部职工要把{topic}放在全局工作的首要位置。{year}年完成投资{day}亿元，比上年增长{month}个百分点。"
        f"各科室要把任务分解到人，按月调度，按季通报，年底考核，确保完成{topic}的各项目标。\n"
    ),
    st.sampled_from(AGENCIES),
    st.sampled_from(AGENCIES),
    st.sampled_from(PEOPLE),
    st.sampled_from(TOPICS),
    st.integers(2021, 2023),
    st.integers(1, 12),
    st.integers(1, 28),
)
contents = st.one_of(texts.map(str.encode), st.sampled_from([b"", b"\xff\xfe\x00", "太短".encode()]))
names = st.sampled_from(NAMES)


class Rebuild(RuleBasedStateMachine):
    """Changes of every kind; after some of them, a build, and the same from nothing beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.sources, self.output = self.folder / "seeds", self.folder / "site"
        self.package = resources._PACKAGE
        self.base_url: str | None = None
        self.day = 1
        self.built = False

    @initialize(text=texts)
    def start(self, text: str) -> None:
        self.sources.mkdir()
        (self.sources / "first.txt").write_text(text, encoding="utf-8")
        own = self.folder / "package"
        for name in ("templates", "static"):
            shutil.copytree(ROOT / name, own / name)
        shutil.copytree(ROOT / "src" / "meetingsite" / "knowledge", own / "knowledge")
        resources._PACKAGE = own

    def teardown(self) -> None:
        resources._PACKAGE = self.package
        shutil.rmtree(self.folder)

    @rule(name=names, content=contents)
    def write(self, name: str, content: bytes) -> None:
        path = self.sources / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        self.built = False

    @precondition(lambda self: len(self.documents()) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.documents()))
        path.unlink()
        Path(f"{path}.yaml").unlink(missing_ok=True)
        self.built = False

    @rule(data=st.data(), name=names)
    def rename(self, data: st.DataObject, name: str) -> None:
        path, target = data.draw(st.sampled_from(self.documents())), self.sources / name
        target.parent.mkdir(exist_ok=True)
        if target.exists() or Path(f"{path}.yaml").exists():
            return
        path.rename(target)
        self.built = False

    @rule(name=names, topic=st.sampled_from(["党的建设", "安全生产"]))
    def correct(self, name: str, topic: str) -> None:
        path = self.sources / name
        if path.exists() and path.stat().st_size > 100:
            correction = f"title:\n  was: 不是这个\n  now: {topic}\n  note: 核对\n"
            text = path.read_text(encoding="utf-8").partition("\n")[0]
            Path(f"{path}.yaml").write_text(correction.replace("不是这个", text), encoding="utf-8")
            self.built = False

    @rule(name=names)
    def take_back(self, name: str) -> None:
        Path(f"{self.sources / name}.yaml").unlink(missing_ok=True)
        self.built = False

    @rule(
        name=st.sampled_from(["base.html", "topic.html", "parts.html", "about.md"]), words=st.sampled_from(["甲", "乙"])
    )
    def change_template(self, name: str, words: str) -> None:
        path = self.folder / "package" / "templates" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("会议", words) if "会议" in text else text + "\n", encoding="utf-8")
        self.built = False

    @rule(word=st.sampled_from(["抓落实", "干部职工"]))
    def change_knowledge(self, word: str) -> None:
        path = self.folder / "package" / "knowledge" / "noise.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"# {word}\n", encoding="utf-8")
        self.built = False

    @rule(base_url=st.sampled_from([None, "https://example.org/a/", "https://example.org/b/"]))
    def change_settings(self, base_url: str | None) -> None:
        self.base_url = base_url
        self.built = False

    @rule()
    def lose_the_store(self) -> None:
        shutil.rmtree(self.folder / ".site.meetingsite", ignore_errors=True)

    @rule(data=st.data())
    def damage_the_output(self, data: st.DataObject) -> None:
        pages = sorted(self.output.rglob("*.html"))
        if pages:
            data.draw(st.sampled_from(pages)).unlink()
            self.built = False

    @rule()
    def next_day(self) -> None:
        self.day += 1

    @precondition(lambda self: self.publishable())
    @rule()
    def build(self) -> None:
        before = contents_of(self.output)
        twin = self.folder / "twin"
        shutil.rmtree(twin, ignore_errors=True)
        if self.output.exists():
            shutil.copytree(self.output, twin)
        report = build(self.config(self.output), today=self.today())
        build(self.config(twin, fresh=True), today=self.today())
        after = contents_of(self.output)
        assert after == contents_of(twin)
        assert (report.changed, report.removed) == (
            sum(before.get(name) != content for name, content in after.items() if name != MANIFEST),
            len(before.keys() - after.keys()),
        )
        self.built = True

    @precondition(lambda self: self.built)
    @rule()
    def build_again(self) -> None:
        before = {path: path.stat().st_mtime_ns for path in self.output.rglob("*")}
        self.day += 1
        report = build(self.config(self.output), today=self.today())
        assert (report.changed, report.removed, report.build) == (0, 0, None)
        assert {path: path.stat().st_mtime_ns for path in self.output.rglob("*")} == before

    @precondition(lambda self: self.built)
    @invariant()
    def every_address_ever_published_is_there(self) -> None:
        journal = read_journal(self.output)
        known = set(journal.documents or {}) | set(journal.gone())
        assert {path.stem for path in (self.output / "documents").glob("*.html")} == known

    def config(self, output: Path, fresh: bool = False) -> Config:
        return Config(sources=(self.sources,), output=output, base_url=self.base_url, jobs=1, fresh=fresh)

    def today(self) -> date:
        return date.fromordinal(date(2026, 1, 1).toordinal() + self.day)

    def documents(self) -> list[Path]:
        return sorted(path for path in self.sources.rglob("*") if path.is_file() and path.suffix != ".yaml")

    def publishable(self) -> bool:
        corrected = [Path(str(path)[: -len(".yaml")]) for path in self.sources.rglob("*.yaml")]
        return all(path.exists() and path.stat().st_size > 100 for path in corrected) and any(
            path.stat().st_size > 100 for path in self.documents()
        )


def contents_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


TestRebuild = Rebuild.TestCase
TestRebuild.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
