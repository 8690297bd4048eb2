"""The site of a small collection is, file by file, the one that somebody has looked at and accepted."""

from __future__ import annotations

import difflib

from golden.golden_site import kept, published

ACCEPT = "look at it, then: python tests/golden/accept.py"
_LINES = 12  # of a difference


def difference(path: str, before: bytes, now: bytes) -> str:
    """The first lines in which a file differs."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, now))
    lines = difflib.unified_diff(old, new, f"accepted/{path}", f"now/{path}", lineterm="", n=0)
    return "\n".join(line[:200] for line, _ in zip(lines, range(_LINES), strict=False))


def test_the_site_is_the_accepted_one() -> None:
    before, now = kept(), published()
    assert sorted(now) == sorted(before), f"other files than accepted; {ACCEPT}"
    changed = [difference(path, before[path], data) for path, data in now.items() if data != before[path]]
    assert not changed, f"{len(changed)} files changed; {ACCEPT}\n" + "\n\n".join(changed[:5])


def test_it_shows_what_it_is_kept_for() -> None:
    """A relay and its backlink, a person of another document, a correction, a year nobody knows, a refused file."""
    pages = {path: data.decode() for path, data in kept().items() if path.endswith(".html")}
    assert 'href="sheng-huiyi.html">全省渔港建设工作会议</a>' in pages["documents/shi-chuanda.html"]
    assert "<mark>全省渔港建设工作会议</mark>" in pages["documents/sheng-huiyi.html"]
    assert "<mark>林知远</mark>" in pages["people/林知远-山东省海洋局.html"].partition('id="cited"')[2]
    assert "编者订正" in pages["documents/shi-chuanda.html"]
    assert "年份不详" in pages["documents/bu-huiyi.html"]
    assert "kong.txt" in pages["review/refused.html"]
    assert not [path for path in kept() if path.startswith("static/")]
