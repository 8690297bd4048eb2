"""An HTML page as a checker sees it: its elements, ids, links and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "base", "wbr", "col"}


@dataclass
class Element:
    """One start tag and the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""
    parents: tuple[str, ...] = ()


@dataclass
class HtmlPage(HTMLParser):
    """Parse with ``HtmlPage.of(text)``; ``problems`` holds tags that do not match."""

    elements: list[Element] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    __hash__ = object.__hash__

    @classmethod
    def of(cls, data: bytes) -> HtmlPage:
        page = cls()
        page.feed(data.decode("utf-8"))
        page.close()
        page.problems.extend(f"<{element.tag}> is not closed" for element in page._open)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, parents=tuple(e.tag for e in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.problems.append(f"</{tag}> inside {[element.tag for element in self._open]}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def classed(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attributes.get("class", "").split()]

    def links(self) -> Iterable[str]:
        for element in self.elements:
            for name in ("href", "src"):
                if name in element.attributes:
                    yield element.attributes[name]
