"""The commands: the only module that prints and exits.

All else is imported when a command runs, so that ``--help`` is quick, a missing package gives a
sentence instead of a traceback, and Ctrl-C is caught from early on.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from .arguments import Parser, Run, parser
from .errors import ConfigError, MeetingsiteError, reason, shown
from .streams import speak_chinese

if TYPE_CHECKING:
    from .config import Config

_INSTALL = "make site（Debian、Ubuntu），或 python -m pip install -e .；装好后用 .venv/bin/python build.py"


def main(arguments: Sequence[str] | None = None, program: str = "meetingsite") -> int:
    """Run the command that *arguments* (default: the process's) name; the exit status: 0 done, 1 nothing was
    published, 2 the command line was wrong. Never raises for what a user can do.
    """
    speak_chinese(sys.stdout, sys.stderr)
    try:
        parsed, unknown = parser(program, _COMMANDS).parse_known_args(arguments)
        options = vars(parsed)
        command: Parser = options.pop("parser")
        if unknown:
            command.error(f"unrecognized arguments: {' '.join(unknown)}")
        _names_are_utf8(sys.getfilesystemencoding())
        status: int = options.pop("run")(options)
        sys.stdout.flush()
        return status
    except SystemExit as exit_:  # argparse, for --help and for mistakes
        return exit_.code if isinstance(exit_.code, int) else 1
    except MeetingsiteError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("已中断。没有发布，原来的网站没有动。")
    except MemoryError:
        return _fail("内存不够。没有发布；请减少 --jobs，或分批生成。")
    except BrokenPipeError:  # the reader of our output went away: meetingsite build | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        why = reason(error) if error.errno else str(error)
        return _fail(
            f"{shown(str(error.filename or ''))}: {why}。\n  → 检查路径、磁盘空间和权限，再试。".removeprefix(": ")
        )
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith(__package__):
            raise
        return _fail(f"缺少软件包 {error.name}。\n  → 在项目文件夹里运行：{_INSTALL}")


def script(arguments: Sequence[str] | None = None) -> int:
    """``python build.py …``: like ``meetingsite build …``; a command may be named all the same."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return main(given if given[:1] and given[0] in _COMMANDS else ["build", *given], "build.py")


def _names_are_utf8(encoding: str) -> None:
    """Raises ConfigError where the locale gives file names another *encoding*: the names of Chinese pages cannot be written,
    or not so that links find them."""
    if encoding != "utf-8":
        message = f"按现在的区域设置（LC_ALL 等），文件名是 {encoding} 编码，网页的中文文件名写不对。"
        raise ConfigError(message, remedy="在命令前加 PYTHONUTF8=1，或把 LC_ALL 设为 C.UTF-8，再试。")


def _loader(options: dict[str, Any]) -> Callable[[], Config]:
    """What reads the settings, each time anew."""
    from . import config

    path = options.pop("config")
    overrides = {name: value for name, value in options.items() if value is not None}
    if "sources" in overrides:
        overrides["sources"] = tuple(overrides["sources"])
    return partial(config.load, path, overrides)


def _build(options: dict[str, Any]) -> int:
    _publish(_loader(options)())
    return 0


def _publish(settings: Config) -> bool:
    """Build and tell of it; whether anything changed."""
    from .pipeline import build
    from .progress import shown_on
    from .summary import summary

    report = build(settings, shown_on(sys.stderr, quiet=settings.quiet))
    if not settings.quiet:
        print("\n".join(summary(report, settings.output)), flush=True)
    return bool(report.changed or report.removed)


def _serve(options: dict[str, Any]) -> int:
    from .serve import PORT, serve

    path, port = options["config"], options.pop("port") or PORT
    serve(_loader(options), _publish, _say, _fail, port=port, config_file=path)
    return 0


def _watch(options: dict[str, Any]) -> int:
    from .watch import watch

    path, quiet = options["config"], options["quiet"]
    watch(_loader(options), _publish, (lambda _: None) if quiet else _say, _fail, config_file=path)
    return 0


def _say(text: str) -> None:
    from .summary import printable

    print(printable(text), flush=True)


def _check(options: dict[str, Any]) -> int:
    from . import check
    from .progress import shown_on
    from .summary import printable

    settings = _loader(options)()
    checked = check.check(settings, shown_on(sys.stderr))
    print("\n".join(map(printable, check.summary(checked))))
    if settings.strict and checked.refused:
        return _fail(f"有 {len(checked.refused)} 个文件不能收入，--strict 要求全部收入。\n  → 改正或移走它们。")
    return 0


def _explain(options: dict[str, Any]) -> int:
    from .explain import explain, find_source, layout, outside
    from .knowledge import Knowledge

    path, as_json = options.pop("file"), options.pop("json")
    settings = _loader(options)()
    explanation = explain(find_source(path, settings), Knowledge.load(), outside(path, settings))
    print(layout.as_json(explanation) if as_json else "\n".join(layout.lines(explanation)))
    return 0


_COMMANDS: dict[str, tuple[str, Run]] = {
    "build": ("读文稿，生成网站", _build),
    "serve": ("生成网站，在本机上打开看；有改动就重新生成，网页随之更新", _serve),
    "watch": ("生成网站；有改动就重新生成，直到按 Ctrl-C", _watch),
    "check": ("读全部文稿，报告有什么要看，不写网站", _check),
    "explain": ("对一篇文稿，说明每一步做了什么、凭什么、要改的话改哪里", _explain),
}


def _fail(message: str) -> int:
    try:
        print(f"错误：{message}", file=sys.stderr, flush=True)
    except OSError as error:  # nobody listens any more
        if error.errno not in (errno.EPIPE, errno.EBADF):
            raise
    return 1
