"""``new`` and ``quality`` as typed: what is said, what is written, and what is not."""

import csv
import json
from pathlib import Path

import pytest

from data import EMBEDDED_CASE
from data.importers import read_imports
from tests.data.new_case.made_authority import made_files
from tests.data.new_case.made_counts import LA_CODE
from ui.commands.dispatch import run


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    files = made_files(tmp_path_factory.mktemp("files"))
    return [
        *("new", "--code", LA_CODE),
        *("--ehc-plans", *map(str, files["dfe-ehc-plans"])),
        *("--boundaries", str(files["boundaries"][0])),
        *("--gias", str(files["gias"][0])),
    ]


def test_new_makes_a_case_that_check_and_quality_accept(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, report = tmp_path / "case", tmp_path / "report.csv"
    assert run([*words, "--case", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "Mereside (E06000990, 990)" in said
    assert "there: special_schools.csv, 3 rows" in said
    assert "assumed: funding.csv." in said
    assert "missing:" not in said
    assert run(["check", str(folder)]) == 0
    assert run(["quality", str(folder), "--out", str(report)]) == 0
    said = capsys.readouterr().out
    assert "look: funding.csv. As much money a plan as Lancashire's" in said
    assert "Mereside: " in said
    with report.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["status"] for row in rows} == {"ok", "look"}
    kept = read_imports(folder)[-1]
    assert (kept["kind"], sum(kept["facts"].values())) == ("quality", len(rows))


def test_new_without_a_folder_writes_nothing_and_says_what_is_missing(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 0
    assert run(words[:-2]) == 1
    said = capsys.readouterr()
    assert "missing: --gias, Get Information about Schools" in said.out
    assert "Written" not in said.err


def test_new_with_a_file_missing_is_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words[:-2], "--case", str(tmp_path / "case")]) == 1
    assert "A case needs this file" in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_quality_of_the_embedded_case_as_json_changes_nothing_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in EMBEDDED_CASE.iterdir()}
    report = tmp_path / "report.json"
    assert run(["quality", "--out", str(report)]) == 0
    said = capsys.readouterr().out
    record = json.loads(report.read_text(encoding="utf-8"))
    assert record["case"] == "Lancashire"
    titles = [section["title"] for section in record["sections"]]
    assert all(title in said for title in titles)
    assert "look: Children in specialist bases" in said
    assert "Children in state special schools" not in said
    assert {p.name: p.stat().st_mtime_ns for p in EMBEDDED_CASE.iterdir()} == before


def test_quality_of_a_broken_case_says_what_to_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "authority.csv").write_text("code,name\nE1,X\n", encoding="utf-8")
    assert run(["quality", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "mend: areas.csv, The file is missing." in said
    assert "mend: authority.csv, row 1, The column is missing." in said
    assert "The case cannot be read" in said
    assert [path.name for path in tmp_path.iterdir()] == ["authority.csv"]
