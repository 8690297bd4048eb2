"""Take the site as it is now for right: ``python tests/golden/accept.py``, then look at the difference with git."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from golden.golden_site import SITE, kept, published  # noqa: E402


def accept() -> tuple[int, int]:
    """Write what differs and remove what is gone: (written, removed)."""
    before, now = kept(), published()
    changed = {path: data for path, data in now.items() if before.get(path) != data}
    for path, data in changed.items():
        file = SITE / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    gone = before.keys() - now.keys()
    for path in gone:
        (SITE / path).unlink()
    for folder in sorted((path for path in SITE.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return len(changed), len(gone)


if __name__ == "__main__":
    written, removed = accept()
    sys.stdout.write(f"written {written}, removed {removed}\n")
