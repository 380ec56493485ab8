"""What the files of a pack tell: every text in them, and every point."""

import io
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from zipfile import ZipFile, is_zipfile

import pypdf
from pypdf.generic import StreamObject

TAG = re.compile(r"<[^>]*>")
WORDED = re.compile(r'\b(?:descr|alt|title|name|id|aria-label)="([^"]*)"')
BREAK = re.compile(r"</(?:w:p|a:p|row|si|text|title|desc|c|tr)>")


def texts_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """All text of each file as a reader could see or dig out; parts by their path."""
    return {
        f"{name}{part}": text
        for name, file in files.items()
        for part, text in _texts(name, file)
    }


def _texts(name: str, file: bytes) -> Iterator[tuple[str, str]]:
    if is_zipfile(io.BytesIO(file)):
        for part, content in _members(file):
            yield from ((f"/{part}{deep}", t) for deep, t in _texts(part, content))
    elif name.endswith((".xml", ".rels", ".svg")):
        yield "", plain(file.decode())
    elif name.endswith(".gpkg"):
        yield "", "\n".join(_cells(file))
    elif name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(file))
        yield "", _printed(reader)
        yield "/streams", b"\n".join(_streams(reader)).decode("latin-1")
    elif name.endswith(".png"):
        yield "/chunks", b"\n".join(_chunks(file)).decode("latin-1")
    elif name.endswith(".csv"):
        yield "", file.decode("utf-8-sig")


def plain(markup: str) -> str:
    """Text of a file of tags, with what is said in their attributes."""
    said = "\n".join(WORDED.findall(markup))
    return unescape(f"{TAG.sub('', BREAK.sub(chr(10), markup))}\n{said}")


def _members(file: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(io.BytesIO(file)) as held:
        for part in held.namelist():
            yield part, held.read(part)


def _cells(file: bytes) -> Iterator[str]:
    """Every text and number of a GeoPackage, a row a line."""
    with closing(sqlite3.connect(":memory:")) as package:
        package.deserialize(file)
        names = package.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in names.fetchall():
            if name.startswith(("rtree_", "sqlite_")):
                continue
            for row in package.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                kept = [cell for cell in row if not isinstance(cell, bytes)]
                yield " | ".join("" if cell is None else str(cell) for cell in kept)


def _printed(reader: pypdf.PdfReader) -> str:
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join([*pages, str(reader.metadata), str(reader.xmp_metadata)])


def _streams(reader: pypdf.PdfReader) -> Iterator[bytes]:
    for number in range(1, len(reader.xref[0]) + 1):
        held = reader.get_object(number)
        if isinstance(held, StreamObject) and held.get("/Subtype") != "/Image":
            yield held.get_data()
        else:
            yield str(held).encode()


def _chunks(file: bytes) -> Iterator[bytes]:
    """Texts that go with a picture, unpacked."""
    at = 8
    while at < len(file):
        (length,) = struct.unpack(">I", file[at : at + 4])
        kind, content = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt", b"eXIf"):
            yield content
        elif kind == b"zTXt":
            yield zlib.decompress(content.split(b"\0", 1)[1][1:])
        at += length + 12
