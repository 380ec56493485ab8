"""A case for another authority, from files to a plan; and what is said if not."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data import check_case, read_case
from data.importers import Given, import_file, read_imports
from data.new_case import NewCase, look, make_case
from data.new_case.looking import KIND
from data.quality import quality_of
from tests.data.new_case.made_authority import COUNTY, UNITARY, made_files
from tests.data.new_case.made_counts import LA_CODE, NAME
from ui.commands.dispatch import run

CODE, WARDS = UNITARY.code, UNITARY.parts
GIVEN = Given(when="2026-11-26T09:00:00+00:00", who="an officer")
ASSUMED = {"demand_points", "population", "assumptions", "presets", "funding"}
WITHOUT = {"projection", "placements", "programme", "barriers", "journeys", "towns"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return made_files(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def new(files: dict[str, list[Path]]) -> NewCase:
    return look(CODE, files, GIVEN)


@pytest.fixture(scope="module")
def folder(new: NewCase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "mereside"
    make_case(folder, new)
    return folder


def table(new: NewCase, name: str) -> list[dict[str, str]]:
    text = new.contents[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_three_files_are_enough(new: NewCase) -> None:
    assert new.can_be_made, [str(problem) for problem in new.problems]
    assert new.owner is not None
    assert (new.owner.code, new.owner.la_code, new.owner.name) == (CODE, 990, NAME)
    assert new.missing == ()
    assert {each.table for each in new.assumed} >= ASSUMED | WITHOUT
    assert all(each.what and each.why and each.replace for each in new.assumed)


def test_the_authority_and_its_years_come_from_the_counts(new: NewCase) -> None:
    (row,) = table(new, "authority")
    assert (row["code"], row["la_code"], row["name"]) == (CODE, LA_CODE, NAME)
    assert (row["base_year"], row["last_year"]) == ("2024", "2035")
    assert row["ends_on"] == ""
    plans = {
        row["placement"]: row["plans"]
        for row in table(new, "plans_by_placement")
        if row["year"] == "2025"
    }
    assert plans["ehcplans"] == "1232"


def test_the_wards_are_its_districts_and_hold_its_schools(folder: Path) -> None:
    case = read_case(folder)
    county = case.areas[case.areas["role"] == "county"]
    assert dict(zip(county["area_code"], county["name"], strict=True)) == WARDS
    own = case.schools[case.schools["la_code"] == int(LA_CODE)]
    assert len(own) == 28 + 8 + 3 + 1 + 1
    assert set(own["area_code"]) == set(WARDS)
    assert dict(
        zip(case.special_schools["name"], case.special_schools["district"], strict=True)
    ) == {
        "Moor Lane School": "Mereside North",
        "Mereside Academy of Hope": "Mereside Mid",
        "The Birches": "Mereside South",
    }
    assert sorted(case.special_schools["roll"]) == [90, 120, 160]


def test_homes_and_people_are_made_of_the_primary_schools(folder: Path) -> None:
    case = read_case(folder)
    primary = case.schools[case.schools["phase"] == "Primary"]
    rolls = primary[primary["la_code"] == int(LA_CODE)].groupby("area_code")["pupils"]
    points = case.demand_points.groupby("area_code")
    assert points.size().to_dict() == rolls.size().to_dict()
    five = case.population[case.population["age"] == 5]
    of_five = dict(zip(five["area_code"], five["persons"], strict=True))
    for code, pupils in rolls.sum().items():
        assert of_five[str(code)] == pytest.approx(pupils / 7, rel=0.02)


def test_figures_and_money_are_those_of_no_authority(folder: Path) -> None:
    case = read_case(folder)
    given = case.assumptions
    assert given.value("independent_place_cost") == 63_000
    assert given.value("backlog_plans") == 0
    assert given.value("backlog_year") == 2025
    rows = given.table.reset_index().set_index("name")
    growth = rows.loc[["growth_specialist_ratio"]].set_index("key")
    assert growth["status"].to_dict() == {
        "low": "working assumption",
        "central": "derived",
        "high": "derived",
    }
    plans = case.plans_by_placement.pivot_table("plans", "year", "placement")
    special, every = plans["special_total"], plans["ehcplans"]
    grown = (special[2025] - special[2024]) / (every[2025] - every[2024])
    own = grown / (special[2025] / every[2025])
    assert growth["value"]["high"] == pytest.approx(own, abs=0.005)
    assert "2024 to 2025" in growth["source"]["high"]
    ended = case.ceased_plans.groupby("year")["plans"].sum()
    assert rows["status"]["ceased_factor"] == "derived"
    said = f"{ended[2024]} of {every[2024]:.0f} plans ceased in 2024"
    assert said in rows["source"]["ceased_factor"]
    assert given.by_key("selective_schools").empty
    plans = case.plans_by_placement
    placed = plans[plans["year"] == 2025].set_index("placement")["plans"]
    state = placed[["special_la_maintained", "special_academy_free"]].sum()
    assert given.value("border_children") == state - (160 + 120 + 90)
    assert case.funding["allocation_gbp"].tolist() == [1_900_000] * 3


def test_the_case_has_no_errors_and_says_what_it_assumes(folder: Path) -> None:
    assert [each for each in check_case(folder) if each.severity == "error"] == []
    *imports, kept = read_imports(folder)
    assert [each["kind"] for each in imports].count("dfe-ehc-plans") == 4
    assert all(len(file["sha256"]) == 64 for each in imports for file in each["files"])
    assert kept["kind"] == KIND
    assert {each["table"] for each in kept["assumed"]} >= ASSUMED
    found = quality_of(folder)
    assert found.counts["mend"] == 0
    assumed = next(each for each in found.sections if each.title == "Assumed").lines
    assert {f"{name}.csv" for name in ASSUMED} <= {line.what for line in assumed}
    told = next(line for line in assumed if line.what == "funding.csv")
    assert "Lancashire" in told.told
    assert "your capital programme" in told.remedy


def test_a_plan_runs_on_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "papers"
    words = ["--gap", "0.05", "--time-limit", "120", "--resolution", "district"]
    words += ["--audience", "restricted"]
    assert run(["plan", str(folder), "--out", str(out), *words]) == 0
    record = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert record["case"] == NAME
    assert record["bound_gbp"] <= record["objective_gbp"]
    last = {name: years["2035"] for name, years in record["measures"].items()}
    ours, nothing = last["this_plan"], last["do_nothing"]
    need = "children_who_need_a_place"
    assert 0 < ours[need] == nothing[need] < 1_232
    assert nothing["places"] == 170 + 130 + 100 + 12
    assert ours["places"] > nothing["places"]
    assert ours["places_still_needed"] < nothing["places_still_needed"]
    assert 0 < ours["median_minutes"] < 45
    schemes = (out / "schemes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(schemes) > 1


def test_what_a_file_gives_is_not_assumed(
    files: dict[str, list[Path]], new: NewCase
) -> None:
    fewer = look(CODE, {**files, "gias": []}, GIVEN)
    assert fewer.missing == ("gias",)
    assert not fewer.can_be_made
    assert "demand_points" not in {each.table for each in fewer.assumed}
    assert new.there["plans_by_placement"] == fewer.there["plans_by_placement"]
    assert {each.table for each in new.assumed}.isdisjoint(new.there)


def test_the_districts_of_a_county_are_told_by_its_schools(tmp_path: Path) -> None:
    files = made_files(tmp_path, COUNTY)
    found = look(COUNTY.code, files, GIVEN)
    assert found.can_be_made, [str(problem) for problem in found.problems]
    roles = {row["area_code"]: row["role"] for row in table(found, "areas")}
    assert {code for code, role in roles.items() if role == "county"} == {*COUNTY.parts}
    assert roles[COUNTY.beyond] == "neighbour"
    assert {row["district"] for row in table(found, "special_schools")} == {
        *COUNTY.parts.values()
    }
    kinds = [
        each["kind"] for each in json.loads(found.contents["imports.json"])["imports"]
    ]
    assert kinds.index("boundaries") > kinds.index("gias")
    assert kinds[-2:] == ["gias", KIND]
    assert not any("boundaries" in problem.message for problem in found.problems)


def test_people_of_an_authority_counted_as_one_are_shared_among_its_wards(
    files: dict[str, list[Path]], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "MYEB1.csv"
    rows = [["ladcode23", "laname23", "country", "sex", "age", "population_2023"]]
    rows += [
        [CODE, NAME, "E", sex, str(age), str(1_000 + age)]
        for sex in ("F", "M")
        for age in range(91)
    ]
    text = "\n".join(",".join(row) for row in rows)
    file.write_text(text, encoding="utf-8")
    found = look(CODE, {**files, "ons-population": [file]}, GIVEN)
    assert found.can_be_made, [str(problem) for problem in found.problems]
    told = {each.table: each.what for each in found.assumed}
    assert "shared among its districts" in told["population"]
    assert "for each child of primary age" in told["demand_points"]
    ages = [1_000 + age for age in range(26)]
    home = table(found, "demand_points")[0]
    assert int(home["pop_5_10"]) / int(home["pop_0_4"]) == pytest.approx(
        sum(ages[5:11]) / sum(ages[:5]), rel=0.02
    )
    first = persons_by_age(table(found, "population"))
    later = tmp_path / "case"
    shutil.copytree(folder, later)
    import_file("ons-population", file, later, GIVEN)
    text = (later / "population.csv").read_text(encoding="utf-8-sig")
    again = persons_by_age(list(csv.DictReader(io.StringIO(text))))
    assert first == pytest.approx(again, abs=2)
    for age in range(26):
        parts = [first[code, age] for code in WARDS]
        assert sum(parts) == pytest.approx(2 * (1_000 + age), abs=3)
        assert min(parts) > 0


def persons_by_age(rows: list[dict[str, str]]) -> dict[tuple[str, int], int]:
    assert {row["year"] for row in rows} == {"2023"}
    return {(row["area_code"], int(row["age"])): int(row["persons"]) for row in rows}


def test_an_authority_that_the_counts_do_not_know(
    files: dict[str, list[Path]], tmp_path: Path
) -> None:
    unknown = look("E06000992", files, GIVEN)
    assert unknown.owner is None
    (problem,) = unknown.problems
    assert (problem.value, problem.column) == ("E06000992", "new_la_code")
    with pytest.raises(DataError):
        make_case(tmp_path / "case", unknown)
    assert not (tmp_path / "case").exists()


def test_errors_of_every_file_are_told_at_once_and_nothing_is_written(
    files: dict[str, list[Path]], tmp_path: Path
) -> None:
    cut = tmp_path / "edubasealldata.csv"
    cut.write_bytes(b"URN,Name\n1,x\n")
    empty = tmp_path / "wards.geojson"
    empty.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    bad = look(CODE, {**files, "gias": [cut], "boundaries": [empty]}, GIVEN)
    errors = [each for each in bad.problems if each.severity == "error"]
    assert {each.file for each in errors} == {cut.name, empty.name}
    with pytest.raises(DataError) as caught:
        make_case(tmp_path / "case", bad)
    assert len(caught.value.problems) == len(errors)
    assert not (tmp_path / "case").exists()


def test_a_folder_that_holds_a_case_is_left_alone(new: NewCase, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DataError, match="holds tables already"):
        make_case(folder, new)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_no_table_of_another_case_is_mixed_in(new: NewCase, tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("name\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"holds tables already: towns\.csv"):
        make_case(tmp_path, new)
    assert [path.name for path in tmp_path.iterdir()] == ["towns.csv"]
