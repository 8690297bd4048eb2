"""Work spread over processes: in order, a few batches ahead and no more, so that memory does not grow with the work."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from types import TracebackType
from typing import TypeVar

from .errors import MeetingsiteError

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 3  # batches waiting for each worker


class Workers:
    """A number of worker processes, started when there is enough to do; a context manager.

    *executor* makes what takes their place where it is given: any of ``concurrent.futures``, as Dask's; whoever gives it
    also ends it.
    """

    def __init__(self, jobs: int, executor: Callable[[], Executor] | None = None) -> None:
        self._jobs = jobs
        self._make = executor
        self._executor: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._executor and not self._make:
            self._executor.shutdown(wait=True, cancel_futures=kind is not None)

    def map(
        self, work: Callable[[list[T]], list[R]], items: Iterable[T], size: int, alone: int, *, meanwhile: bool = False
    ) -> Iterator[R]:
        """What *work*, a function of a module, makes of *items*, taken *size* at a time, in their order. The first are
        given out at once, the others as results are taken. Fewer than *alone* this process does itself, sooner than
        others would start; not so where they are there already, or where it has other things to do *meanwhile* and
        others start at once.

        Raises what *work* raises, and MeetingsiteError when a worker was killed.
        """
        rest = iter(items)
        if self._executor or (meanwhile and _forks() and not self._make):
            alone = 0
        first = list(islice(rest, alone))
        batches = _batches(chain(first, rest), size)
        if len(first) < alone or (self._jobs == 1 and not self._make):
            return chain.from_iterable(map(work, batches))
        waiting = deque(self._started().submit(work, batch) for batch in islice(batches, self._jobs * _AHEAD))
        return self._results(work, waiting, batches)

    def _results(
        self, work: Callable[[list[T]], list[R]], waiting: deque[Future[list[R]]], batches: Iterable[list[T]]
    ) -> Iterator[R]:
        try:
            for batch in batches:
                waiting.append(self._started().submit(work, batch))
                yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise MeetingsiteError(
                "一个工作进程被系统终止了，多半是内存不够。", remedy="减少 --jobs；有特别大的文稿，就拆开。"
            ) from None
        finally:
            for future in waiting:
                future.cancel()

    def _started(self) -> Executor:
        if self._executor is None:
            how = multiprocessing.get_context(None if _forks() else "spawn")
            self._executor = (
                self._make() if self._make else ProcessPoolExecutor(self._jobs, how, initializer=_start_worker)
            )
        return self._executor


def _forks() -> bool:
    """Whether a worker is a copy of this process, there at once. One of a process with threads, as of one that serves or
    watches, may stand still for ever."""
    return multiprocessing.get_start_method() == "fork" and threading.active_count() == 1


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _start_worker() -> None:
    """Ctrl-C is the parent's to answer; a parent that was killed takes its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is the parent's is not looked through, or it would be copied page by page
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
