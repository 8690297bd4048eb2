"""What earlier builds found out, so that it need not be found out again: an SQLite file beside the output.

Nothing is taken from it but by the key of everything it was made from, so deleting it costs only time. Its folder keeps
itself out of git; it does not lie in the output and is never published.
"""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .errors import MeetingsiteError, OutputError, database_reason

if TYPE_CHECKING:
    from .cards import Card
    from .model import Entry, Refused
    from .pages.quotable import Quotable

T = TypeVar("T")
_FORMAT = 3
# Bytes of what is kept at hand, as it lies in the store. Unpacked, a document takes about 27 times as much, what can be
# quoted of it 3 times.
_DOCUMENTS = 1_200_000
_QUOTABLES = 14_000_000
_CHECK = 4  # bytes of a checksum
_DAMAGE = (
    zlib.error,
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    TypeError,
    UnicodeDecodeError,  # of an error message that quotes what is damaged
)
_TABLES = """
    CREATE TABLE documents (id TEXT PRIMARY KEY, signature BLOB, key BLOB, digest BLOB, card BLOB) WITHOUT ROWID;
    CREATE TABLE entries (id TEXT PRIMARY KEY, entry BLOB, record BLOB, quotable BLOB);
    CREATE TABLE files (path TEXT PRIMARY KEY, key BLOB, shown TEXT) WITHOUT ROWID;
    CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB);
"""


class StoreError(MeetingsiteError):
    """The store is damaged, or the disk full; it can be thrown away."""


class Held(NamedTuple):
    """What is known of one document."""

    signature: bytes  # of its files as the file system shows them; empty: look at the contents
    key: bytes  # of everything the result was made from
    digest: bytes  # of the entry
    card: bytes  # a Card or Refused, sealed, see :func:`card_of`


class Result(NamedTuple):
    """What the document stages made of one document, as it is kept."""

    digest: bytes
    card: bytes
    entry: bytes = b""  # packed; empty for one that was refused
    record: bytes = b""  # its object in documents.json, packed
    quotable: bytes = b""  # what can be quoted of it, sealed


class File(NamedTuple):
    """A file of the output as it was when we last wrote or saw it."""

    key: bytes
    shown: str  # see :func:`.fingerprint.files`


def packed(value: Any) -> bytes:
    """*value* as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(data: bytes, path: Path) -> Any:
    """What :func:`packed` made *data* of. Raises StoreError, with the *path* of the store, when it is damaged."""
    with _checked(path):
        return pickle.loads(zlib.decompress(data))


def sealed(value: Any) -> bytes:
    """*value* as bytes that are opened sooner than packed ones, but are more."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(data).to_bytes(_CHECK, "big") + data


def opened(data: bytes, path: Path) -> Any:
    """What :func:`sealed` made *data* of. Raises StoreError, with the *path* of the store, when it is damaged."""
    try:  # as _checked does, without making a context for each of many thousand cards
        if zlib.crc32(memoryview(data)[_CHECK:]) != int.from_bytes(data[:_CHECK], "big"):
            raise pickle.UnpicklingError("checksum")
        return pickle.loads(memoryview(data)[_CHECK:])
    except _DAMAGE as error:
        raise _damaged(error, path) from None


def card_of(held: Held | Result, path: Path) -> Card | Refused:
    """What became of a document of the store at *path*."""
    found: Card | Refused = opened(held.card, path)
    return found


class Store:
    """The store in the folder *folder*; a context manager. Every method raises StoreError when the file is damaged or the
    disk full, and OutputError where it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "store.sqlite"
        self._database = _database(self.path)

    @staticmethod
    def remove(folder: Path) -> None:
        """Throw away the store in *folder* and all that a build left beside it, but for the lock."""
        for path in folder.glob("*"):
            if path.name != "lock":
                path.unlink(missing_ok=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def documents(self) -> dict[str, Held]:
        """All documents by id."""
        with _checked(self.path):
            rows = self._database.execute("SELECT id, signature, key, digest, card FROM documents")
            return {row[0]: Held(*row[1:]) for row in rows}

    def keep(self, id: str, signature: bytes, key: bytes, result: Result) -> None:
        """Enter one document; *signature* and *key* as in :class:`Held`."""
        known = (id, signature, key, result.digest, result.card)
        with _checked(self.path):
            self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", known)
            if result.entry:
                texts = (id, *result[2:])
                self._database.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", texts)
            else:
                self._database.execute("DELETE FROM entries WHERE id = ?", (id,))

    def sign(self, id: str, signature: bytes) -> None:
        """Enter that the files of a document, which has not changed, show as *signature* now."""
        with _checked(self.path):
            self._database.execute("UPDATE documents SET signature = ? WHERE id = ?", (signature, id))

    def forget(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        with _checked(self.path):
            for id in ids:
                self._database.execute("DELETE FROM documents WHERE id = ?", (id,))
                self._database.execute("DELETE FROM entries WHERE id = ?", (id,))

    def entry(self, id: str) -> Entry:
        """The document *id*, which must be there."""
        return entry_of(self._database, self.path, id)[0]

    def quotable(self, id: str) -> Quotable:
        """What can be quoted of the document *id*, which must be there."""
        return quotable_of(self._database, self.path, id)[0]

    def record(self, id: str) -> bytes:
        """The object of the document *id*, which must be there, in documents.json where it is nobody's copy."""
        with _checked(self.path):
            (data,) = self._database.execute("SELECT record FROM entries WHERE id = ?", (id,)).fetchone()
        found: bytes = unpacked(data, self.path)
        return found

    def files(self) -> Iterator[tuple[str, File]]:
        """What is known of the output, by path."""
        with _checked(self.path):
            for path, *known in self._database.execute("SELECT path, key, shown FROM files"):
                yield intern(path), File(*known)

    def keep_files(self, files: Iterable[tuple[str, File]], gone: Iterable[str]) -> None:
        """Enter *files* by path and take those that are *gone* out."""
        with _checked(self.path):
            rows = ((path, *file) for path, file in files)
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
            self._database.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))

    def note(self, name: str) -> Any:
        """What was kept under *name*; None when nothing was."""
        with _checked(self.path):
            row = self._database.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
            return unpacked(row[0], self.path) if row else None

    def keep_note(self, name: str, value: Any) -> None:
        """Keep *value* under *name*; None takes it out."""
        with _checked(self.path):
            if value is None:
                self._database.execute("DELETE FROM notes WHERE name = ?", (name,))
            else:
                self._database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, packed(value)))

    def commit(self) -> None:
        """Make what was entered last."""
        with _checked(self.path):
            self._database.commit()


class Entries:
    """The documents of a store, read-only, for another process; each is read when it is asked for, and the last ones are
    kept at hand."""

    def __init__(self, path: Path) -> None:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self._database = database
        self._read = _AtHand(lambda id: entry_of(database, path, id), _DOCUMENTS)
        self.quotable = _AtHand(lambda id: quotable_of(database, path, id), _QUOTABLES)

    def __getitem__(self, id: str) -> Entry:
        return self._read(id)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


class _AtHand(Generic[T]):
    """What was asked for last, up to *most* bytes of it: a few long documents as well as many short ones."""

    def __init__(self, read: Callable[[str], tuple[T, int]], most: int) -> None:
        """*read* gives a value and its size."""
        self._read, self._most = read, most
        self._held: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._size = 0

    def __call__(self, id: str) -> T:
        if id in self._held:
            self._held.move_to_end(id)
            return self._held[id][0]
        value, size = self._held[id] = self._read(id)
        self._size += size
        while self._size > self._most and len(self._held) > 1:
            self._size -= self._held.popitem(last=False)[1][1]
        return value


def entry_of(database: sqlite3.Connection, path: Path, id: str) -> tuple[Entry, int]:
    """The document *id* of *database*, and its size there in bytes."""
    with _checked(path):
        (data,) = database.execute("SELECT entry FROM entries WHERE id = ?", (id,)).fetchone()
        return unpacked(data, path), len(data)


def quotable_of(database: sqlite3.Connection, path: Path, id: str) -> tuple[Quotable, int]:
    """What can be quoted of the document *id* of *database*, and its size there in bytes."""
    from .pages.quotable import Quotable  # a build that changes nothing need not load it

    with _checked(path):
        (data,) = database.execute("SELECT quotable FROM entries WHERE id = ?", (id,)).fetchone()
    return Quotable._make(opened(data, path)), len(data)


def _database(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / ".gitignore").write_text("*\n", encoding="ascii")
    with _checked(path):
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")  # lost after a power cut at worst, and then found damaged or old
        if database.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                database.execute(f"DROP TABLE {name}")
            database.executescript(_TABLES + f"PRAGMA user_version = {_FORMAT};")
        return database


@contextmanager
def _checked(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table: the file is not as we made it
            raise _damaged(error, path) from None
        failed = StoreError if error.sqlite_errorcode == sqlite3.SQLITE_FULL else OutputError
        remedy = "腾出磁盘空间，检查权限；原来的网站没有动。"
        raise failed(f"中间结果读写失败：{database_reason(error)}。", path=path, remedy=remedy) from None
    except (sqlite3.DatabaseError, *_DAMAGE) as error:
        raise _damaged(error, path) from None


def _damaged(error: Exception, path: Path) -> StoreError:
    return StoreError(f"中间结果坏了（{error}）。", path=path, remedy="删去它，再生成一次。")
