"""A save is whole or has not been: faults injected at every step."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from capital_planner.errors import DataError, ProjectFileError
from data import new_project, open_project, save_project
from data.case_files import folder_tables
from data.columns import TABLES
from data.project import Project
from data.project.rows import rows_of
from tests.data.project.small_project import audited, saved, small_project

ROOT = Path(__file__).parents[3]
FULL = OSError(errno.ENOSPC, "No space left on device")
READ_ONLY = OSError(errno.EROFS, "Read-only file system")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that was saved once."""
    path = tmp_path / "council.gpkg"
    save_project(path, small_project())
    return path


def failing(error: OSError) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("step", "error", "said"),
    [
        ("os.fsync", FULL, "No space left"),
        ("pathlib.Path.open", READ_ONLY, "Read-only"),
        ("pathlib.Path.replace", PermissionError(13, "Permission denied"), "denied"),
        ("pathlib.Path.unlink", READ_ONLY, "Read-only"),
        ("shutil.copymode", PermissionError(1, "Not permitted"), "Not permitted"),
    ],
)
def test_a_save_that_fails_leaves_the_file_of_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError, said: str
) -> None:
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(step, failing(error))
        with pytest.raises(ProjectFileError, match=said) as caught:
            save_project(path, audited(small_project(), 3))
    (problem,) = caught.value.problems
    assert problem.file == "council.gpkg"
    assert "The file saved before is as it was" in problem.remedy
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == files


def test_a_disk_that_fills_in_the_middle(path: Path) -> None:
    """A bound of the system on the size of files stops the write half way."""
    before = path.read_bytes()
    run = (
        "import resource, sys; from pathlib import Path; "
        "from data.project import open_project, save_project; "
        "from tests.data.project.small_project import audited; "
        "path = Path(sys.argv[1]); project = audited(open_project(path), 3); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "save_project(path, project)"
    )
    pytest.importorskip("resource")
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", run, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ProjectFileError: council.gpkg: The project cannot be written" in (
        ended.stderr
    )
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["council.gpkg"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match="cannot be written"):
        save_project(tmp_path / "nowhere" / "council.gpkg", small_project())
    assert list(tmp_path.iterdir()) == []


def test_the_new_file_is_on_the_disk_before_it_takes_the_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replaced = os.fsync, Path.replace

    def sync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/dev/fd/{handle}") else "file")  # noqa: PTH112
        fsync(handle)

    def move(self: Path, target: Path) -> Path:
        done.append("replace")
        return replaced(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", move)
    save_project(path, audited(small_project(), 3))
    assert done == ["file", "replace", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_reason_to_fail(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(OSError(errno.EINVAL, "Invalid")))
    fresh = path.with_name("fresh.gpkg")
    save_project(fresh, small_project())
    monkeypatch.undo()
    assert rows_of(open_project(fresh)) == rows_of(small_project())


def test_what_a_stopped_save_left_goes_with_the_next(path: Path) -> None:
    half = path.with_name(".council.gpkg.new")
    half.write_bytes(b"half a file")
    elsewhere = path.with_name("elsewhere")
    save_project(path, audited(small_project(), 3))
    assert not half.exists()
    elsewhere.write_bytes(b"not to be written through")
    half.symlink_to(elsewhere)
    save_project(path, audited(audited(small_project(), 3), 4))
    assert elsewhere.read_bytes() == b"not to be written through"


def test_who_may_read_the_file_stays_as_it_was(path: Path) -> None:
    path.chmod(0o640)
    save_project(path, audited(small_project(), 3))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(path: Path) -> None:
    link = path.with_name("link.gpkg")
    link.symlink_to(path)
    save_project(link, audited(small_project(), 3))
    assert link.is_symlink()
    assert rows_of(open_project(path)) == rows_of(audited(small_project(), 3))


def test_only_a_later_state_of_the_same_project_takes_its_place(path: Path) -> None:
    ours = audited(small_project(), 3)
    save_project(path, ours)
    before = path.read_bytes()
    theirs = audited(small_project(), 4)
    for other in (theirs, small_project(), Project({})):
        with pytest.raises(ProjectFileError, match="decisions"):
            save_project(path, other)
    assert path.read_bytes() == before
    assert saved(path, audited(ours, 5)) == rows_of(audited(ours, 5))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"{}", b"SQLite format 3\x00"])
def test_another_file_of_that_name_is_never_written_over(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "report.gpkg"
    path.write_bytes(content)
    with pytest.raises(ProjectFileError):
        save_project(path, small_project())
    assert path.read_bytes() == content


def test_a_new_project_holds_every_table_of_a_folder_byte_for_byte(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "towns.csv").write_bytes(b"\xef\xbb\xbfname;\r\nCaf\xe9")
    (folder / "notes.csv").write_bytes(b"not a table of a case")
    assert new_project(folder).tables == {"towns": b"\xef\xbb\xbfname;\r\nCaf\xe9"}
    assert set(new_project().tables) <= set(TABLES)


def test_a_folder_without_tables_begins_no_project(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DataError, match="no table"):
            new_project(folder)


def test_a_table_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "towns.csv").mkdir()
    (tmp_path / "pots.csv").write_bytes(b"x" * 11)
    monkeypatch.setattr("data.case_files.MOST_BYTES", 10)
    with pytest.raises(DataError) as caught:
        folder_tables(tmp_path)
    assert {p.file for p in caught.value.problems} == {"towns.csv", "pots.csv"}


def test_a_project_too_large_is_refused_before_it_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr("data.project.saving.MOST_BYTES", len(before) + 10_000)
    large = replace(audited(small_project(), 3), tables={"pots": b"x" * 100_000})
    with pytest.raises(ProjectFileError, match="larger"):
        save_project(path, large)
    assert path.read_bytes() == before
