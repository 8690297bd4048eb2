"""The labelled sets: what is read from them must not get worse than tests/labelled/floors.yaml says.

The figures stand at the end of every test run. ``heldout`` is measured only: nobody tunes rules by its documents, and
nothing but totals is printed of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from labelled import measure
from meetingsite.config import Config
from meetingsite.pipeline import build

FOLDER = Path(__file__).parent / "labelled"
FLOORS = yaml.safe_load((FOLDER / "floors.yaml").read_text(encoding="utf-8"))
SHOWN = (
    "body f1 mean",
    "title",
    "agency",
    "agency wrong",
    "held date",
    "held date wrong",
    "people precision",
    "people recall",
)


def test_every_set_has_floors() -> None:
    sets = {path.parent.name for path in FOLDER.glob("*/*.label.yaml")}
    assert sets == set(FLOORS)
    assert all(floors for floors in FLOORS.values())


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_set_holds_its_floors(name: str, tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    documents = measure.stage(FOLDER / name, tmp_path / "source")
    build(Config(sources=(tmp_path / "source",), output=tmp_path / "site", jobs=1, quiet=True))
    found = measure.figures(measure.measure(FOLDER / name, tmp_path / "site"))
    shown = "  ".join(f"{key} {found[key]:.1%}" for key in SHOWN)
    record_property("labelled", f"{name} ({documents} documents): {shown}")
    assert documents == len(list((FOLDER / name).glob("*.label.yaml")))
    assert measure.beyond_floors(found, FLOORS[name]) == []
