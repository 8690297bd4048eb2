"""How right the site is about labelled documents: ``python measure.py SET_FOLDER SITE_FOLDER [--verbose]``.

Only the raw files may be built: ``measure.py SET_FOLDER FOLDER --stage`` copies them. README.md explains the labels."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

Record = Mapping[str, Any]
PAGE = ("written", "published", "reposted")


@dataclass
class Result:
    """One document: its body score, its counts of right over asked, and what differed."""

    name: str
    f1: float = 0.0
    got: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool, difference: str = "") -> None:
        self.asked[what] += 1
        self.got[what] += right
        if difference and right == what.endswith("wrong"):
            self.differences.append(f"{what}: {difference}")


def fold(text: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())


def as_list(value: object) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]


def alike(wanted: str, found: Iterable[str]) -> bool:
    """One of the alternatives of *wanted* equals, contains or is contained in one of *found*."""
    return any(a in b or b in a for a in map(fold, wanted.split("|")) for b in map(fold, found) if b)


def body_f1(wanted: str, found: str, optional: Iterable[str] = (), loose: str = "") -> tuple[float, list[str]]:
    """F1 over aligned characters and the first differences; *optional* passages, *loose* characters do not count."""
    drop = {ord(character): None for character in fold(loose)}
    a, b = fold(wanted).translate(drop), fold(found).translate(drop)
    for passage in map(fold, optional):
        if passage and passage not in a:
            b = b.replace(passage, "", 1)
    if a == b:
        return 1.0, []
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"][:8]
    changes = [f"body: -{a[i:j][:60]!r} +{b[k:m][:60]!r} after {a[max(0, i - 8) : i]!r}" for _, i, j, k, m in steps]
    return matcher.ratio(), changes  # twice the matching characters over the characters of both: F1


def days(date: Record) -> tuple[str, str]:
    """First and last month-day of a date, whether its year is known or not."""
    if date.get("start"):
        return str(date["start"])[5:], str(date["end"])[5:]
    parts = as_list(date.get("month_day")) or [""]
    return str(parts[0]), str(parts[-1])


def same_date(wanted: Record, found: Record, vague: bool = False) -> bool:
    """*vague*: a date found without its year does not contradict one with a year."""
    if str(found.get("kind")) not in as_list(wanted["kind"]) or days(wanted) != days(found):
        return False
    years = [str(date["start"] or "")[:4] for date in (wanted, found)]
    return years[0] == years[1] or (vague and not years[1])


def compare_dates(result: Result, wanted: list[Record], found: list[Record]) -> None:
    for date in wanted:
        if not date.get("optional"):
            what = "held date" if as_list(date["kind"]) == ["held"] else "other dates"
            hit = any(same_date(date, candidate) for candidate in found)
            result.count(what, hit, f"{date['kind']} {date['start'] or date.get('month_day')} not found")
    for what, kinds in (("held date wrong", ("held",)), ("other dates wrong", PAGE)):
        given = [date for date in found if date["kind"] in kinds and any(days(date))]
        extra = [date for date in given if not any(same_date(right, date, vague=True) for right in wanted)]
        result.count(what, bool(extra), "; ".join(f"{d['kind']} {d['start']} {d.get('text')!r}" for d in extra))


def compare_people(result: Result, label: Record, entry: Record) -> None:
    wanted = {fold(person["name"]): person for person in label["people"]}
    found = {fold(person["name"]): person for person in entry.get("people") or []}
    for name in found:
        if not wanted.get(name, {}).get("optional"):
            result.count("people precision", name in wanted, f"invented {name}")
    for name, person in wanted.items():
        if not person.get("optional"):
            result.count("people recall", name in found, f"missed {name}")
        posts, roles = (as_list(found.get(name, {}).get(key)) for key in ("posts", "roles"))
        if name in found and person["posts"] is not None:
            right = [fold(post) for post in person["posts"]] == [fold(post) for post in posts]
            result.count("posts exact", right, f"{name} {posts}, not {person['posts']}")
        for role in (person["roles"] or ()) if name in found else ():
            result.count("roles recall", alike(role, roles), f"{name} {role} not in {roles}")


def compare(name: str, label: Record, body: str, entry: Record) -> Result:
    """One labelled document against its entry in documents.json (empty when the site has none)."""
    result = Result(name)
    free = as_list(label.get("body_optional")), label.get("body_optional_characters") or ""
    result.f1, result.differences = body_f1(body, entry.get("text") or "", *free)
    titles = map(fold, [label["title"], *as_list(label.get("title_also"))])
    result.count("title", fold(entry.get("title")) in titles, f"{entry.get('title')!r}, not {label['title']!r}")
    agency, given = label["agency"] or {}, entry.get("agency") or {}
    named = fold(given.get("name")) in [fold(n) for n in (agency.get("name"), *as_list(agency.get("also"))) if n]
    if agency:
        result.count("agency", named, f"{given.get('name')}, not {agency['name']}")
    if named:
        place = all(given.get(key) in as_list(agency[key]) for key in ("level", "region"))
        result.count("agency level and region", place, f"{given.get('level')} {given.get('region')}")
    result.count("agency wrong", bool(given) and not named, str(given.get("name")))
    compare_dates(result, label["dates"], entry.get("dates") or [])
    compare_people(result, label, entry)
    topics, people = ([item["name"] for item in entry.get(key) or []] for key in ("topics", "people"))
    for topic in label["topics"]:
        result.count("topics recall", alike(topic, topics), f"{topic} not in {topics}")
    for key in ("family", "script", "title_origin", "work_year"):
        if label.get(key):
            result.count(key, entry.get(key) in as_list(label[key]), f"{entry.get(key)}, not {label[key]}")
    for key, value in (label.get("metadata") or {}).items():
        printed = {fold(k): v for k, v in (entry.get("metadata") or {}).items()}.get(fold(key))
        result.count("metadata", fold(printed) == fold(value), f"{key} {printed!r}, not {value!r}")
    shown = fold(f"{entry.get('title')} {entry.get('text')} {given.get('name')} {people}")
    noise = [words for words in label["must_not_contain"] if fold(words) in shown]
    result.count("noise shown wrong", bool(noise), ", ".join(noise))
    encoding = fold((entry.get("source") or {}).get("encoding")).lower().replace("_", "-")
    result.count("encoding", encoding.startswith(label["encoding"]), f"{encoding}, not {label['encoding']}")
    return result


def stage(set_folder: Path, target: Path) -> int:
    """Copy the raw files alone to *target*: labels and bodies must not be built."""
    target.mkdir(parents=True, exist_ok=True)
    names = [path.name.replace(".label.yaml", ".txt") for path in set_folder.glob("*.label.yaml")]
    return len([shutil.copyfile(set_folder / name, target / name) for name in names])


def measure(set_folder: Path, site_folder: Path) -> list[Result]:
    """Every labelled document of the set against the site's documents.json; one that the site lacks is all missed."""
    entries = json.loads((site_folder / "data" / "documents.json").read_text("utf-8"))
    by_id, results = {entry["id"]: entry for entry in entries}, []
    for path in sorted(set_folder.glob("*.label.yaml")):
        name = path.name.removesuffix(".label.yaml")
        label, body = yaml.safe_load(path.read_text("utf-8")), path.with_name(f"{name}.body.txt").read_text("utf-8")
        results.append(compare(name, label, body, by_id.get(name, {})))
    return results


def figures(results: list[Result]) -> dict[str, float]:
    """Every figure as a share from 0 to 1; those that end in ``wrong`` are better low, all others high."""
    got, asked = sum((r.got for r in results), Counter[str]()), sum((r.asked for r in results), Counter[str]())
    scores = [result.f1 for result in results] or [0.0]
    shares = {"body f1 mean": sum(scores) / len(scores), "body f1 min": min(scores)}
    return shares | {key: got[key] / asked[key] for key in asked}


def beyond_floors(found: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What is worse than floors.yaml allows (for ``… wrong`` the floor is a ceiling)."""
    gaps = {key: (found.get(key, 0.0) - floor) * (-1 if key.endswith("wrong") else 1) for key, floor in floors.items()}
    return [f"{key}: {gap:+.4f} from the floor {floors[key]:.4f}" for key, gap in gaps.items() if gap < -1e-9]


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare a built site with a labelled set.")
    _ = [parser.add_argument(name, type=Path) for name in ("set_folder", "site_folder")]
    parser.add_argument("--verbose", action="store_true", help="list what differed")
    parser.add_argument("--stage", action="store_true", help="only copy the raw files to SITE_FOLDER")
    options = parser.parse_args()
    if options.stage:
        return 0 if stage(options.set_folder, options.site_folder) else 1
    results = measure(options.set_folder, options.site_folder)
    asked = sum((result.asked for result in results), Counter[str]())
    lines = [f"{key:26}{value:8.2%}  of {asked[key] or len(results)}" for key, value in figures(results).items()]
    lines.append("below 0.99: " + (", ".join(f"{r.name} {r.f1:.4f}" for r in results if r.f1 < 0.99) or "none"))
    for result in results if options.verbose else []:
        lines += ["", f"{result.name}  f1 {result.f1:.4f}", *(f"  {line}" for line in result.differences)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
