"""The main job on the embedded case, as one person runs it from the command line."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import EMBEDDED_CASE, read_case
from ui.commands.dispatch import run

SCENARIO = ["--resolution", "district"]
TOLERANCE = 1e-9
ROOT = Path(__file__).parents[1]
HOSTED = re.compile(r"base-\d{6}-[A-Z]|expansion-\d{6}|-at-\d{6}")
"""How the names of schemes that point at a school look."""


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("restricted")
    search = ["--time-limit", "15", "--audience", "restricted"]
    assert run(["plan", "--out", str(out), *SCENARIO, *search]) == 0
    return out


@pytest.fixture(scope="module")
def public(restricted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("public")
    plan = ["--plan", str(restricted / "schemes.csv")]
    assert run(["assess", *plan, "--out", str(out), *SCENARIO]) == 0
    return out


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "plan.json").read_text("utf-8"))
    return found


def test_the_plan_beats_the_committed_programme_and_says_how_good_it_is(
    restricted: Path,
) -> None:
    plan = record(restricted)
    assert plan["bound_gbp"] <= plan["objective_gbp"]
    assert 0 <= plan["gap"] < 0.02
    assert plan["gap_of_saving"] < 0.15
    assert plan["status"] in {
        "best found",
        "within the gap asked for",
        "best possible",
    }
    last = {option: years["2035"] for option, years in plan["measures"].items()}
    assert (
        last["this_plan"]["independent"]
        < last["committed_programme"]["independent"]
        < last["do_nothing"]["independent"]
    )
    assert last["this_plan"]["median_minutes"] < last["do_nothing"]["median_minutes"]
    assert last["this_plan"]["long_journey"] < last["do_nothing"]["long_journey"]


def test_assess_gives_the_same_cost_and_measures(
    restricted: Path, tmp_path: Path
) -> None:
    plan = ["--plan", str(restricted / "schemes.csv"), "--audience", "restricted"]
    assert run(["assess", *plan, "--out", str(tmp_path), *SCENARIO]) == 0
    one, other = record(restricted), record(tmp_path)
    assert set(one) == set(other)
    assert other["objective_gbp"] == pytest.approx(one["objective_gbp"], rel=TOLERANCE)
    assert other["measures"] == one["measures"]
    for name in ("measures.csv", "placements.csv", "schemes.csv"):
        assert (tmp_path / name).read_bytes() == (restricted / name).read_bytes()


def test_a_public_list_of_schemes_is_refused(
    public: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ["--plan", str(public / "schemes.csv"), "--out", str(tmp_path / "out")]
    assert run(["assess", *plan, *SCENARIO]) == 1
    assert "restricted" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_children_who_need_a_place_are_placed_or_still_need_one(
    restricted: Path,
) -> None:
    with (restricted / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        table = list(csv.DictReader(lines))
    parts = [
        "in_state",
        "independent",
        "specialist_post_16",
        "across_border",
        "places_still_needed",
    ]
    assert len(table) > 1000
    for row in table:
        placed = sum(float(row[part]) for part in parts)
        assert placed == pytest.approx(
            float(row["children_who_need_a_place"]), abs=1e-3
        )


def unconsented_names() -> list[str]:
    """Schools that a candidate scheme could stand at, none of whom has agreed."""
    case = read_case(EMBEDDED_CASE)
    agreed = {
        *case.programme.loc[case.programme["consent"] == "agreed", "site_urn"].dropna()
    }
    schools = pd.concat(
        [case.schools[["urn", "name"]], case.special_schools[["urn", "name"]]]
    )
    named = set(schools.loc[schools["urn"].isin(agreed), "name"])
    hidden = set(schools.loc[~schools["urn"].isin(agreed), "name"]) - named
    return sorted(hidden, key=len, reverse=True)


def said_in(text: str, names: list[str]) -> set[str]:
    """Names found in a text once those that have agreed are taken out of it."""
    case = read_case(EMBEDDED_CASE)
    agreed = case.programme[case.programme["consent"] == "agreed"]
    for name in sorted(agreed["name"], key=len, reverse=True):
        text = text.replace(name, "")
    schools = pd.concat([case.schools, case.special_schools])
    sites = schools.loc[schools["urn"].isin(agreed["site_urn"].dropna()), "name"]
    for name in sorted(sites, key=len, reverse=True):
        text = text.replace(name, "")
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))
    return set(pattern.findall(text))


def test_no_public_byte_names_a_school_that_has_not_agreed(public: Path) -> None:
    names = unconsented_names()
    assert len(names) > 500
    files = sorted(public.iterdir())
    assert {file.suffix for file in files} == {".csv", ".json", ".pdf", ".svg", ".png"}
    assert not (public / "placements.csv").exists()
    for file in files:
        text = file.read_bytes().decode("utf-8", errors="replace")
        assert said_in(text, names) == set(), file.name
        assert HOSTED.search(text) is None, file.name


def test_the_restricted_list_would_be_caught(restricted: Path) -> None:
    text = (restricted / "schemes.csv").read_text("utf-8")
    assert said_in(text, unconsented_names())


def test_readme_and_guide_name_no_school_that_has_not_agreed() -> None:
    names = unconsented_names()
    for file in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        assert said_in(file.read_text("utf-8"), names) == set(), file.name
