"""A file from outside, before anything in it is believed."""

import errno
import io
import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data.importers import source as sources
from data.importers.grid import rows_of
from data.importers.source import BLOCK, MOST_MEMBERS, Source, sources_of

TABLE = b"a,b\n1,2\n"


def archive(folder: Path, parts: dict[str, bytes], name: str = "file.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        _read_all(path)
    [problem] = refused.value.problems
    assert problem.file
    assert problem.remedy
    return problem.message


def _read_all(path: Path) -> None:
    for source in sources_of(path):
        list(rows_of(source))


# --- archives ------------------------------------------------------------------------


def test_tables_of_an_archive_are_read_one_by_one(tmp_path: Path) -> None:
    path = archive(tmp_path, {"x/one.csv": TABLE, "two.CSV": TABLE, "a.exe": b"MZ"})
    found = sources_of(path)
    assert [source.name for source in found] == ["one.csv", "two.CSV"]
    assert [list(rows_of(it)) for it in found] == [
        [(1, ["a", "b"]), (2, ["1", "2"])]
    ] * 2


def test_what_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path, {"bomb.csv": bytes(300 * BLOCK)})
    assert path.stat().st_size < BLOCK
    assert "unpacks to more" in refusal(path)


def resized(path: Path, said: int) -> Path:
    """Say another size of the first member in the central directory."""
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, said)
    path.write_bytes(bytes(content))
    return path


def test_no_more_is_read_than_an_archive_says_it_holds(tmp_path: Path) -> None:
    path = resized(archive(tmp_path, {"bomb.csv": b"1,2\n" * 50_000}), 100)
    [member] = sources_of(path)
    assert member.size == 100
    read: list[bytes] = []
    with pytest.raises(DataError):
        _read_into(read, member)
    assert sum(map(len, read)) <= 100


def _read_into(read: list[bytes], member: Source) -> None:
    with member.open() as stream:
        while block := stream.read(64):
            read.append(block)


def test_an_archive_inside_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = archive(tmp_path, {"a.csv": TABLE}, "inner.zip").read_bytes()
    assert "no table" in refusal(archive(tmp_path, {"inner.zip": inner}))
    message = refusal(archive(tmp_path, {"inner.csv": inner}, "named.zip"))
    assert "archive inside an archive" in message


def test_ten_thousand_members_are_too_many(tmp_path: Path) -> None:
    path = archive(tmp_path, {f"{number}.csv": b"" for number in range(10_000)})
    assert f"more than {MOST_MEMBERS:,} parts" in refusal(path)


def test_a_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a.csv": TABLE})
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    path.write_bytes(bytes(content))
    assert "locked with a password" in refusal(path)


@pytest.mark.parametrize(
    "name",
    ["../../outside.csv", "/outside.csv", "C:\\outside.csv", "a/../../outside.csv"],
)
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    """Read under a name without its folder, and nothing appears anywhere."""
    folder = tmp_path / "in" / "side"
    folder.mkdir(parents=True)
    (tmp_path / "outside.csv").write_text("secret,secret\n")
    path = archive(folder, {name: TABLE})
    [source] = sources_of(path)
    assert source.name == "outside.csv"
    assert next(iter(rows_of(source))) == (1, ["a", "b"])
    files = {it.name for it in tmp_path.rglob("*") if it.is_file()}
    assert files == {"outside.csv", "file.zip"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: content.index(b"PK\x01\x02")],
        lambda content: content.replace(b"PK\x01\x02", b"PK\x09\x09"),
        lambda content: content[:40] + b"\xff" * 12 + content[52:],
        lambda content: content[:-4] + b"\xff\xff\xff\xff",
        lambda content: content[:4] + b"\x00" * 100,
    ],
)
def test_a_damaged_archive_is_refused(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    path = archive(tmp_path, {"a.csv": TABLE * 50})
    path.write_bytes(spoil(path.read_bytes()))
    assert refusal(path)


def test_a_member_whose_bytes_are_damaged_is_refused(tmp_path: Path) -> None:
    """Any but the last, which ends it: when it is unpacked, or by its checksum."""
    path = archive(tmp_path, {"a.csv": bytes(range(48, 58)) * 9 + TABLE * 50})
    content = path.read_bytes()
    start, end = 30 + len("a.csv"), content.index(b"PK\x01\x02") - 1
    for at in range(start, end):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        assert refusal(path)


# --- what is not a file, or changes --------------------------------------------------


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    assert "not a file" in refusal(tmp_path)
    assert "cannot be read" in refusal(tmp_path / "nowhere.csv")
    (tmp_path / "empty.csv").touch()
    assert "empty" in refusal(tmp_path / "empty.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="no such things there")
def test_pipes_devices_and_loops_of_links_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert "not a file" in refusal(tmp_path / "pipe.csv")
    assert "not a file" in refusal(Path("/dev/zero"))
    assert "cannot be read" in refusal(tmp_path / "loop.csv")


def test_a_file_that_vanishes_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "goes.csv"
    path.write_bytes(TABLE)
    [source] = sources_of(path)
    path.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        list(rows_of(source))


def test_a_disk_that_fails_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(TABLE)
    [source] = sources_of(path)

    class Failing(io.BytesIO):
        def read(self, *_size: int | None) -> bytes:
            raise OSError(errno.EIO, "the disk failed")

    monkeypatch.setattr(Path, "open", lambda *_args, **_more: Failing())
    with pytest.raises(DataError, match="the disk failed"):
        list(rows_of(source))


def test_the_size_of_a_file_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 7)
    (tmp_path / "large.csv").write_bytes(TABLE)
    assert "larger" in refusal(tmp_path / "large.csv")


def test_what_a_file_is_does_not_hang_on_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(TABLE)
    [source] = sources_of(tmp_path / "a.xlsx")
    assert source.form == "text"
    path = archive(tmp_path, {"a.csv": TABLE}, "table.csv")
    assert Source(path, "", path.stat().st_size).form == "archive"
