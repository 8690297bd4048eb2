"""Work over processes: in order, a bounded number of items ahead, and every end of a worker told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from meetingsite.errors import MeetingsiteError, YamlError
from meetingsite.workers import _AHEAD, Workers

ALONE = 48
MANY = 4 * ALONE
SIZE = 5


def doubled(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


def where(batch: list[int]) -> list[int]:
    return [os.getpid() for _ in batch]


def misfit(batch: list[int]) -> list[int]:
    if MANY // 2 in batch:
        raise YamlError("不对。", path="a.yaml", line=3, remedy="改。")
    return batch


def killed(batch: list[int]) -> list[int]:
    if MANY // 2 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


class Counted:
    """Numbers, and how many of them have been taken."""

    def __init__(self, count: int) -> None:
        self.count, self.taken = count, 0

    def __iter__(self) -> Iterator[int]:
        for number in range(self.count):
            self.taken += 1
            yield number


class Inline(Executor):
    """Does the work when it is submitted; stands for any executor."""

    def __init__(self) -> None:
        self.submitted = 0
        self.shut = False

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        self.submitted += 1
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except MeetingsiteError as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.shut = True


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, ALONE - 1, ALONE, ALONE + 1, MANY])
@pytest.mark.parametrize("size", [1, SIZE, 1000])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int, size: int) -> None:
    with ThreadPoolExecutor(jobs) as threads, Workers(jobs, lambda: threads) as workers:
        assert list(workers.map(doubled, range(count), size, ALONE)) == [2 * number for number in range(count)]


def test_several_processes_work_and_each_batch_stays_together() -> None:
    with Workers(2) as workers:
        found = list(workers.map(where, range(MANY), SIZE, ALONE))
    assert os.getpid() not in found and 1 <= len(set(found)) <= 2
    assert all(len(set(found[start : start + SIZE])) == 1 for start in range(0, MANY, SIZE))


@pytest.mark.parametrize(("jobs", "count"), [(4, ALONE - 1), (1, MANY)])
def test_a_little_work_or_one_job_is_done_here(jobs: int, count: int) -> None:
    with Workers(jobs) as workers:
        assert set(workers.map(where, range(count), SIZE, ALONE)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_only_a_few_items_are_taken_ahead(jobs: int) -> None:
    items = Counted(100 * SIZE * jobs)
    bound = ALONE + SIZE * (jobs * _AHEAD + 2)
    with Workers(jobs, Inline) as workers:
        for done, _ in enumerate(workers.map(doubled, items, SIZE, ALONE)):
            assert items.taken <= done + bound
    assert items.taken == items.count


def test_real_processes_take_no_more_ahead() -> None:
    items = Counted(100 * SIZE)
    with Workers(2) as workers:
        results = workers.map(doubled, items, SIZE, ALONE)
        assert next(results) == 0
        assert items.taken <= ALONE + SIZE * (2 * _AHEAD + 2)
        assert list(results) == [2 * number for number in range(1, items.count)]


def test_the_first_items_are_given_out_before_a_result_is_asked_for() -> None:
    items = Counted(MANY)
    with Workers(2, Inline) as workers:
        results = workers.map(doubled, items, SIZE, ALONE)
        taken = items.taken
        assert ALONE <= taken < MANY
        assert list(results) == [2 * number for number in range(MANY)]


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="elsewhere a worker does not start at once")
def test_a_little_work_is_given_away_when_there_are_other_things_to_do() -> None:
    with Workers(2) as workers:
        assert os.getpid() not in set(workers.map(where, range(3), SIZE, ALONE, meanwhile=True))
    with Workers(1) as workers:
        assert set(workers.map(where, range(3), SIZE, ALONE, meanwhile=True)) == {os.getpid()}


def test_a_little_work_is_given_to_workers_that_are_there() -> None:
    with Workers(2) as workers:
        assert set(workers.map(where, range(3), SIZE, ALONE)) == {os.getpid()}
        assert os.getpid() not in set(workers.map(where, range(MANY), SIZE, 1))
        assert os.getpid() not in set(workers.map(where, range(3), SIZE, ALONE))


def test_a_process_with_threads_does_a_little_work_itself() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with Workers(2) as workers:
            assert set(workers.map(where, range(3), SIZE, ALONE, meanwhile=True)) == {os.getpid()}
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize("count", [MANY // 2 + 1, MANY])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_after_what_came_before(jobs: int, count: int) -> None:
    found = []
    with pytest.raises(YamlError) as caught, Workers(jobs) as workers:
        for number in workers.map(misfit, range(count), SIZE, ALONE):
            found.append(number)
    assert str(caught.value) == "a.yaml:3: 不对。\n  → 改。"
    assert found == list(range(MANY // 2 - MANY // 2 % SIZE))


def test_a_killed_worker_is_told_in_a_sentence() -> None:
    with pytest.raises(MeetingsiteError, match="工作进程被系统终止") as caught, Workers(2) as workers:
        list(workers.map(killed, range(MANY), SIZE, ALONE))
    assert "--jobs" in caught.value.remedy


def test_what_the_items_raise_is_raised_and_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def items() -> Iterator[int]:
        yield from range(MANY)
        raise YamlError("坏了。")

    with pytest.raises(YamlError, match="坏了"), Workers(2) as workers:
        list(workers.map(doubled, items(), SIZE, ALONE))
    assert [thread.name for thread in threading.enumerate() if "QueueManager" in thread.name] == []


def test_who_stops_listening_stops_the_work() -> None:
    made: list[Inline] = []

    def make() -> Inline:
        made.append(Inline())
        return made[0]

    items = Counted(100 * SIZE)
    with Workers(2, make) as workers:
        for number in workers.map(doubled, items, SIZE, ALONE):
            if number == 20:
                break
        taken = items.taken
    assert items.taken == taken < items.count
    assert not made[0].shut  # whoever gave the executor ends it


def test_the_processes_are_started_once_and_end_with_the_workers() -> None:
    with Workers(2) as workers:
        first = {pid for _ in range(2) for pid in workers.map(where, range(MANY), SIZE, ALONE)}
    assert len(first) <= 2
    for pid in first:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
