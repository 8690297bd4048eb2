"""Bytes to text: which encoding a file is in, told from what it says when read that way.

The order is BOM, UTF-16/32 by its zero bytes, strict UTF-8; what is left is tried as GB18030, Big5, UTF-16 and damaged
UTF-8, and the reading with the most common characters wins. Measured right on 20 bytes, where libraries guess.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from .errors import RefusedError

# The most frequent characters of modern Chinese, by jieba's word counts, and their Traditional forms.
_COMMON = re.compile(
    "["
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方"
    "用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与"
    "文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院"
    "物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气"
    "汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议"
    "更称程今决张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神"
    "选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求"
    "德叫近备研争非具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准"
    "究往极育装许参半令吃观鱼精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早"
    "况病境证编越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离落显罗营"
    "足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严贯彻汇督渔"
    "署厅镇街宣讲疫灾险扶贫脱巡检访谈答赛旅侨港澳签协邀席秘核减排污粮耕畜棚捕捞码岛湾舰邮款税债补贴监罚诉庭聘"
    "國爲這個來會時學說們於後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬"
    "級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類"
    "傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復遠羣構隨"
    "劃勢熱網語鐵斷愛紀況證編滿覺雙樂標確織項飛節龍響藥輕擊請離顯羅營視護創餘興佔雖費試寶識維採宮環鬥鄉責嚴貫徹匯漁"
    "廳鎮講災險貧脫檢訪談賽僑籤協祕減糧撈碼島灣艦郵稅債補貼監罰訴裡著麵髮衞係綫峯"
    "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·　"
    "０１２３４５６７８９－％]+"
)
_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_LEGACY = ("gb18030", "big5hkscs", "cp950", "utf-8", "utf-16-le", "utf-16-be")  # the first of equals wins
SAMPLE = 1 << 14
_NON_ASCII_BYTE = re.compile(rb"[\x80-\xff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Private use, C1 controls and non-characters: what a wrong reading is full of.
_ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\ufff0-\uffff\ud800-\udfff]")
_READABLE = 0.25  # share of common characters: running text has 0.55 and more, a wrong reading less than 0.15
_WRONG = 0.15
_MIN_REPAIRED = 4  # common characters that a repair must bring to light to count as proof
# One bad byte spoils a character of three; 锟斤拷 is what GBK makes of two such: the words that stood there are lost.
_LOST = re.compile("\ufffd{1,3}|锟斤拷")
_BEARABLE = 20  # characters to every place that is lost, so that the rest can be read
_DOUBLE_BYTE = ("gb18030", "big5", "big5hkscs", "cp950")
_AHEAD = 24  # bytes behind a bad one by which the reading finds its step again
_MENDED = 200  # places in which it is sought
# Chinese that nobody wrote: 堁鰍吽阨瞳泆 is GB18030 read as Big5. What lists rare names and fishes has more common ones.
_HAN = re.compile("[一-鿿]")
_GARBLED = ((60, 0.1), (20, 0.0))  # so many Han characters, and a readability below that
# A reading that was saved, and what was read; the first that shows Chinese is it. GB18030 read as Big5 is none of them:
# whoever did it dropped the characters that Big5 lacks, and nothing shows which.
_MISREADINGS = (
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("cp1252", "gb18030"),
    ("cp1252", "big5hkscs"),
)
# The 27 places where Windows-1252 differs from Latin-1, back to Latin-1.
_CP1252 = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


_KINDS = {  # by the bytes such files begin with
    b"PK\x03\x04": " Word、Excel 文件或压缩包（docx、xlsx、zip）",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": " Word、Excel 文件（doc、xls）",
    b"%PDF-": " PDF 文件",
    b"{\\rtf": " RTF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
}


def decode(data: bytes) -> tuple[str, str]:
    """The text of *data*, newlines as found, without a byte order mark, and the encoding's name.

    ``data.decode(name, "replace")`` gives the same text. Where a text had been read wrongly and saved again, the name
    is the way back: ``utf-8>gb18030>utf-8`` means decoded as UTF-8, encoded as GB18030, decoded as UTF-8.

    A few bad bytes become U+FFFD (see :func:`lost`). Raises RefusedError: ``binary``; ``encoding`` when no encoding
    reads, or too much is damaged; ``mojibake`` when a text was read wrongly and cannot be had back whole.
    """
    for beginning, kind in _KINDS.items():
        if data.startswith(beginning):
            raise RefusedError("binary", f"这是{kind}，不是纯文本。")
    encoding = _encoding(data)
    text = _decoded(data, encoding)
    if _controls(text) > 0.01:
        raise RefusedError("binary", "不是文本文件：含有零字节或大量控制字符。")
    text, encoding = _repaired(text.replace("\0", "\ufffd"), encoding)
    damaged = lost(text)
    if damaged > 1 and damaged * _BEARABLE > _count(_FOREIGN, text):
        raise RefusedError("encoding", f"按 {encoding} 读，有 {damaged} 处坏字，无法辨认原文。")
    if _garbled(text[:SAMPLE]):
        raise RefusedError("mojibake", "乱码：字都认得出，连起来不成中文，多半曾按别的编码读过并另存，无法复原。")
    return text, encoding


def lost(text: str) -> int:
    """How many places of *text* could not be read: U+FFFD, or 锟斤拷, which was made from it."""
    return len(_LOST.findall(text))


def _decoded(data: bytes, encoding: str) -> str:
    """The text, with U+FFFD for bytes that are no character. Behind a bad one GB18030 and Big5 go on out of step up to the
    next ASCII character, with other words than the page had: they are put into step again where that reads better."""
    if encoding not in _DOUBLE_BYTE:
        return data.decode(encoding, "replace")
    parts: list[str] = []
    at = 0
    for _ in range(_MENDED):
        try:
            return "".join((*parts, data[at:].decode(encoding)))
        except UnicodeDecodeError as error:
            parts += (data[at : at + error.start].decode(encoding), "\ufffd")
            bad = at + error.start
        steps = (bad + 1, bad + 2)
        at = max(steps, key=lambda step: readability(data[step : step + _AHEAD].decode(encoding, "replace")))
    return "".join((*parts, data[at:].decode(encoding, "replace")))


def _encoding(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:SAMPLE]
    if b"\0" in head or _controls(head.decode("latin-1")) > 0.01:
        best, score = _best(head, _WIDE, _wide_readability)
        if score >= (_READABLE if b"\0" in head else 2 * _READABLE):
            return best
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # From the byte that tells them apart; one before it where that keeps UTF-16 in step.
        match = _NON_ASCII_BYTE.search(data)
        start = (match.start() if match else error.start) & ~1
    else:
        return "utf-8"
    best, score = _best(data[start : start + SAMPLE], _LEGACY, readability)
    if score < _READABLE:
        stepped = {name: readability(_decoded(data[start : start + SAMPLE], name)) for name in _DOUBLE_BYTE}
        best = max(_DOUBLE_BYTE, key=stepped.__getitem__)
        score = stepped[best]
    if score < _READABLE:
        if b"\0" in data or _controls(head.decode("latin-1")) > 0.01:
            raise RefusedError("binary", "不是文本文件：含有零字节或大量控制字符。")
        raise RefusedError("encoding", "认不出文字编码：按 UTF-8、GB18030、Big5、UTF-16 读都不成中文。")
    if best == "big5hkscs" and data.decode("big5", "replace") == data.decode(best, "replace"):
        return "big5"
    return best


def _best(sample: bytes, names: tuple[str, ...], measure: Callable[[str], float]) -> tuple[str, float]:
    scores = {name: measure(sample.decode(name, "replace")) for name in names}
    best = max(names, key=scores.__getitem__)
    return best, scores[best]


def _controls(text: str) -> float:
    """The share of control characters."""
    return len(_CONTROL.findall(text)) / max(1, len(text))


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters of *text* stand in *runs*."""
    return sum(map(len, runs.findall(text)))


def readability(text: str) -> float:
    """The share of *text*'s non-ASCII characters that are common ones, 1 for plain ASCII; odd ones count against it."""
    odd = len(_ODD.findall(text)) + len(_CONTROL.findall(text))
    foreign = _count(_FOREIGN, text)
    if not foreign:
        return 0.0 if odd else 1.0
    return (_count(_COMMON, text) - 3 * odd) / foreign


def _wide_readability(text: str) -> float:
    """Like readability; every letter that comes out as ASCII speaks for two or four bytes a character."""
    odd = len(_ODD.findall(text)) + len(_CONTROL.findall(text))
    ascii_letters = len(text) - _count(_FOREIGN, text)
    return (_count(_COMMON, text) + ascii_letters - 3 * odd) / max(1, len(text))


def _garbled(sample: str) -> bool:
    """Is it Chinese that nobody wrote?"""
    han, readable = len(_HAN.findall(sample)), readability(sample)
    return any(han >= many and readable < little for many, little in _GARBLED)


def _repaired(text: str, encoding: str, again: bool = True) -> tuple[str, str]:
    """Undo a wrong reading that was saved: 涓浗 → 中国 (UTF-8 read as GBK), ä¸­å›½ → 中国 (as Latin-1), ÖÐ¹ú → 中国;
    *again*: also where it happened twice.

    The proof is that every byte goes back and the result is readable where the text was not.
    """
    before = readability(text[:SAMPLE])
    if before >= _WRONG:
        return text, encoding
    for wrong, right in _MISREADINGS:
        loose = _reread(text[:SAMPLE], wrong, right, ("replace", "ignore"))
        if _count(_COMMON, loose) < _MIN_REPAIRED or readability(loose) < max(_READABLE, 2 * before):
            continue
        try:
            return _reread(text, wrong, right), f"{encoding}>{wrong}>{right}"
        except UnicodeError:
            raise RefusedError("mojibake", f"乱码：{right} 文本曾被当作 {wrong} 读过并另存，无法完整复原。") from None
    for wrong, right in _MISREADINGS if again else ():
        try:
            once = _reread(text, wrong, right)
        except UnicodeError:
            continue
        twice, name = _repaired(once, f"{encoding}>{wrong}>{right}", again=False)
        if readability(twice[:SAMPLE]) >= _READABLE and _count(_COMMON, twice) >= _MIN_REPAIRED:
            return twice, name
    return text, encoding


def _reread(text: str, wrong: str, right: str, errors: tuple[str, str] = ("strict", "strict")) -> str:
    """What *text* says when the bytes that were read as *wrong* are read as *right*. Raises UnicodeError."""
    written, codec = (text.translate(_CP1252), "latin-1") if wrong == "cp1252" else (text, wrong)
    return written.encode(codec, errors[0]).decode(right, errors[1])
