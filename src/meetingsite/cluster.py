"""Reading documents on other machines: Dask's scheduler in the place of the process pool.

The bytes of a document travel with its task, so the workers need no common file system, only the same program.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from . import version
from .errors import ConfigError, MeetingsiteError
from .resources import folder
from .workers import Workers

_PATIENCE = 20  # seconds for the scheduler to answer
_INSTALL = "python -m pip install distributed"


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of the Dask scheduler at *address* (``tcp://10.0.0.1:8786``).

    Raises ConfigError where ``distributed`` is not installed, nobody answers, there is no worker, or one has another
    version of the program; MeetingsiteError when a document takes several workers down or the scheduler goes away.
    """
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError:
        raise ConfigError("--cluster 要用 distributed，还没有装。", remedy=f"运行：{_INSTALL}") from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"连不上 Dask 调度器 {address}（{error}）。"
        raise ConfigError(message, remedy="检查地址，例如 tcp://127.0.0.1:8786，并确认它在运行。") from None
    try:
        _same_program(client.run(program, on_error="return"), address)
        yield Workers(sum(client.nthreads().values()), client.get_executor)
    except distributed.KilledWorker:
        message = "读一批文稿时，工作机接连中断；没有发布。"
        raise MeetingsiteError(message, remedy="多半是内存不够：去掉 --cluster 再试，或拆开特别大的文稿。") from None
    except (CancelledError, distributed.client.ClosedClientError, distributed.comm.CommClosedError):
        message = f"与 Dask 调度器 {address} 的连接中断了；没有发布。"
        raise MeetingsiteError(message, remedy="重新启动调度器和工作机，再试；或去掉 --cluster。") from None
    finally:
        client.close()


def program() -> str:
    """What a worker would read documents with."""
    return version.reading(folder("knowledge")).hex()


def _same_program(found: dict[str, object], address: str) -> None:
    if not found:
        raise ConfigError(f"Dask 调度器 {address} 没有工作机。", remedy="先启动工作机：dask worker 地址。")
    others = sorted(worker for worker, answer in found.items() if answer != program())
    if others:
        message = f"工作机 {'、'.join(others[:3])} 上的 meetingsite、它所用的软件包或 Python 与这里不同。"
        raise ConfigError(message, remedy="在每台机器上装同一个版本，再试。")
