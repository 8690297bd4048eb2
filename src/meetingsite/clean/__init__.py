"""Source text in, clean text and ledger out: an ordered list of named rules and a loop.

Script and punctuation are normalised before the page's own words are looked for, so that ``noise.yaml`` is written once,
in Simplified Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ..knowledge import Knowledge
from ..model import CleanDocument, Edit, Family, RawDocument
from .bbcode import bbcode
from .blank_lines import blank_lines
from .breadcrumbs import breadcrumbs
from .broken_lines import broken_lines
from .characters import plain_characters
from .digest import digest
from .duplicate_lead import duplicate_lead
from .editor import Editor
from .flattened_lines import flattened_lines
from .forum_jammer import forum_jammer
from .fullwidth import fullwidth_punctuation
from .glued_labels import glued_labels
from .label_tables import label_tables
from .labels_above import labels_above
from .ledger import Ledger
from .markup import markup
from .member_cards import member_cards
from .page_chrome import foreign_head, foreign_tail, page_chrome
from .punctuation import compatibility_forms, quotation_marks
from .tags import tags
from .traditional import convert_script, decide_script, pinyin_brackets

_LINE = 120  # signs of a family stand in short lines or at the head of a paragraph
_PRINTED = 3  # what a newspaper prints itself tells more than the words that its page has beside it

Cleaner = Callable[[str, Knowledge], list[Edit]]

CLEANERS: tuple[Cleaner, ...] = (
    plain_characters,
    tags,  # behind entities: <p> may be written &lt;p&gt;
    forum_jammer,  # before punctuation: its grammar is ASCII
    bbcode,
    markup,
    flattened_lines,  # before punctuation, which takes away the blanks behind full stops
    compatibility_forms,  # before the script: compatibility ideographs are Traditional characters
    pinyin_brackets,  # before the script: a gloss stands between two characters of one word
    convert_script,
    quotation_marks,
    fullwidth_punctuation,
    digest,
    member_cards,  # before foreign_tail, which looks for the day of the post
    foreign_head,
    foreign_tail,
    breadcrumbs,
    glued_labels,
    label_tables,  # before page_chrome, which takes a row of short words for a menu
    page_chrome,
    labels_above,  # behind the page's own words, which stand among them
    duplicate_lead,
    broken_lines,
    blank_lines,
)


def clean(raw: RawDocument, knowledge: Knowledge) -> CleanDocument:
    """Apply every cleaner in order, then the editor's corrections of the text, which may also forbid edits.

    ``replay(raw.text, result.edits) == result.text`` always holds. Raises YamlError for a correction that does not fit.
    """
    ledger, editor = Ledger(raw.text), Editor(raw)
    for cleaner in CLEANERS:
        ledger.apply(editor.spare(cleaner(ledger.text, knowledge), ledger))
    editor.revise(ledger, knowledge)
    family = family_of(ledger.text, ledger.edits, knowledge)
    return CleanDocument(raw, ledger.text, ledger.edits, family, editor.script(decide_script(raw.text)))


def family_of(text: str, edits: tuple[Edit, ...], knowledge: Knowledge) -> Family:
    """Where the text comes from, told by the rules that fired and by what is printed in it."""
    noise, labels = knowledge.noise, knowledge.labels
    votes: Counter[str] = Counter()
    for edit in edits:
        if family := (noise.rules[edit.rule].family if edit.rule in noise.rules else None):
            votes[family] += 1
    lines = text.split("\n")
    votes["portal"] += sum(len(labels.metadata_label.findall(line)) for line in lines[:30] if len(line) <= _LINE)
    for entry in noise.families:
        votes[entry.rule] += _PRINTED * sum(
            bool(entry.regex.search(line[:_LINE])) for line in (*lines[:12], *lines[-3:])
        )
    told: tuple[Family, ...] = ("forum", "newspaper", "repost")
    for one in told:
        if votes[one] and (votes[one] >= votes["portal"] or (one == "forum" and votes[one] > 1)):
            return one
    return "portal" if votes["portal"] else "plain"
