"""What somebody did there, in the text's own word: read from the words after a name, up to where his speech begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ...knowledge.posts import Posts

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_FULL_STOP = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，,]")
# 检察长赵某|；各股室负责人；三个镇的人大主席列席会议: a row parted by semicolons
_ROW_GOES_ON = re.compile(r"(?:等)?[；;](?=[^。！？\n]{2,160}(?:列席|出席|参加|到会|参会))")
# 出席会议并讲话、宣读了决定，还：前半句的“传达、学习”管不到后面
_PART = re.compile(r"[，,、]|并(?!购|轨|网|联)|随后|还|同时|、")
# 就贯彻落实会议精神作讲话、等三名同志围绕……作交流：动作在最后
_ABOUT = re.compile(
    r"(?:等[一二三四五六七八九十两\d]+[名位个]?(?:同志|代表|人|干部)?)?(?:分别|先后|依次|逐一|现场)?(?:就|围绕|对|结合|代表|以|关于|从|针对|根据)"
)
# ，并讲话；，随后参加：同一个人接着做的事
_GOES_ON = re.compile(r"(?:[，,]\s*)(?:并|随后|还|同时|最后|现场|分别|先后|实地|亲切|一同|当场|代表\w{1,12}?)?")
# 叶某某|等区四套班子领导，各乡镇负责同志参加
_OTHERS = re.compile(r"等[一-龥]{0,12}(?:领导|成员|负责人|负责同志|同志|代表|干部|人)")
_NEW_SUBJECT = re.compile(
    r"会议|大会|与会|会上|各|全|市|省|区|县|局|厅|部|有关|相关|他|她|由|其|双方|参会|活动|现场会|这|该|本"
)
_ADVERBIAL = re.compile(r"围绕|结合|就|对|在|针对|从|通过|向|立足|以|为|分别|代表")
# 关于……的批示、对……作出批示、在……上批示
_INSTRUCTION = re.compile(r"^(?:同志)?(?:[^。！？；\n“]{0,60}?)(?:批示)(?!件)")
_INSTRUCTION_START = re.compile(
    r"^(?:同志)?(?:的|关于|对|就|在|作出|做出|作了|专门|多次|分别|第一时间|立即|迅速|亲自|重要|也|批示|先后|亦|日前)"
)
_NOT_OWN_INSTRUCTION = re.compile("贯彻|落实|学习|传达|按照|根据|宣读|转达")
_NOT_SPEECH = re.compile(r"(?:部署|工作|会议|有关|批示|具体|提出了?|明确|的|相关|总体|各项|按|按照|及|和|与)$")
# 提出，……；反映：……：后面直接是话，不是“提出的要求”
# 代表市政府|对代表团来我市考察|表示欢迎: who 考察 is somebody else; 对项目考察时表示
_TOWARDS = re.compile(r"[对向][^，,。；;\n]{2,60}$")
_WHEN = "时后并还"
_BARE = frozenset(["提出", "反映", "询问", "追问", "回应"])
# 李某|及区委全面深化改革委员会委员出席会议
_JOINED = re.compile("(?:以?及|暨|和|等)(?=[一-龥])")
_LEADS = "率领"
_ATTENDS = re.compile("参加|出席|列席|到会")
# 作|了全面的工作报告：一个词最多越过小句末尾这么多字
_OVERHANG = 30


class RoleWord(NamedTuple):
    """A role and where it is shown."""

    name: str
    start: int
    end: int


def read_roles(text: str, start: int, stop: int, posts: Posts) -> tuple[list[RoleWord], RoleWord | None]:
    """The roles shown by ``text[start:stop]``, the words after a name, and the verb that opens his speech, if any."""
    if row := _ROW_GOES_ON.match(text, start, stop):
        sentence = _FULL_STOP.search(text, row.end(), stop)
        return _with_others(text, row.end(), sentence.start() if sentence else stop, posts, first=True), None
    sentence = _SENTENCE_END.search(text, start, stop)
    stop = sentence.start() if sentence else stop
    speech = _speech(text, start, stop, posts)
    if speech:
        stop = speech.start
        towards = _TOWARDS.search(text, start, stop)
        if towards and text[stop - 1] not in _WHEN:
            stop = towards.start()
    found: list[RoleWord] = []
    comma = _CLAUSE.search(text, start, stop)
    edge = comma.start() if comma else stop
    found += _in_clause(text, start, edge, posts)
    if comma and (not text[start:edge].strip(" 　等") or _OTHERS.fullmatch(text, start, edge)):
        found += _with_others(text, comma.end(), stop, posts)
    skipped = 0
    while edge < stop and skipped < 4:
        lead = _GOES_ON.match(text, edge, stop)
        if not lead or _NEW_SUBJECT.match(text, lead.end()):
            break
        comma = _CLAUSE.search(text, edge + 1, stop)
        following = comma.start() if comma else stop
        clause = _in_clause(text, lead.end(), following, posts)
        if clause and clause[0].name in posts.of_the_meeting and "召开" in text[start:edge] and lead.end() - edge < 2:
            break
        if clause and (clause[0].start - lead.end() <= 1 or text[lead.end()] in "作做"):
            found += clause
        elif _ADVERBIAL.match(text, lead.end()):  # 围绕……，结合……，作了汇报
            found += [role for role in clause if role.end >= following - 1]
            skipped += 1
        elif found:
            break
        else:
            skipped += 1
        edge = following
    return found, speech


def read_instruction(text: str, start: int, stop: int, cited: bool) -> RoleWord | None:
    """批示, when the person before *start* gave it: 耿涛|关于全市海洋发展工作的批示要求, 蒋斌|对此作出批示."""
    found = _INSTRUCTION.match(text[start:stop])
    if not found:
        return None
    words = found.group()
    if _NOT_OWN_INSTRUCTION.search(words) or not (_INSTRUCTION_START.match(words) or (cited and len(words) < 40)):
        return None
    if "，" in words.rstrip("，") and not cited:
        return None
    end = start + found.end()
    return RoleWord("批示", end - 2, end)


def read_before(text: str, head: int, posts: Posts) -> RoleWord | None:
    """A role said before the person: 专访了|…局长邢海文, 出席会议的有|…."""
    low = max(0, head - 30)
    found = posts.before_role.search(text[low:head])
    if not found or not found.lastgroup:
        return None
    return RoleWord(posts.before_role_names[int(found.lastgroup[1:])], low + found.start(), low + found.end())


def _speech(text: str, start: int, stop: int, posts: Posts) -> RoleWord | None:
    """The verb that opens somebody's speech: in the first clause, or right after a comma (来到渔港，要求……)."""
    comma = _CLAUSE.search(text, start, stop)
    first = comma.start() if comma else stop
    for found in posts.speech.finditer(text, start, stop):
        if found.start() > first and text[found.start() - 1] not in "，,并还也":
            continue
        after = text[found.end() : found.end() + 1]
        if len(found.group()) == 1 and after not in "，,：:“道了":
            continue
        if found.group() in _BARE and after not in "，,：:“":
            continue
        if not _NOT_SPEECH.search(text[max(0, found.start() - 4) : found.start()]):
            return RoleWord(found.group(), found.start(), found.end())
    return None


def _citing(text: str, low: int, high: int, posts: Posts) -> re.Match[str] | None:
    """The first word that quotes somebody; not that in 全面深化改革."""
    found = posts.citing.finditer(text, low, high)
    return next((m for m in found if not text.startswith("全面深化", m.start() - 2)), None)


def _in_clause(text: str, start: int, stop: int, posts: Posts) -> list[RoleWord]:
    found: list[RoleWord] = []
    cuts = [start, *(part.end() for part in _PART.finditer(text, start, stop)), stop]
    for low, high in pairwise(cuts):
        citing = _citing(text, low, high, posts)
        joined = _JOINED.match(text, low, high)
        about = _ABOUT.match(text, low, high)
        for hit in posts.role.finditer(text, low, min(stop, high + _OVERHANG)):
            if hit.start() >= high or not hit.lastgroup:
                break
            name = posts.role_names[int(hit.lastgroup[1:])]
            if name == _LEADS and _ATTENDS.search(text, hit.end(), stop):
                continue  # 局长祖某率领各处室负责人|参加了会议
            if _is_nominal(text, start, hit):
                continue
            last = not text[hit.end() : high].strip("。，,等了 ") or text[hit.end() : hit.end() + 1] == "并"
            if citing and hit.start() > citing.start() and not ((about or joined) and last):
                continue
            if found and text[low - 1] == "、" and hit.start() > low + 1:
                break
            if (
                found
                and found[-1].name in posts.takes_object
                and hit.start() - found[-1].end <= 1
                and text[hit.start() - 1] != "并"
            ):
                continue
            found.append(RoleWord(name, hit.start(), hit.end()))
    return found


def _is_nominal(text: str, start: int, hit: re.Match[str]) -> bool:
    """就会上所|反馈|的问题; 结合大家的|发言: not what somebody did. *start*: where his name ends."""
    if text[hit.start() - 1] == "所" and text[hit.end() : hit.end() + 1] == "的":
        return True
    return hit.group() in _NOUNS and _EVERYBODYS.search(text, start, hit.start()) is not None


def _with_others(text: str, start: int, stop: int, posts: Posts, first: bool = False) -> list[RoleWord]:
    """，市直有关部门负责人参加会议: the verb comes after people without names. *first*: no other verb before it."""
    if not posts.collective.search(text, start, stop):
        return []
    hits = posts.role.finditer(text, start, stop)
    for hit in hits:
        name = posts.role_names[int(hit.lastgroup[1:])] if hit.lastgroup else ""
        if name in posts.together:
            return [RoleWord(name, hit.start(), hit.end())]
        if first:
            break
    return []


_NOUNS = frozenset(["发言", "讲话", "报告", "汇报", "介绍"])
_EVERYBODYS = re.compile("(?:大家|代表们?|委员们?|人员|同志们?|各方)的$")
