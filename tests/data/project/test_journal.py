"""What was edited since the last save comes back, and only that."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from capital_planner.errors import ProjectFileError
from data.kept_options import option_facts
from data.project import Journal, Project, open_project, recover, save_project
from data.project.journal_file import (
    journal_of,
    records,
    replay,
)
from data.project.rows import rows_of
from tests.data.project.small_project import audited, small_project, two_options


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that was saved once."""
    path = tmp_path / "council.gpkg"
    save_project(path, small_project())
    return path


def edits(count: int) -> list[Project]:
    """States one after another, each an edit away from the one before."""
    states = [small_project()]
    for number in range(3, 3 + count):
        state = audited(states[-1], number)
        option = replace(two_options()[0], key=f"option-{number}", note=f"'; {number}")
        towns = state.tables["towns"] + b"Sabden,\xff\x00\n"
        states.append(
            replace(
                state,
                options=(*state.options[number % 2 :], option),
                tables={**state.tables, "towns": towns},
            )
        )
    return states[1:]


def found(path: Path) -> Any:
    project = recover(path)
    assert project is not None
    return rows_of(project)


def files(path: Path) -> set[str]:
    return {item.name for item in path.parent.iterdir()}


def test_every_edit_comes_back_until_it_is_saved(path: Path) -> None:
    journal = Journal(path)
    assert recover(path) is None
    for state in edits(4):
        journal.append(state)
        assert found(path) == rows_of(state)
        assert rows_of(open_project(path)) == rows_of(small_project())
    journal.save(state)
    assert recover(path) is None
    assert rows_of(open_project(path)) == rows_of(state)
    assert files(path) == {"council.gpkg"}


def test_a_journal_goes_on_after_a_save_and_after_a_stop(path: Path) -> None:
    one, two, three, four = edits(4)
    journal = Journal(path)
    journal.append(one)
    journal.save(two)
    journal.append(three)
    again = Journal(path)
    assert found(path) == rows_of(three)
    again.append(four)
    assert found(path) == rows_of(four)
    assert len(list(records(journal_of(path).read_bytes()))) == 3


def test_an_edit_that_changes_nothing_is_not_written(path: Path) -> None:
    Journal(path).append(open_project(path))
    assert files(path) == {"council.gpkg"}


def test_a_small_edit_of_a_large_case_is_a_short_line(tmp_path: Path) -> None:
    path = tmp_path / "large.gpkg"
    large = replace(small_project(), tables={"schools": b"x" * 2_000_000})
    save_project(path, large)
    Journal(path).append(audited(large, 3))
    assert journal_of(path).stat().st_size < 1_000


@pytest.mark.parametrize("torn", [b"", b"12", b"3 00000000 {}", b"\x00" * 900])
def test_a_torn_last_line_is_passed_over_and_then_written_over(
    path: Path, torn: bytes
) -> None:
    one, two = edits(2)
    Journal(path).append(one)
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(whole + torn)
    assert found(path) == rows_of(one)
    Journal(path).append(two)
    assert found(path) == rows_of(two)
    assert journal_of(path).read_bytes().startswith(whole)


def test_a_journal_cut_anywhere_leads_to_a_state_there_was(path: Path) -> None:
    states = edits(3)
    journal = Journal(path)
    for state in states:
        journal.append(state)
    content = journal_of(path).read_bytes()
    saved = rows_of(small_project())
    ends = [record.end for record in records(content)]
    for end in range(0, len(content), 97):
        reached = replay(content[:end], saved)
        whole = sum(stop <= end for stop in ends)
        assert (reached is None) == (whole == 0)
        if reached is not None:
            assert reached.edits == whole - 1
            assert reached.rows == rows_of([small_project(), *states][whole - 1])


def test_a_journal_with_any_bit_turned_leads_to_a_state_there_was(path: Path) -> None:
    states = edits(3)
    journal = Journal(path)
    for state in states:
        journal.append(state)
    content = journal_of(path).read_bytes()
    known = [rows_of(state) for state in (small_project(), *states)]
    rng = np.random.default_rng(8)
    for place in rng.integers(0, len(content), 400).tolist():
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << int(rng.integers(0, 8))
        reached = replay(bytes(spoilt), known[0])
        assert reached is None or reached.rows in known


def test_a_journal_of_another_save_is_not_offered_and_not_lost(path: Path) -> None:
    (one,) = edits(1)
    Journal(path).append(one)
    content = journal_of(path).read_bytes()
    save_project(path, audited(small_project(), 9))
    assert recover(path) is None
    assert journal_of(path).read_bytes() == content
    Journal(path).append(audited(audited(small_project(), 9), 10))
    assert path.with_name("council.gpkg.journal-1").read_bytes() == content
    journal_of(path).write_bytes(content)
    Journal(path)
    assert path.with_name("council.gpkg.journal-2").read_bytes() == content


def test_a_stop_between_replacing_the_file_and_removing_the_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state,) = edits(1)
    journal = Journal(path)
    with monkeypatch.context() as patch:
        patch.setattr("data.project.saving.close_journal", lambda *_: None)
        journal.save(state)
    assert journal_of(path).exists()
    assert recover(path) is None
    Journal(path).append(audited(state, 9))
    assert found(path) == rows_of(audited(state, 9))
    assert files(path) == {"council.gpkg", "council.gpkg.journal"}


def test_a_save_by_itself_removes_a_journal_whose_end_it_holds(path: Path) -> None:
    one, two = edits(2)
    Journal(path).append(one)
    save_project(path, one)
    assert files(path) == {"council.gpkg"}
    Journal(path).append(two)
    save_project(path, audited(two, 9))
    assert files(path) == {"council.gpkg", "council.gpkg.journal"}


def failing(error: OSError) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_full_disk_loses_nothing_that_was_answered(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = edits(3)
    journal = Journal(path)
    journal.append(one)
    whole = journal_of(path).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(OSError(errno.ENOSPC, "No space left")))
        with pytest.raises(ProjectFileError, match="No space left"):
            journal.append(two)
        with pytest.raises(ProjectFileError, match="No space left"):
            journal.save(two)
    assert journal_of(path).read_bytes() == whole
    journal.append(three)
    assert found(path) == rows_of(three)


def test_a_save_may_work_where_the_journal_does_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = edits(2)
    journal = Journal(path)
    full = failing(OSError(errno.ENOSPC, "No space left"))
    with monkeypatch.context() as patch:
        patch.setattr("data.project.journal.write_line", full)
        with pytest.raises(ProjectFileError, match="Save the project now"):
            journal.append(one)
        journal.save(two)
    assert rows_of(open_project(path)) == rows_of(two)


def test_a_journal_that_cannot_be_read_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal_of(path).mkdir()
    for act in (recover, Journal):
        with pytest.raises(ProjectFileError, match="cannot be read"):
            act(path)
    journal_of(path).rmdir()
    monkeypatch.setattr("data.project.journal.MOST_BYTES", 100)
    with pytest.raises(ProjectFileError, match="no more is kept"):
        Journal(path).append(edits(1)[0])


def test_options_come_back_with_their_choices(path: Path) -> None:
    state = edits(1)[0]
    Journal(path).append(state)
    project = recover(path)
    assert project is not None
    assert list(map(option_facts, project.options)) == list(
        map(option_facts, state.options)
    )
