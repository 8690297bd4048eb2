import io
import os
import pty

import pytest

from meetingsite import streams
from meetingsite.progress import SILENT, ShownProgress, Stage, duration, shown_on


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """What a reader sees in the one line: carriage returns go back to its beginning, Han take two columns."""

    def line(self) -> str:
        cells: list[str] = []
        at = 0
        for char in self.getvalue():
            if char == "\r":
                at = 0
                continue
            cells += [" "] * (at + streams.columns(char) - len(cells))
            cells[at : at + streams.columns(char)] = [char, ""][: streams.columns(char)]
            at += streams.columns(char)
        return "".join(cells).rstrip()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_bar(clock):
    screen = Terminal()
    with ShownProgress(screen, clock, lambda: 80).stage("读取", 10_000) as stage:
        stage.step(100)
        assert screen.getvalue() == ""  # too early to flash something up
        clock.now += 10
        stage.step(2_400)
        assert screen.line() == "读取  [######..................]  2,500 / 10,000  剩 31 秒"
        clock.now += 0.05
        stage.step(7_400)
        assert "2,500" in screen.line()  # at most ten times a second
        clock.now += 0.05
        stage.step(100)
        assert screen.line() == "读取  [########################]  10,000 / 10,000"  # 剩 is wiped
    assert screen.line() == ""
    assert screen.getvalue().endswith("\r")


def test_bar_of_unknown_length(clock):
    screen = Terminal()
    with ShownProgress(screen, clock, lambda: 80).stage("找文稿") as stage:
        clock.now += 1
        stage.step(1_234)
        assert screen.line() == "找文稿  1,234"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (62, "读取文稿  [############............]  50 / 100  剩 2 分 00 秒"),
        (61, "读取文稿  50 / 100  剩 2 分 00 秒"),
        (34, "读取文稿  50 / 100  剩 2 分 00 秒"),
        (33, "50 / 100"),
        (8, ""),
    ],
)
def test_bar_never_breaks_the_line(clock, columns, expected):
    screen = Terminal()
    with ShownProgress(screen, clock, lambda: columns).stage("读取文稿", 100) as stage:
        stage.step(0)
        clock.now += 120
        stage.step(50)
        assert screen.line() == expected
        assert streams.columns(screen.line()) < columns


def test_bar_in_a_terminal_made_narrower(clock):
    screen, columns = Terminal(), [100]
    with ShownProgress(screen, clock, lambda: columns[0]).stage("读取", 100) as stage:
        clock.now += 9
        stage.step(50)
        columns[0] = 20
        before = len(screen.getvalue())
        clock.now += 1
        stage.step(1)
    drawn = screen.getvalue()[before:]
    assert "51 / 100" in drawn
    assert max(streams.columns(part) for part in drawn.split("\r")) < 20


def test_bar_is_wiped_when_the_work_fails(clock):
    screen = Terminal()
    with pytest.raises(KeyboardInterrupt), ShownProgress(screen, clock, lambda: 80).stage("读取", 9) as stage:
        clock.now += 1
        stage.step()
        raise KeyboardInterrupt
    assert "1 / 9" in screen.getvalue()
    assert screen.line() == ""


def test_the_inner_stage_speaks(clock):
    screen = Terminal()
    progress = ShownProgress(screen, clock, lambda: 80)
    with progress.stage("写网页", 10) as outer:
        with progress.stage("读取", 10) as inner:
            clock.now += 1
            outer.step()
            assert screen.getvalue() == ""
            inner.step()
            assert screen.line().startswith("读取")
        clock.now += 1
        outer.step()
        assert screen.line().startswith("写网页")


def test_log(clock):
    log = io.StringIO()
    with ShownProgress(log, clock).stage("读取", 1_000) as stage:
        for _ in range(20):
            clock.now += 1
            stage.step(50)
    assert log.getvalue().splitlines() == [
        "读取 100 / 1,000（10%），剩 18 秒",
        "读取 350 / 1,000（35%），剩 13 秒",
        "读取 600 / 1,000（60%），剩 8 秒",
        "读取 850 / 1,000（85%），剩 3 秒",
        "读取 1,000 / 1,000，用时 20 秒",
    ]


def test_what_comes_before_the_first_step_says_nothing_of_the_rest(clock):
    """Workers that start and load knowledge for nine seconds: 900 documents do not take nine seconds each."""
    log = io.StringIO()
    with ShownProgress(log, clock).stage("读文稿", 900) as stage:
        clock.now += 9
        stage.step(12)
        for _ in range(5):
            clock.now += 1
            stage.step(10)
        lines = log.getvalue().splitlines()
    assert lines == ["读文稿 12 / 900（1%）", "读文稿 62 / 900（6%），剩 1 分 24 秒"]


def test_a_single_step_tells_nothing_of_the_rest():
    stage = Stage("读文稿", 18, lambda _: None, 0.0, done=2, first=(0.5, 1))
    assert stage.left(5.5) == ""
    stage.done = 11
    assert stage.left(5.5) == "剩 4 秒"


def test_log_of_unknown_length(clock):
    log = io.StringIO()
    with ShownProgress(log, clock).stage("找文稿") as stage:
        clock.now += 3
        stage.step(7)
    assert log.getvalue() == "找文稿 7\n找文稿 7，用时 3 秒\n"


def test_log_has_no_line_of_a_short_stage(clock):
    log = io.StringIO()
    progress = ShownProgress(log, clock)
    for _ in range(5):
        with progress.stage("读取", 3) as stage:
            stage.step(3)
            clock.now += 1.9
    assert log.getvalue() == ""


class Broken(io.StringIO):
    """A pipe whose reader went away."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error, self.asked = error, 0

    def write(self, text: str) -> int:
        self.asked += 1
        raise self.error


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError(5, "EIO"), ValueError("I/O operation on closed file")])
@pytest.mark.parametrize("columns", [None, lambda: 80])
def test_a_stream_that_fails_is_left_alone(clock, error, columns):
    stream = Broken(error)
    progress = ShownProgress(stream, clock, columns)
    for _ in range(2):
        with progress.stage("读取", 2) as stage:
            clock.now += 9
            stage.step()
            clock.now += 9
            stage.step()
    assert stream.asked == 1


def test_a_stream_without_chinese_does_not_stop_the_work(clock):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with ShownProgress(stream, clock).stage("读取", 2) as stage:
        clock.now += 9
        stage.step()
        assert stage.done == 1


def test_silent():
    with SILENT.stage("读取", 9) as stage:
        stage.step(3)
        assert stage.done == 3


def test_what_suits_a_stream(clock):
    def said(stream: io.StringIO, **more: object) -> str:
        with shown_on(stream, clock=clock, **{"environ": {}} | more).stage("读取", 2) as stage:
            clock.now += 9
            stage.step()
        return stream.getvalue()

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert said(Screen()).startswith("\r读取  [")
    assert said(Screen(), environ={"TERM": "dumb"}).startswith("读取 1 / 2（50%）")
    assert said(io.StringIO()).startswith("读取 1 / 2（50%）")
    assert said(Screen(), quiet=True) == said(io.StringIO(), quiet=True) == ""
    assert "\x1b" not in said(Screen())  # no colour, with or without NO_COLOR
    closed = io.StringIO()
    closed.close()
    assert shown_on(closed) is SILENT


def test_a_real_terminal_says_how_wide_it_is(clock):
    leader, follower = pty.openpty()
    try:
        with open(follower, "w", encoding="utf-8") as stream:
            with shown_on(stream, environ={}, clock=clock).stage("读取", 10) as stage:
                clock.now += 9
                stage.step()
            drawn = b""
            while not drawn.endswith(b"\r"):  # the kernel hands it over in its own time
                drawn += os.read(leader, 4096)
        drawn = drawn.decode()
        assert "读取  [##......................]  1 / 10" in drawn
    finally:
        os.close(leader)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-1, "0 秒"), (0.4, "0 秒"), (59.4, "59 秒"), (59.6, "1 分 00 秒"), (185, "3 分 05 秒"), (7_620, "2 小时 07 分")],
)
def test_duration(seconds, expected):
    assert duration(seconds) == expected
