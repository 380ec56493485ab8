"""A file from outside: what it is, before anything in it is believed."""

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from glob import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from capital_planner.errors import DataError, Problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 2 * 2**30
"""Of one file, unpacked: thirty times the largest that the formats are known for."""
MOST_MEMBERS = 1_000
MOST_PACKED = 200
"""Times that text is packed at most; a table of figures reaches about twenty."""
BLOCK = 2**20
TABLES = (".csv", ".txt")
MAPS = (".gpkg", ".shp", ".geojson", ".json")
"""Endings of what is read out of an archive."""
WORKBOOK_PART = "xl/workbook.xml"
DATABASE = b"SQLite format 3\x00"
ZIPPED = b"PK\x03\x04"

UNREADABLE = (
    *(OSError, EOFError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),
)
"""What is raised by a file, or a member of an archive, that cannot be unpacked."""
Form = Literal["text", "workbook", "database", "archive"]


@dataclass(frozen=True)
class Source:
    """One file, or one member of an archive, not read yet.

    Attributes
    ----------
    path
        Of the file; of the archive for a member.
    member
        Name inside the archive; empty for a file of its own. No path is made of it.
    size
        Bytes, unpacked.
    sheet
        Of a workbook, where one is meant; empty for the first that holds anything.
    """

    path: Path
    member: str
    size: int
    sheet: str = ""

    @property
    def name(self) -> str:
        """What people call it: no folder of this computer is in it."""
        return (self.member or self.path.name).replace("\\", "/").rsplit("/", 1)[-1]

    @cached_property
    def sha256(self) -> str:
        """Of the bytes of the file or member."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()

    @property
    def form(self) -> Form:
        """What it is, told from its first bytes and never from its name."""
        with self.open() as stream:
            head = stream.read(len(DATABASE))
        if head == DATABASE:
            return "database"
        if not head.startswith(ZIPPED):
            return "text"
        return "workbook" if WORKBOOK_PART in _names(self) else "archive"

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give its bytes; no more of them than were promised.

        Raises
        ------
        DataError
            If it cannot be read, or holds more than it said it does.
        """
        try:
            if not self.member:
                with self.path.open("rb") as file:
                    yield file
                return
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as it:
                yield io.BufferedReader(Bounded(it, self.size, self.name))
        except UNREADABLE as bad:
            raise refused(self.name, f"It cannot be read: {_reason(bad)}.") from bad

    def beside(self) -> tuple["Source", ...]:
        """Files in the same folder of an archive, or of the computer, by name.

        Of the computer's only those that differ in what follows the last dot.
        """
        if self.member:
            place = self.member.rpartition("/")[0]
            return tuple(
                Source(self.path, part.filename, part.file_size)
                for part in _parts(Source(self.path, "", self.size))
                if part.filename.rpartition("/")[0] == place
            )
        return tuple(
            Source(path, "", path.stat().st_size)
            for path in sorted(self.path.parent.glob(f"{escape(self.path.stem)}.*"))
            if path.is_file() and path.stat().st_size <= MOST_BYTES
        )


class Bounded(io.RawIOBase):
    """A member of an archive that ends with an error when it unpacks to too much."""

    def __init__(self, stream: IO[bytes], size: int, name: str) -> None:
        super().__init__()
        self._stream, self._left, self._name = stream, size, name

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with the next bytes, and say how many they are."""
        with memoryview(buffer).cast("B") as room:
            block = self._stream.read(len(room))
            self._left -= len(block)
            if self._left < 0:
                raise refused(self._name, "It unpacks to more than it says.")
            room[: len(block)] = block
        return len(block)


def sources_of(path: Path) -> tuple[Source, ...]:
    """Look at a file: itself, or the tables and maps inside an archive.

    Raises
    ------
    DataError
        If there is no such file, it is not a plain file, it is too large, or it is
        an archive that unpacks to too much or holds neither.
    """
    try:
        facts = path.stat()
    except (OSError, ValueError) as error:
        raise refused(path.name, f"It cannot be read: {_reason(error)}.") from error
    if not stat.S_ISREG(facts.st_mode):
        raise refused(path.name, "This is not a file.")
    if not 0 < facts.st_size <= MOST_BYTES:
        raise refused(path.name, _size_words(facts.st_size))
    whole = Source(path, "", facts.st_size)
    return _members(whole) if whole.form == "archive" else (whole,)


def check_packed(source: Source) -> None:
    """Refuse a packed file, a workbook too, whose parts unpack to too much.

    Raises
    ------
    DataError
        Named for the part, before any of it is unpacked.
    """
    for part in _parts(source):
        _check_part(source, part)


def refused(file: str, message: str, remedy: str = "") -> DataError:
    """Refuse a whole file."""
    usual = "Get the file again from where it is published, and do not change it."
    return DataError([Problem(message, remedy or usual, file=file)])


def _members(source: Source) -> tuple[Source, ...]:
    check_packed(source)
    tables = tuple(
        Source(source.path, part.filename, part.file_size)
        for part in _parts(source)
        if part.filename.lower().endswith((*TABLES, *MAPS)) and part.file_size
    )
    if not tables:
        remedy = "Take the table or map out of it and give that."
        raise refused(source.name, "The archive holds no table (.csv) or map.", remedy)
    return tables


def _check_part(source: Source, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        remedy = "Take the password off and save it again."
        raise refused(source.name, "It is locked with a password.", remedy)
    packed = max(part.compress_size, 1)
    most = packed * MOST_PACKED + BLOCK
    if part.file_size > min(most, MOST_BYTES):
        raise refused(source.name, "A part of it unpacks to more than any table does.")


def _parts(source: Source) -> list[zipfile.ZipInfo]:
    if source.member:
        raise refused(source.name, "An archive inside an archive is not opened.")
    try:
        with zipfile.ZipFile(source.path) as archive:
            parts = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise refused(source.name, "The file is damaged or cut short.") from error
    if len(parts) > MOST_MEMBERS:
        raise refused(source.name, f"It holds more than {MOST_MEMBERS:,} parts.")
    return parts


def _names(source: Source) -> set[str]:
    return {part.filename for part in _parts(source)}


def _size_words(size: int) -> str:
    if not size:
        return "The file is empty."
    return f"It is larger ({size / 2**20:,.0f} MB) than any file of its kind."


def _reason(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).rstrip(".")
