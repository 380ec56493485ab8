"""Lines of a journal: any change is followed, and what is no change is not."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.errors import ProjectFileError
from data.project import recover, save_project
from data.project.journal_file import (
    edit_line,
    first_line,
    framed,
    journal_of,
    replay,
)
from data.project.layout import TABLES
from data.project.rows import digest_of_rows, rows_of
from tests.data.project.small_project import audited, small_project

SAVED = rows_of(small_project())
AFTER = rows_of(audited(small_project(), 3))


def forged(**change: Any) -> bytes:
    """A journal whose lines and digests are right, with rows of one's own."""
    rows = {**SAVED, **change}
    return first_line(digest_of_rows(SAVED)) + edit_line(SAVED, rows)


@pytest.mark.parametrize(
    "content",
    [
        forged(audit=((1, 2, 3, 4),)),
        forged(audit=(("a", "b", "c"),)),
        forged(options=(("",) * 7,)),
        forged(case_table=(("towns", b"x", "0" * 64),)),
        forged(settings=(("one", "{"),)),
    ],
)
def test_a_forged_journal_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "council.gpkg"
    save_project(path, small_project())
    journal_of(path).write_bytes(content)
    with pytest.raises(ProjectFileError, match=r"council\.gpkg\.journal"):
        recover(path)
    assert journal_of(path).read_bytes() == content


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{",
        b"[" * 100_000,
        b"{}",
        b'{"change": 1, "after": 2}',
        b'{"change": {"audit": [0, [], 99]}, "after": ""}',
        b'{"change": {"audit": [-1, [], 0]}, "after": ""}',
        b'{"change": {"audit": [0, [{"base64": 1}], 0]}, "after": ""}',
        b'{"change": {"nothing": [0, [], 0]}, "after": ""}',
        b'{"change": {"case_table": [0, [[1]], 0]}, "after": ""}',
    ],
)
def test_lines_that_say_nothing_end_the_journal(body: bytes) -> None:
    whole = first_line(digest_of_rows(SAVED)) + edit_line(SAVED, AFTER)
    reached = replay(whole + framed(body), SAVED)
    assert reached is not None
    assert reached.rows == AFTER


numbers = st.lists(st.integers(0, 3), max_size=8)


@settings(deadline=None, max_examples=200)
@given(before=numbers, after=numbers)
def test_any_change_of_rows_is_followed(before: list[int], after: list[int]) -> None:
    def rows(values: list[int]) -> dict[str, Any]:
        held = tuple((f"t{value}", bytes([value]), "") for value in values)
        return {**dict.fromkeys(TABLES, ()), "case_table": held}

    content = first_line(digest_of_rows(rows(before))) + edit_line(
        rows(before), rows(after)
    )
    reached = replay(content, rows(before))
    assert reached is not None
    assert reached.rows == rows(after)
