"""Killed at 200 random moments while editing and saving: nothing answered is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.project import open_project, save_project
from data.project.journal_file import journal_of
from tests.data.project.editing import EDITS, newest
from tests.data.project.small_project import small_project

ROOT = Path(__file__).parents[3]
MOMENTS = 200
MOST_LINES = 6
MOST_WAIT_S = 0.012

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "council.gpkg"
    project = replace(small_project(), options=(), plans=(), settings={EDITS: 0})
    save_project(path, project)
    return path


@pytest.fixture
def editors(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that starts editors of the project, one a line."""
    words = [sys.executable, "-m", "tests.data.project.editing", str(path)]
    with subprocess.Popen(  # noqa: S603
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


def answered(
    editors: "subprocess.Popen[bytes]", lines: int, wait_s: float
) -> tuple[int, int]:
    """Kill an editor after so many lines and a moment: its last edit and save."""
    assert editors.stdin is not None
    assert editors.stdout is not None
    editors.stdin.write(b"\n")
    editors.stdin.flush()
    child, seen = 0, {b"e": 0, b"s": 0}
    for line in editors.stdout:
        if line == b"ended\n":
            break
        kind, number = line.split()
        if kind == b"p":
            child = int(number)
        else:
            seen[kind] = int(number)
        lines -= 1
        if child and lines <= 0:
            time.sleep(wait_s)
            os.kill(child, signal.SIGKILL)
            child = 0
    return seen[b"e"], seen[b"s"]


def test_the_last_answered_state_or_a_better_one_opens_every_time(
    path: Path, editors: "subprocess.Popen[bytes]"
) -> None:
    rng = np.random.default_rng(2026)
    edited = saved = 0
    for _ in range(MOMENTS):
        lines, wait_s = int(rng.integers(0, MOST_LINES)), rng.uniform(0, MOST_WAIT_S)
        last_edit, last_save = answered(editors, lines, wait_s)
        edited, saved = max(edited, last_edit), max(saved, last_save)
        in_file = open_project(path).settings[EDITS]
        reached = newest(path).settings[EDITS]
        assert saved <= in_file <= edited + 1
        assert edited <= reached <= edited + 1
        assert reached >= in_file
        edited = reached
    assert edited > MOMENTS
    assert saved > MOMENTS / 2
    strange = {item.name for item in path.parent.iterdir()} - {
        path.name,
        f".{path.name}.new",
        journal_of(path).name,
    }
    assert strange == set()
