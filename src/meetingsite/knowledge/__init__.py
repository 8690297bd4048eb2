"""What a Chinese civil servant could correct, as data with examples, and its readers: one module a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .agencies import Agencies
from .dates import DateWords
from .labels import Labels
from .noise import Noise
from .phrases import PhraseWords
from .posts import Posts
from .regions import Regions
from .script import ScriptFixes
from .topics import Topics

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Knowledge:
    """All data files, read, checked and compiled; immutable, and the same in every worker."""

    noise: Noise
    labels: Labels
    script: ScriptFixes
    dates: DateWords
    regions: Regions
    agencies: Agencies
    posts: Posts
    topics: Topics
    phrases: PhraseWords

    @cached_property
    def topic_names(self) -> frozenset[str]:
        """The names of the topics."""
        return frozenset(topic.name for topic in self.topics.topics)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that are in the vocabulary of topics already, or only help to segment a text."""
        return frozenset(self.topics.words) | frozenset(self.phrases.words)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Knowledge:
        """Read every file of *folder*. Raises YamlError naming file, line, key and remedy."""
        regions = Regions.load(folder)
        return cls(
            noise=Noise.load(folder),
            labels=Labels.load(folder),
            script=ScriptFixes.load(folder),
            dates=DateWords.load(folder),
            regions=regions,
            agencies=Agencies.load(folder, regions),
            posts=Posts.load(folder),
            topics=Topics.load(folder),
            phrases=PhraseWords.load(folder),
        )
