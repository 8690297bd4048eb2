"""BBCode that a forum left in its text: tags go, the words between them stay, embedded media go whole."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit

_TAGS = (
    "align|attach|attachimg|audio|b|backcolor|bg|code|color|email|flash|float|font|free|h[1-6]|hide|hr|i|img|indent|"
    "index|list|media|p|page|password|postbg|qq|quote|s|size|sub|sup|swf|table|tbody|td|th|tr|tthread|u|url"
)
# [img=600,400]https://…[/img] · [attach]1288[/attach]
_EMBEDDED = (
    r"\[(?P<tag>img|attach|attachimg|media|audio|flash|swf|qq)(?:=[^\[\]\n]{0,200})?\][^\[\]\n]{0,400}\[/(?P=tag)\]"
)
# [color=rgba(0, 0, 0, 0.9)] · [/size] · [td=2,1,20%] · [*]
_TAG = rf"\[(?:/?(?:{_TAGS})(?:=[^\[\]\n]{{0,200}})?|\*)\]"
# [color=rgba(0, 0, 0, 0.9)][/color][url=http://bbs.example.com/thread-88]市总工会[/url] alone on its line: a link
_LINK = rf"^[ \t　]*(?:{_TAG}[ \t　]*)*\[url=[^\[\]\n]{{0,200}}\][^\[\]\n]{{1,10}}\[/url\](?:[ \t　]*{_TAG})*[ \t　]*$"
_CODE = re.compile(f"{_LINK}|{_EMBEDDED}|{_TAG}", re.IGNORECASE | re.MULTILINE)


def bbcode(text: str, knowledge: Knowledge) -> list[Edit]:
    """``[size=4][b]会议强调[/b][/size]`` → ``会议强调``"""
    return [Edit(m.start(), m.end(), "", "forum-code") for m in _CODE.finditer(text)]
