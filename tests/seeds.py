"""The five seed documents and raw documents made from text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from meetingsite.model import RawDocument

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def raw_document(text: str, name: str = "test") -> RawDocument:
    """*text* as if it had been read from a UTF-8 file."""
    data = text.encode("utf-8", "surrogatepass")
    return RawDocument(name, f"{name}.txt", hashlib.sha256(data).hexdigest(), "utf-8", data, text)
