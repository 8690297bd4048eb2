"""Build again whenever something changes that the site is made of."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import watchfiles

from .config import FILE_NAME, Config
from .errors import BusyError, MeetingsiteError, reason, shown
from .resources import folder

_TICK = 200  # milliseconds between two looks at what the system does not tell: folders and files that come and go
_QUIET = 50  # milliseconds without a change that end a batch
_AGAIN = 0.5  # seconds until it is tried again to write what another build is writing
_NAMED = 3  # changed files named in a message
_GO_ON = "\n  （改好后自动重新生成；按 Ctrl-C 结束。）"


class Watched(NamedTuple):
    """What to look at: folders, with all below them, and single files. Each may be missing, and come later."""

    paths: tuple[Path, ...]
    output: Path  # what a build writes, wherever it lies


class _Seen(NamedTuple):
    is_folder: bool
    # Which folder; of a file also what would change with its content: editors put a new file in place of the old one.
    signature: tuple[int, ...]


def watched(config: Config, config_file: Path | None = None) -> Watched:
    """All that a build of *config*, read from *config_file* (None: where it is looked for), depends on."""
    ours = (folder("templates"), folder("static"), folder("knowledge"))
    return Watched((*config.sources, *ours, config_file or Path(FILE_NAME)), config.output)


def changes(look: Callable[[], Watched], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Batches of what changed, until *stop* is set. *look* is asked several times a second and may change its mind.

    The first batch is empty and says that the watching has begun: who builds then, and after every later one, misses
    nothing, for what changes during a build is in the next batch. Files that are no documents to the reader (hidden
    ones, editors' backups), symbolic links' targets and what lies in the output are left out.
    Raises KeyboardInterrupt.
    """
    waiting: frozenset[Path] | None = frozenset()  # to be told once the watching has begun (again)
    while not stop.is_set():
        seen, where = _seen(look())
        roots = {Path(os.path.realpath(path)): path for path, one in seen.items() if one and one.is_folder}
        with closing(_events([*roots], stop)) as events:
            for told in events:
                now, where = _seen(look())
                moved = {path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path)}
                gone = {path for kind, path in told if kind == watchfiles.Change.deleted} & roots.keys()
                batch = frozenset(moved | {path for _, path in told if _counts(path, [*roots], where)} - gone)
                again = gone or any(_is_folder(seen.get(path)) or _is_folder(now.get(path)) for path in moved)
                if again:  # what is watched is the folder that was there, not its name
                    waiting = (waiting or frozenset()) | batch | {roots[path] for path in gone}
                    break
                seen = now
                if waiting is not None or batch:
                    batch, waiting = (waiting or frozenset()) | batch, None
                    yield batch


def watch(
    load: Callable[[], Config],
    build: Callable[[Config], object],
    say: Callable[[str], object],
    fail: Callable[[str], object],
    *,
    config_file: Path | None = None,
    stop: threading.Event | None = None,
) -> None:
    """*build*, and again after every change, until Ctrl-C or *stop*; the settings are loaded anew each time, by *load*.

    *say* is given what changed, *fail* why a build did not succeed; then the watching goes on. Raises MeetingsiteError
    when the settings are wrong from the start.
    """
    config = load()
    stop = stop or threading.Event()

    def look() -> Watched:
        return watched(config, config_file)

    try:
        for batch in changes(look, stop):
            if batch:
                say(_news(batch))
            try:
                config = load()
                _patiently(build, config, say, stop)
            except BrokenPipeError:  # nobody reads what we say
                raise
            except MeetingsiteError as error:
                fail(f"{error}{_GO_ON}")
            except OSError as error:
                fail(f"{error.filename or ''}: {reason(error)}。{_GO_ON}".removeprefix(": "))
    except KeyboardInterrupt:
        return


def _patiently(
    build: Callable[[Config], object], config: Config, say: Callable[[str], object], stop: threading.Event
) -> None:
    """*build*; where another build holds the output, as often as it takes."""
    told = False
    while not stop.is_set():
        try:
            build(config)
            return
        except BusyError as error:
            if not told:
                say(f"{error.place}: {error.message}等它写完，再生成……")
            told = True
            stop.wait(_AGAIN)


def _events(folders: list[Path], stop: threading.Event) -> Generator[set[tuple[watchfiles.Change, Path]], None, None]:
    """What the system tells about *folders*, at least one set a tick, which may be empty. Ends without a word when one
    of them vanished in the meantime. Where the system cannot watch so many folders, they are looked through in turn.
    """
    for polling in (None, True):
        try:
            for found in watchfiles.watch(
                *folders,
                watch_filter=None,
                step=_QUIET,
                rust_timeout=_TICK,
                yield_on_timeout=True,
                stop_event=stop,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                yield {(kind, Path(path)) for kind, path in found}
            return
        except FileNotFoundError:
            return
        except OSError:
            if polling:
                raise


def _seen(look: Watched) -> tuple[dict[Path, _Seen | None], Path]:
    return {path: _see(path) for path in look.paths}, Path(os.path.realpath(look.output))


def _see(path: Path) -> _Seen | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return _Seen(True, (status.st_dev, status.st_ino))
    return _Seen(False, (status.st_ino, status.st_size, status.st_mtime_ns))


def _is_folder(seen: _Seen | None) -> bool:
    return seen is not None and seen.is_folder


def _counts(path: Path, roots: list[Path], output: Path) -> bool:
    """Whether a change of *path*, below one of *roots*, can change the site."""
    if path.is_relative_to(output):
        return False
    if os.path.realpath(path.parent) != str(path.parent):  # through a link, which the reader does not follow
        return False
    inner = [path.relative_to(root).parts for root in roots if path.is_relative_to(root)]
    return any(not any(map(_is_noise, parts)) for parts in inner)


def _is_noise(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or name == "__pycache__"


def _news(batch: frozenset[Path]) -> str:
    """``有改动：seeds/甲.txt、seeds/乙.txt 等 12 处。``"""
    here = Path.cwd()
    names = [shown(path.relative_to(here) if path.is_relative_to(here) else path) for path in sorted(batch)]
    more = f" 等 {len(names)} 处" if len(names) > _NAMED else ""
    return f"有改动：{'、'.join(names[:_NAMED])}{more}，重新生成……"
