"""The last step: no empty line, no blank at the edge of a line, no two blanks in a row."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit

# a run of blanks with a line break in it · blanks at the edges of the text · all but the first of several blanks
_RUN = re.compile(r"(?P<before> *)\n(?P<after>[ \n]*)|\A +| +\Z|(?<= ) +(?! *\n)")


def blank_lines(text: str, knowledge: Knowledge) -> list[Edit]:
    """``召开。 \\n\\n  会上`` → ``召开。\\n会上``; one line break of each run stays where it was."""
    edits = []
    for match in _RUN.finditer(text):
        rule = "blank-line" if "\n" in (match["after"] or "") else "blank"
        if match["after"] is None or match.start() == 0 or match.end() == len(text):
            edits.append(Edit(*match.span(), "", rule))
        else:
            edits += [Edit(*match.span(group), "", rule) for group in ("before", "after") if match[group]]
    return edits
