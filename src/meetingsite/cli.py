"""The command line: the only module that prints and exits.

Everything but argparse is imported when a command runs, so that ``--help`` is quick, a missing package gives a
sentence instead of a traceback, and Ctrl-C is caught from early on.
"""

from __future__ import annotations

import argparse
import difflib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .errors import MeetingsiteError, reason

if TYPE_CHECKING:
    from .config import Config

_INSTALL = "make site（Debian、Ubuntu），或 python -m pip install -e .；装好后用 .venv/bin/python build.py"
_SWITCH: dict[str, Any] = {"action": "store_true", "default": None}
# argparse's own sentences, as far as a user meets them.
_UNKNOWN = r"unrecognized arguments: (.+)"
_NO_COMMAND = r"argument \S+: invalid choice: '(.*)' \(choose from .*"
_ARGPARSE = (
    (_UNKNOWN, r"不认识的参数：\1"),
    (r"the following arguments are required: FILE", "缺少文稿的路径"),
    (r"the following arguments are required: .+", "缺少命令"),
    (r"argument (\S+?)(?:/\S+)?: expected one argument", r"\1 后面缺少一个值"),
    (r"argument (\S+?)(?:/\S+)?: ignored explicit argument (.+)", r"\1 不带值：\2"),
    (_NO_COMMAND, r"没有 '\1' 这个命令"),
    (r"argument (\S+?)(?:/\S+)?: (.+)", r"\1：\2"),
)


def main(arguments: Sequence[str] | None = None, program: str = "meetingsite") -> int:
    """Run the command that *arguments* (default: the process's) name; the exit status: 0 done, 1 nothing was
    published, 2 the command line was wrong. Never raises for what a user can do.
    """
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")  # a console that has no Chinese shows "?", not a traceback
    try:
        parsed, unknown = _parser(program).parse_known_args(arguments)
        options = vars(parsed)
        command: _Parser = options.pop("parser")
        if unknown:
            command.error(f"unrecognized arguments: {' '.join(unknown)}")
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
        return _fail(f"{error.filename or ''}: {why}。\n  → 检查路径、磁盘空间和权限，再试。".removeprefix(": "))
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith(__package__):
            raise
        return _fail(f"缺少软件包 {error.name}。\n  → 在项目文件夹里运行：{_INSTALL}")


def script(arguments: Sequence[str] | None = None) -> int:
    """``python build.py …``: like ``meetingsite build …``; a command may be named all the same."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return main(given if given[:1] and given[0] in _COMMANDS else ["build", *given], "build.py")


class _Parser(argparse.ArgumentParser):
    flags: tuple[str, ...] = ()  # the options of the command

    def error(self, message: str) -> NoReturn:
        remedy = self._meant(message)
        for english, chinese in _ARGPARSE:
            if re.fullmatch(english, message, re.DOTALL):
                message = re.sub(english, chinese, message, flags=re.DOTALL)
                break
        self.exit(2, f"命令行有误：{message}。\n  → {remedy}用法见 {self.prog} --help\n")

    def _meant(self, message: str) -> str:
        """``是不是“build”？`` for argparse's *message* about ``bild``; "" where nothing is near or all was known."""
        if match := re.fullmatch(_NO_COMMAND, message, re.DOTALL):
            return _nearest([match[1]], _COMMANDS)
        if match := re.fullmatch(_UNKNOWN, message, re.DOTALL):
            words = [word.partition("=")[0] for word in match[1].split()]
            return _nearest(words, self.flags) or _nearest(words, _COMMANDS)
        return ""

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)


def _nearest(words: Iterable[str], names: Iterable[str]) -> str:
    known = [*names]
    near = [name for word in words for name in difflib.get_close_matches(word.lower(), known, 1)]
    return f"是不是“{near[0]}”？" if near else ""


def _parser(program: str) -> argparse.ArgumentParser:
    parser = _Parser(program, description="把杂乱的会议文稿变成一座可以信赖的静态网站。", add_help=False)
    _add_help(parser)
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for name, (help_, run) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=help_ + "。", add_help=False, allow_abbrev=False)
        command.set_defaults(run=run, parser=command)
        command.flags = tuple(flag for flag, (where, _) in _OPTIONS.items() if name in where)
        if name == "explain":
            command.add_argument_group("文稿").add_argument("file", type=_path, metavar="FILE", help="要说明的一篇")
        options = _add_help(command)
        for flag in command.flags:
            options.add_argument(flag, **_OPTIONS[flag][1])
        if (program, name) == ("build.py", "build"):
            command.prog = program
            others = "、".join(other for other in _COMMANDS if other != name)
            command.epilog = f"还有别的命令：{others}；用法见 {program} 命令 --help。"
    return parser


def _add_help(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这份说明")
    options.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    return options


class _Version(argparse.Action):
    """Say which version this is, and stop. Asked of the package only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        print(f"meetingsite {_version()}")
        parser.exit()


def _version() -> str:
    """What ``pyproject.toml`` says, in a fresh checkout as when it is installed."""
    import tomllib
    from importlib import metadata

    here = Path(__file__).parents[2] / "pyproject.toml"
    if here.is_file():
        return str(tomllib.loads(here.read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version("meetingsite")


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("路径不能为空")
    return Path(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 9999 的整数")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 65535 的端口号")
    return int(text)


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
    from .explain import explain, find_source, layout
    from .knowledge import Knowledge

    path, as_json = options.pop("file"), options.pop("json")
    explanation = explain(find_source(path, _loader(options)()), Knowledge.load())
    print(layout.as_json(explanation) if as_json else "\n".join(layout.lines(explanation)))
    return 0


_COMMANDS = {
    "build": ("读文稿，生成网站", _build),
    "serve": ("生成网站，在本机上打开看；有改动就重新生成，网页随之更新", _serve),
    "watch": ("生成网站；有改动就重新生成，直到按 Ctrl-C", _watch),
    "check": ("读全部文稿，报告有什么要看，不写网站", _check),
    "explain": ("对一篇文稿，说明每一步做了什么、凭什么、要改改哪里", _explain),
}
# Each option, the commands that have it, and what argparse is told.
_OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "--source": (
        ("build", "serve", "watch", "check", "explain"),
        {
            "action": "append",
            "dest": "sources",
            "type": _path,
            "metavar": "DIR",
            "help": "文稿所在的文件夹，可以写多次（默认 seeds）",
        },
    ),
    "--output": (("build", "serve", "watch"), {"type": _path, "metavar": "DIR", "help": "网站写到哪里（默认 site）"}),
    "--config": (
        ("build", "serve", "watch", "check", "explain"),
        {"type": _path, "metavar": "FILE", "help": "设置文件（默认 meetingsite.yaml，如果有）"},
    ),
    "--jobs": (
        ("build", "serve", "watch", "check"),
        {"type": _count, "metavar": "N", "help": "同时用几个进程（默认与处理器核数相同）"},
    ),
    "--cluster": (
        ("build",),
        {"metavar": "ADDRESS", "help": "由这个 Dask 调度器的工作机读文稿，如 tcp://10.0.0.1:8786"},
    ),
    "--fresh": (("build",), _SWITCH | {"help": "不用上次留下的中间结果，全部重做"}),
    "--strict": (
        ("build", "serve", "watch", "check"),
        _SWITCH | {"help": "有一篇不能收入，就算失败；build 什么都不发布"},
    ),
    "--quiet": (("build", "watch"), _SWITCH | {"help": "成功时什么都不显示"}),
    "--port": (
        ("serve",),
        {"type": _port, "metavar": "N", "help": "用哪个端口（默认 8000；有人用就用下一个）"},
    ),
    "--json": (("explain",), {"action": "store_true", "help": "给别的程序读的 JSON，引文不略"}),
}


def _fail(message: str) -> int:
    try:
        print(f"错误：{message}", file=sys.stderr, flush=True)
    except OSError as error:  # nobody listens any more
        if error.errno not in (errno.EPIPE, errno.EBADF):
            raise
    return 1
