"""Files that nobody vouches for: refused in words, nothing run, nothing changed."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from capital_planner.errors import ProjectFileError
from data.project import open_project, reading, save_project
from data.project.layout import MOST_TEXT
from data.project.package import package_bytes
from data.project.reading import HEAD, rows_in
from data.project.rows import digest_of_rows, rows_of
from tests.data.project.small_project import small_project

ROWS = rows_of(small_project())
SOUND = package_bytes(ROWS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "council.gpkg"
    save_project(path, small_project())
    return path


def refusal(path: Path) -> str:
    """What is said of a file, which stays as it is."""
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(ProjectFileError) as caught:
        open_project(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == files
    for problem in caught.value.problems:
        assert problem.file == "council.gpkg"
        assert problem.remedy
        assert len(problem.message) < 300
    return str(caught.value)


def spoil(path: Path, *statements: str) -> str:
    """What is said of a project after SQL was run on it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as package:
        for statement in statements:
            package.execute(statement)
    return refusal(path)


ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT count(*) AS value, 'version' AS name FROM n"
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit; END", "trig"),
        ("CREATE VIEW v AS SELECT load_extension('x')", "a view"),
        (f"CREATE VIEW endless AS {ENDLESS}", "a view"),
        ("CREATE VIRTUAL TABLE f USING fts5(words)", "virtual"),
        ("CREATE INDEX i ON audit (abs(length(who)))", "index"),
        ("CREATE TABLE more (x)", "'more'"),
        ('CREATE TABLE "\'; DROP TABLE audit; --" (x)', "DROP TABLE"),
        ("ALTER TABLE audit ADD COLUMN g AS (zeroblob(1000000000))", "'audit'"),
        ("ALTER TABLE audit ADD COLUMN more TEXT", "'audit'"),
        ("ALTER TABLE audit RENAME COLUMN who TO whom", "'audit'"),
        ("DROP TABLE comments", "comments is missing"),
        ("DROP TABLE areas", "areas is missing"),
        ("DROP TABLE about", "not a project of this planner"),
        ("CREATE TABLE x AS SELECT * FROM audit", "'x'"),
    ],
)
def test_a_schema_that_is_not_ours(path: Path, statement: str, said: str) -> None:
    assert said in spoil(path, statement)


def test_everything_strange_is_named_at_once(path: Path) -> None:
    said = spoil(path, "CREATE TABLE one (x)", "CREATE VIEW two AS SELECT 1")
    assert "'one'" in said
    assert "'two'" in said


def test_a_view_in_the_place_of_a_table_is_not_asked(path: Path) -> None:
    said = spoil(path, "DROP TABLE about", f"CREATE VIEW about AS {ENDLESS}")
    assert "not a project of this planner" in said


def test_a_check_of_values_is_not_run(path: Path) -> None:
    table = "CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT CHECK (abs(1) > 0))"
    assert "'audit'" in spoil(path, "DROP TABLE audit", table)


def signed(change: Callable[[dict[str, list[tuple[Any, ...]]]], None]) -> bytes:
    """A file whose digest is right, with rows that no planner would write."""
    rows: dict[str, list[tuple[Any, ...]]] = {k: list(v) for k, v in ROWS.items()}
    change(rows)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as package:
        package.deserialize(SOUND)
        for table, held in rows.items():
            package.execute(f"DELETE FROM {table}")  # noqa: S608
            for number, row in enumerate(held, start=1):
                places = ", ".join("?" * (len(row) + 1))
                package.execute(
                    f"INSERT INTO {table} VALUES ({places})",  # noqa: S608
                    (number, *row),
                )
        with suppress(TypeError, ValueError):
            digest = digest_of_rows({k: tuple(v) for k, v in rows.items()})
            about = "UPDATE about SET value = ? WHERE name = 'digest'"
            package.execute(about, (digest,))
        return package.serialize()


def put(table: str, column: int, value: object) -> Callable[..., None]:
    def change(rows: dict[str, list[tuple[Any, ...]]]) -> None:
        row = list(rows[table][0])
        row[column] = value
        rows[table][0] = tuple(row)

    return change


def twice(table: str) -> Callable[..., None]:
    return lambda rows: rows[table].append(rows[table][0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("audit", 1, b"bytes"), "audit.who"),
        (put("case_table", 1, "text"), "case_table.content"),
        (put("option_choices", 2, "many"), "option_choices.places"),
        (put("option_choices", 2, 1.5), "option_choices.places"),
        (put("option_choices", 2, -1), "options"),
        (put("option_choices", 2, 2**60), "larger than"),
        (put("option_choices", 0, 99), "damaged"),
        (put("inputs", 3, 2**62), "inputs.size"),
        (put("audit", 3, "x" * (MOST_TEXT + 1)), "audit.detail"),
        (put("case_table", 1, b"other"), "table towns is not"),
        (put("case_table", 0, "../../evil"), "case_table"),
        (put("options", 6, "{"), "options"),
        (put("options", 6, "[" * 100_000), "options"),
        (put("options", 6, '{"preset": NaN}'), "options"),
        (put("options", 5, "tomorrow"), "options"),
        (put("plans", 7, "[]"), "plans"),
        (put("settings", 1, "not json"), "settings"),
        (put("comments", 0, "a child"), "comments"),
        (put("inputs", 7, "[1]"), "inputs"),
        (twice("case_table"), "twice"),
        (twice("settings"), "twice"),
    ],
)
def test_rows_that_are_not_ours_though_the_digest_is_right(
    path: Path, change: Callable[..., None], said: str
) -> None:
    path.write_bytes(signed(change))
    assert said in refusal(path)


def test_the_forger_of_these_tests_is_believed_where_nothing_is_wrong(
    path: Path,
) -> None:
    path.write_bytes(signed(lambda _: None))
    assert rows_of(open_project(path)) == ROWS


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET who = 'Somebody else'", "not what was saved"),
        ("DELETE FROM audit WHERE id = 2", "not what was saved"),
        ("DELETE FROM audit WHERE id = 1", "not numbered"),
        ("UPDATE option_choices SET places = places + 1", "not what was saved"),
        ("UPDATE about SET value = '3' WHERE name = 'version'", "newer planner"),
        ("UPDATE about SET value = '9999999' WHERE name = 'version'", "newer planner"),
        ("UPDATE about SET value = '1' WHERE name = 'version'", "which version"),
        ("UPDATE about SET value = x'ff' WHERE name = 'version'", "which version"),
        ("DELETE FROM about", "which version"),
        ("PRAGMA application_id = 1", "not a project"),
        ("UPDATE audit SET who = CAST(x'ff41' AS TEXT)", "damaged"),
        ("INSERT INTO settings VALUES (9, 'x', zeroblob(1000000))", "not numbered"),
    ],
)
def test_a_file_changed_by_hand(path: Path, statement: str, said: str) -> None:
    assert said in spoil(path, statement)


def test_a_newer_file_says_what_opens_it(path: Path) -> None:
    said = spoil(path, "UPDATE about SET value = '3' WHERE name = 'version'")
    assert "version 3" in said
    assert "up to version 2" in said


def test_a_huge_value_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reading.LIMITS, sqlite3.SQLITE_LIMIT_LENGTH, 200_000)
    huge = "UPDATE case_table SET content = zeroblob(300000)"
    assert "too big" in spoil(path, huge)


def test_a_file_too_large_is_not_read_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.project.saving.MOST_BYTES", 10_000)
    assert "larger than any project" in refusal(path)


def test_reading_that_does_not_end_is_ended(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "STEPS", 1)
    monkeypatch.setattr(reading, "MOST_STEPS", 10)
    assert "interrupted" in refusal(path)


HEADS = [
    b"",
    b"\x00",
    b"SQLite format 3",
    b"SQLite format 3\x00",
    b"PK\x03\x04",
    b"{",
    b"[]",
    b"null",
    b'{"version": 1}',
    b'{"version": 99, "case": "", "options": []}',
    b"[" * 100_000,
    b"\xff" * 5_000,
    SOUND[:100],
    b"\x00" * len(SOUND),
]


@pytest.mark.parametrize("content", HEADS, ids=range(len(HEADS)))
def test_other_files(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refusal(path)


def test_what_is_not_a_file(path: Path) -> None:
    folder = path.with_name("folder.gpkg")
    folder.mkdir()
    for other in (folder, path.with_name("nowhere.gpkg")):
        with pytest.raises(ProjectFileError):
            open_project(other)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(path: Path) -> None:
    pipe = path.with_name("pipe.gpkg")
    os.mkfifo(pipe)
    with pytest.raises(ProjectFileError, match="not a file"):
        open_project(pipe)


def same_or_refused(content: bytes) -> bool:
    """Whether a spoilt file was refused; what is read must be all there."""
    try:
        found = rows_in(content, "council.gpkg")
    except ProjectFileError:
        return True
    assert found == ROWS
    return False


def test_a_file_cut_short_anywhere() -> None:
    for end in range(len(HEAD), len(SOUND), 997):
        assert same_or_refused(SOUND[:end]), end
    assert same_or_refused(SOUND + b"\x00")


def test_a_file_with_any_bit_turned() -> None:
    rng = np.random.default_rng(6)
    used = np.flatnonzero(np.frombuffer(SOUND, dtype=np.uint8))
    places = rng.choice(used, 1_500, replace=False).tolist()
    refused = 0
    for place, bit in zip(places, rng.integers(0, 8, 1_500).tolist(), strict=True):
        spoilt = bytearray(SOUND)
        spoilt[place] ^= 1 << bit
        refused += same_or_refused(bytes(spoilt))
    assert refused > 700


def test_a_file_with_a_page_overwritten() -> None:
    rng = np.random.default_rng(7)
    for page in range(len(SOUND) // 4096):
        noise = rng.bytes(4096)
        same_or_refused(SOUND[: page * 4096] + noise + SOUND[(page + 1) * 4096 :])
