"""How the sessions of congresses, committees and conferences are called: ``第十三届全国人民代表大会第二次会议``, and whose each is."""

from __future__ import annotations

import re

_NTH = r"第?[一二三四五六七八九十百\d]{1,4}"
_WHERE = r"(?P<where>[一-鿿]{2,14}?)"

# The session of a place, and the body that holds it
SESSIONS = tuple(
    (re.compile(session), body)
    for session, body in (
        (rf"中国共产党{_WHERE}{_NTH}届纪律检查委员会{_NTH}次(?:全体)?会议", "中共{}纪律检查委员会"),
        (rf"{_WHERE}{_NTH}届(?:人民代表大会常务委员会|人大常委会){_NTH}次会议", "{}人民代表大会常务委员会"),
        (rf"中国共产党{_WHERE}{_NTH}届委员会{_NTH}次(?:全体)?会议", "中共{}委"),
        (
            rf"(?:政协|政治协商会议)(?:{_NTH}届)?{_WHERE}(?:{_NTH}届)?委员会{_NTH}次(?:全体)?会议",
            "中国人民政治协商会议{}委员会",
        ),
        (rf"{_WHERE}{_NTH}届(?:人民代表大会|人大){_NTH}次会议", "{}人民代表大会"),
    )
)
# A session of the nation
SESSION_NATIONAL = tuple(
    (re.compile(session), body)
    for session, body in (
        (f"{_NTH}届全国(?:人民代表大会|人大){_NTH}次会议", "全国人民代表大会"),
        (
            f"(?:政协|政治协商会议){_NTH}届全国委员会|{_NTH}届全国政协{_NTH}次会议|全国政协{_NTH}届",
            "中国人民政治协商会议全国委员会",
        ),
        (r"[一二三四五六七八九十]+届[一二三四五六七八九十]+中全会(?!精神)", "中共中央"),
    )
)
# 钦州市代表团审议政府工作报告: told of, not given
ABOUT_REPORT = re.compile(
    r"审议|讨论|学习|解读|贯彻|落实|征求|起草|热议|分工|分解|评估|座谈|代表团|听取|图解|读懂|亮点|决议|批准|报告的决定"
)
# 在(威海市)第十八届人民代表大会第三次会议上; 在第十四届(全国)人民代表大会第二次会议上; 在政协(威海市)第十四届委员会…
CONGRESS = re.compile(
    rf"(?:政协)?(?P<where>[一-鿿]{{2,16}}?)?{_NTH}届(?P<national>全国)?"
    rf"(?:人民代表大会|人大|委员会|全国委员会)(?:常务委员会)?{_NTH}次(?:全体)?会议"
)
