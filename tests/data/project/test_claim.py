"""One writer at a time, between processes; a process that is killed lets go."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from capital_planner.errors import ProjectFileError
from data.project import Claim, Holder, save_project
from tests.data.project.small_project import small_project

ROOT = Path(__file__).parents[3]
ANN = Holder("Ann Officer", "LCC-0042", "2026-11-26T09:30:00Z")
BEN = Holder("Ben Officer", "LCC-0043", "2026-11-26T10:30:00Z")
CLAIM = (
    "import sys; from pathlib import Path; from data.project import Claim, Holder; "
    "claim = Claim(Path(sys.argv[1]), Holder(*sys.argv[2:])); "
    "print('held', flush=True); sys.stdin.read(); claim.release()"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "council.gpkg"
    save_project(path, small_project())
    return path


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the claim of Ann."""
    words = [sys.executable, "-c", CLAIM, str(path), ANN.who, ANN.host, ANN.since]
    with subprocess.Popen(  # noqa: S603
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_is_told_who_has_it_open(path: Path) -> None:
    with another_process(path) as first:
        with pytest.raises(ProjectFileError) as caught:
            Claim(path, BEN)
        (problem,) = caught.value.problems
        assert problem.message == (
            "It is open by Ann Officer on LCC-0042 since 2026-11-26T09:30:00Z; "
            "opened for reading only."
        )
        first.kill()
        first.wait()
        with Claim(path, BEN), pytest.raises(ProjectFileError, match="by Ben Officer"):
            Claim(path, ANN)


def test_what_is_released_can_be_claimed(path: Path) -> None:
    with Claim(path, ANN):
        assert path.with_name(".council.gpkg.opened-by").exists()
    assert not path.with_name(".council.gpkg.opened-by").exists()
    claim = Claim(path, BEN)
    claim.release()
    claim.release()


def test_a_link_to_a_project_is_the_same_project(path: Path) -> None:
    link = path.with_name("link.gpkg")
    link.symlink_to(path)
    with Claim(path, ANN), pytest.raises(ProjectFileError, match="Ann Officer"):
        Claim(link, BEN)


@pytest.mark.parametrize(
    "told", [b"", b"[1]", b"\xff\xfe", b'{"who": 1}', b"[" * 9_000, b'"x"']
)
def test_a_name_that_cannot_be_read_does_not_open_the_lock(
    path: Path, told: bytes
) -> None:
    with Claim(path, ANN):
        path.with_name(".council.gpkg.opened-by").write_bytes(told)
        with pytest.raises(ProjectFileError, match="somebody else"):
            Claim(path, BEN)


def test_a_folder_for_reading_only(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("filelock.FileLock.acquire", fail)
        with pytest.raises(ProjectFileError, match="for reading only"):
            Claim(path, ANN)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fail)
        with pytest.raises(ProjectFileError, match="Read-only file system"):
            Claim(path, ANN)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(ProjectFileError, match="for reading only"):
            Claim(path, ANN)
    with pytest.raises(ProjectFileError, match="for reading only"):
        Claim(tmp_path / "nowhere" / "council.gpkg", ANN)
    assert not (tmp_path / "nowhere").exists()
    Claim(path, BEN).release()
