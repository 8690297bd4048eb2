"""What may stand on the command line, said in Chinese where argparse would speak English."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

Run = Callable[[dict[str, Any]], int]
"""What a command does with its options; the exit status."""

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


class Parser(argparse.ArgumentParser):
    """A parser that names its mistakes with a remedy and exits with status 2."""

    flags: tuple[str, ...] = ()  # the options of the command
    commands: tuple[str, ...] = ()  # of the program

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
            return _meant_path([match[1]]) or _nearest([match[1]], self.commands)
        if match := re.fullmatch(_UNKNOWN, message, re.DOTALL):
            words = [word.partition("=")[0] for word in match[1].split()]
            return _meant_path(words) or _nearest(words, self.flags) or _nearest(words, self.commands)
        return ""

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)


def _meant_path(words: Iterable[str]) -> str:
    """What to do with the first of *words* that names a folder or file."""
    for word in words:
        if os.path.isdir(word):
            return f"来源文件夹写成 --source {word}；"
        if os.path.isfile(word):
            return f"看程序怎样读这一篇：explain {word}；"
    return ""


def _nearest(words: Iterable[str], names: Iterable[str]) -> str:
    known = [*names]
    near = [name for word in words for name in difflib.get_close_matches(word.lower(), known, 1)]
    return f"是不是“{near[0]}”？" if near else ""


def parser(program: str, commands: Mapping[str, tuple[str, Run]]) -> Parser:
    """The parser of *program*: each of *commands* by its name, with what it says of itself and what it does, which
    ``run`` of the result holds; ``parser`` holds the parser of the command."""
    whole = Parser(program, description="把杂乱的会议文稿变成一座可以信赖的静态网站。", add_help=False)
    whole.commands = tuple(commands)
    _add_help(whole)
    named = whole.add_subparsers(title="命令", metavar="命令", required=True)
    for name, (help_, run) in commands.items():
        command = named.add_parser(name, help=help_, description=help_ + "。", add_help=False, allow_abbrev=False)
        command.set_defaults(run=run, parser=command)
        command.commands = whole.commands
        command.flags = tuple(flag for flag, (where, _) in _OPTIONS.items() if name in where)
        if name == "explain":
            command.add_argument_group("文稿").add_argument("file", type=_path, metavar="FILE", help="要说明的一篇")
        options = _add_help(command)
        for flag in command.flags:
            options.add_argument(flag, **_OPTIONS[flag][1])
        if (program, name) == ("build.py", "build"):
            command.prog = program
            others = "、".join(other for other in commands if other != name)
            command.epilog = f"还有别的命令：{others}；用法见 {program} 命令 --help。"
    return whole


def _add_help(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这份说明")
    options.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    return options


class _Version(argparse.Action):
    """Say which version this is, and stop. Asked of the package only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        sys.stdout.write(f"meetingsite {_version()}\n")
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
