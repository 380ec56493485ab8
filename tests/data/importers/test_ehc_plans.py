"""DfE statistics of plans: the figures of the embedded case, whatever the release."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from capital_planner.errors import DataError
from data import EMBEDDED_CASE
from data.importers import Given, Report, import_file
from tests.data.importers.hostile import contents, mutated, refused_or_whole

FILES = Path(__file__).parent / "files"
LANCASHIRE = Given(code="E10000017", la_code=888)
MADE = {
    "caseload": ("plans_by_placement", "plans_by_age_and_placement"),
    "newplans": ("new_plans",),
    "ceased_plans": ("ceased_plans",),
    "sen_needs_all_plans": ("plans_by_age_and_need", "plans_by_need_and_placement"),
}
Rows = list[dict[str, str]]


def published(name: str) -> Path:
    return FILES / f"ehc_plans_{name}.csv"


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def file_of(rows: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode(encoding)


def bring(content: bytes, folder: Path, whose: Given = LANCASHIRE) -> Report:
    file = folder.parent / "downloaded.csv"
    file.write_bytes(content)
    return import_file("dfe-ehc-plans", file, folder, whose)


def table(folder: Path, name: str) -> Rows:
    return sorted(rows_of(folder / f"{name}.csv"), key=str)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.mark.parametrize("name", MADE)
def test_the_rows_of_lancashire_are_those_of_the_embedded_case(
    name: str, case: Path
) -> None:
    report = import_file("dfe-ehc-plans", published(name), case, LANCASHIRE)
    assert report.tables == MADE[name]
    assert report.problems == ()
    for made in MADE[name]:
        assert table(case, made) == table(EMBEDDED_CASE, made)


def test_an_archive_gives_all_tables_at_once(case: Path, tmp_path: Path) -> None:
    packed = tmp_path / "education-health-and-care-plans_2025.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in MADE:
            archive.write(published(name), f"data/{name}.csv")
        archive.writestr("data/mediation.csv", "time_period,cases\n2024,3\n")
        archive.writestr("data-guidance.txt", "What each column holds.\n")
    report = import_file("dfe-ehc-plans", packed, case, LANCASHIRE)
    assert set(report.tables) == {made for each in MADE.values() for made in each}
    assert report.record["facts"]["rows kept"] == 161 + 120 + 149 + 89
    left = {problem.file for problem in report.problems}
    assert left == {"mediation.csv", "data-guidance.txt"}
    assert all("left out" in problem.message for problem in report.problems)


def test_a_damaged_table_of_an_archive_is_never_left_without_a_word(
    case: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "plans.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in ("caseload", "newplans"):
            archive.write(published(name), f"{name}.csv")
    content = packed.read_bytes()
    at = content.index(b"breakdown_topic", content.index(b"newplans.csv"))
    packed.write_bytes(content[:at] + b"#" + content[at + 1 :])
    with pytest.raises(DataError, match=r"newplans\.csv"):
        import_file("dfe-ehc-plans", packed, case, LANCASHIRE)
    assert not case.exists()


def test_another_authority_is_found_by_its_code(case: Path) -> None:
    ours = rows_of(published("newplans"))
    theirs = [
        {**row, "new_la_code": "E06000008", "old_la_code": "889", "new_ehc_plans": "7"}
        for row in ours
        if row["breakdown"] in {"age 4", "New EHC plans"}
    ]
    level = [{**row, "geographic_level": "Regional"} for row in theirs]
    report = bring(file_of(ours + theirs + level), case, Given(code="E06000008"))
    assert {row["plans"] for row in table(case, "new_plans")} == {"7"}
    assert {row["age"] for row in table(case, "new_plans")} == {"4"}
    assert report.record["facts"]["rows read"] == 120 + 2 * len(theirs)
    assert report.record["facts"]["rows kept"] == len(theirs)


def test_the_three_figure_code_is_enough(case: Path) -> None:
    bring(published("newplans").read_bytes(), case, Given(la_code=888))
    assert table(case, "new_plans") == table(EMBEDDED_CASE, "new_plans")


def test_an_authority_that_is_not_there_is_said(case: Path) -> None:
    with pytest.raises(DataError, match="No row is about the authority E06000001"):
        bring(published("caseload").read_bytes(), case, Given(code="E06000001"))
    assert not case.exists()


def test_the_release_of_2026_gives_the_names_of_2025(case: Path) -> None:
    rows = []
    for row in rows_of(published("caseload")):
        whole = row.pop("special_academy_free")
        row["ap_pru_total_pc"] = row.pop("AP_PRU_total_pc")
        parts = ("x", "x") if whole == "x" else (str(int(whole) - 1), "1")
        if whole == "0":
            parts = ("0", "0")
        row["special_academy"], row["special_free_school"] = parts
        rows.append(row)
    report = bring(file_of(rows), case)
    for made in MADE["caseload"]:
        assert table(case, made) == table(EMBEDDED_CASE, made)
    assert "counted apart" in report.problems[0].message
    assert report.problems[0].severity == "warning"


def test_a_sum_with_a_part_that_is_not_published_is_not_known(case: Path) -> None:
    rows = rows_of(published("caseload"))
    for row in rows:
        del row["special_academy_free"]
        row["special_academy"], row["special_free_school"] = "10", "c"
    bring(file_of(rows), case)
    names = {row["placement"] for row in table(case, "plans_by_placement")}
    assert "special_la_maintained" in names
    assert not {"special_academy_free", "special_academy"} & names


def test_down_syndrome_is_a_need_and_an_unknown_column_is_not(case: Path) -> None:
    rows = rows_of(published("sen_needs_all_plans"))
    for row in rows:
        row["number_ds"], row["number_new"] = "2", "3"
    report = bring(file_of(rows), case)
    by_age = table(case, "plans_by_age_and_need")
    assert len([row for row in by_age if row["need"] == "DS"]) == 24
    assert len(by_age) == 312 + 24
    assert [problem.column for problem in report.problems] == ["number_new"]


def test_only_the_newest_count_by_need_is_kept(case: Path) -> None:
    ours = rows_of(published("sen_needs_all_plans"))
    before = [{**row, "time_period": "202324", "number_asd": "1"} for row in ours]
    bring(file_of(before + ours), case)
    for made in MADE["sen_needs_all_plans"]:
        assert table(case, made) == table(EMBEDDED_CASE, made)


def test_awkward_files_give_the_same(case: Path) -> None:
    rows = [
        {"note": "é", **dict(reversed(row.items())), "extra": "z"}
        for row in rows_of(published("ceased_plans"))
    ]
    title = b"Ceased plans \xa3\r\n\r\n"
    report = bring(title + file_of(rows, encoding="cp1252", delimiter=";"), case)
    assert [problem.column for problem in report.problems] == ["note", "extra"]
    assert table(case, "ceased_plans") == table(EMBEDDED_CASE, "ceased_plans")


def test_deaths_that_are_not_published_are_said(case: Path) -> None:
    rows = rows_of(published("ceased_plans"))
    hidden = next(row for row in rows if row["breakdown"] == "age 4")
    hidden["deceased"] = "c"
    report = bring(file_of(rows), case)
    (problem,) = report.problems
    assert (problem.row, problem.column) == (rows.index(hidden) + 2, "deceased")
    first = min(table(case, "ceased_plans"), key=lambda row: int(row["age"]) != 4)
    assert first["plans"] == hidden["total_ceased"]


def test_every_bad_cell_is_named_and_nothing_is_written(case: Path) -> None:
    rows = rows_of(published("newplans"))
    rows[6]["new_ehc_plans"] = "1.2.3"
    rows[9]["new_ehc_plans"] = "-4"
    rows[11]["time_period"] = "last year"
    rows.append(dict(rows[20]))
    with pytest.raises(DataError) as caught:
        bring(file_of(rows), case)
    places = [(found.row, found.column) for found in caught.value.problems]
    assert places == [
        (8, "new_ehc_plans"),
        (11, "new_ehc_plans"),
        (13, "time_period"),
        (len(rows) + 1, "breakdown"),
    ]
    assert all(found.file == "downloaded.csv" for found in caught.value.problems)
    assert not case.exists()


@pytest.mark.parametrize("missing", ["breakdown", "old_la_code", "new_ehc_plans"])
def test_a_file_without_a_column_it_needs_is_refused(case: Path, missing: str) -> None:
    rows = rows_of(published("newplans"))
    for row in rows:
        del row[missing]
    with pytest.raises(DataError) as caught:
        bring(file_of(rows), case)
    assert any(
        missing in (found.column, "new_ehc_plans") for found in caught.value.problems
    )


def test_releases_before_2024_give_plans_by_placement(case: Path) -> None:
    common = {
        "geographic_level": "Local authority",
        "new_la_code": "E10000017",
        "old_la_code": "888",
    }
    figures = {
        "Total": "9000",
        "Special - LA maintained": "2900",
        "Special - Academy/free": "240",
        "Mainstream - Academy - SEN unit": "x",
        "A word of its own": "5",
    }
    rows = [
        {
            "time_period": "2022",
            **common,
            "establishment_type": kind,
            "Total_all": plans,
        }
        for kind, plans in figures.items()
    ]
    report = bring(file_of(rows), case)
    assert report.tables == ("plans_by_placement",)
    assert table(case, "plans_by_placement") == [
        {"year": "2022", "placement": "ehcplans", "plans": "9000"},
        {"year": "2022", "placement": "special_academy_free", "plans": "240"},
        {"year": "2022", "placement": "special_la_maintained", "plans": "2900"},
    ]


def test_a_second_import_takes_the_place_of_the_first(case: Path) -> None:
    bring(published("newplans").read_bytes(), case)
    first = contents(case)
    bring(published("newplans").read_bytes(), case)
    assert contents(case)["new_plans.csv"] == first["new_plans.csv"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated(published("ceased_plans").read_bytes()[:6000]))
def test_a_spoiled_file_is_refused_in_words_or_read(content: bytes) -> None:
    refused_or_whole("dfe-ehc-plans", content, LANCASHIRE)
