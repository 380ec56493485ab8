"""Explaining a plan, end to end on a small case: for the council and the public."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import optimiser
from capital_planner.disclosure import forbidden_words
from capital_planner.plan import Plan, Quality
from capital_planner.reasons import Explanation
from capital_planner.scenario import Scenario
from capital_planner.settings import ScenarioSettings, SearchSettings
from data import read_case
from optimiser import explain as explaining
from optimiser.assessment import Assessor
from optimiser.guide import Guide
from optimiser.limits import limits_of
from optimiser.public import Found
from optimiser.standing import Standing
from tests.ui.commands.leaks import leaks
from tests.ui.commands.small_case import (
    build_once,
    keep_ready,
    read_once,
    small_case,
)
from ui.commands import explain as command
from ui.commands.dispatch import run

FILES = {"explain.txt", "worths.csv", "rules.csv", "what_if.csv"}
HIDDEN = "small-school-burnley"


@dataclass(frozen=True)
class Done:
    """Papers for the council and for the public, from one stand-in search."""

    case: Path
    plan: Path
    restricted: Path
    public: Path
    held: list[str]


def found(standing: Standing, _: Guide | None, beside: Assessor) -> Found:
    """Prices made up in place of a search."""
    scenario, options = standing.scenario, beside.options
    place = pd.DataFrame(
        30_000.0, index=beside.problem.columns, columns=list(scenario.years)
    )
    names = pd.MultiIndex.from_tuples(limits_of(scenario, options).names)
    prices = pd.Series(np.full(len(names), 0.05), index=names)
    cost = beside.objective_gbp(np.flatnonzero(options.committed))
    known = (cost, 0.99 * cost, 1.1 * cost, 3.0, 0.5, {"plans": 7}, 90.0)
    plan = replace(optimiser.committed(scenario), quality=Quality("best found", *known))
    return Found(plan, Guide(plan.choices, place, prices))


def a_plan(scenario: Scenario, path: Path) -> list[str]:
    """Write the committed programme with a base and an expansion more."""
    choices = optimiser.committed(scenario).choices.copy()
    schemes = scenario.schemes
    held = []
    for route in ("specialist_base", "special_expansion"):
        mine = schemes.index[
            (schemes["route"] == route) & (schemes["standing"] == "candidate")
        ]
        sizes = scenario.sizes.loc[mine[0]].index
        choices.loc[mine[0]] = {"places": int(sizes[0]), "opening_year": 2031}
        held.append(str(mine[0]))
    choices.reset_index().to_csv(path, index=False)
    return held


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("explain")
    case = small_case(folder / "case")
    settings = ScenarioSettings(resolution="district")
    held = a_plan(build_once(read_once(case), "central", settings), folder / "plan.csv")
    known: list[Explanation] = []

    def once(
        scenario: Scenario,
        plan: Plan,
        asked: explaining.Asked,
        search: SearchSettings,
        told: object,
    ) -> Explanation:
        """Explain for the council; the public reads the same."""
        if not known:
            known.append(real(scenario, plan, asked, search, told))  # type: ignore[arg-type]
        return known[0]

    real = explaining.explain_plan
    given = [str(case), "--resolution", "district", "--plan", str(folder / "plan.csv")]
    given += ["--why", held[0], "--why", held[1], "--why-not", HIDDEN]
    with pytest.MonkeyPatch.context() as patch:
        keep_ready(patch)
        patch.setattr(explaining, "explore", found)
        patch.setattr(command, "explain_plan", once)
        out = ["--out", str(folder / "a"), "--audience", "restricted"]
        assert run(["explain", *given, *out]) == 0
        assert run(["explain", *given, "--out", str(folder / "b")]) == 0
    return Done(case, folder / "plan.csv", folder / "a", folder / "b", held)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_four_files_are_written(done: Done) -> None:
    for folder in (done.restricted, done.public):
        assert {path.name for path in folder.iterdir()} == FILES
        for name in FILES - {"explain.txt"}:
            assert len(rows_of(folder / name)) >= 1


def test_every_question_is_answered(done: Done) -> None:
    text = (done.restricted / "explain.txt").read_text(encoding="utf-8")
    for name in (*done.held, HIDDEN):
        assert name in text
    assert text.count("Why is this in the plan?") == 2
    assert text.count("Why is this not in the plan?") == 1
    assert "What if no host comes forward?" in text
    assert "What if building costs rise by 25%?" in text
    asked = [row["question"] for row in rows_of(done.restricted / "what_if.csv")]
    assert asked.count("without") == asked.count("why") == 2
    assert {"why_not", "no_host", "no_host_for", "costs_rise"} <= set(asked)


def test_how_sure_the_answers_are_is_said(done: Done) -> None:
    text = (done.public / "explain.txt").read_text(encoding="utf-8")
    assert "A better plan could cost at most" in text
    verdicts = ("Not proved", "the cheaper one", "No plan of this kind does better")
    rows = rows_of(done.public / "what_if.csv")
    searched = [row for row in rows if row["question"] in ("why", "why_not")]
    assert searched
    assert sum(map(text.count, verdicts)) == len(searched)


def test_public_papers_use_the_words_agreed_and_name_no_school(done: Done) -> None:
    schools = read_case(done.case)
    names = [*schools.schools["name"], *done.held, HIDDEN]
    names += [f"expansion-{urn}" for urn in schools.special_schools["urn"]]
    for path in done.public.iterdir():
        text = path.read_text(encoding="utf-8-sig")
        assert forbidden_words(text.splitlines()) == [], path.name
        assert not [name for name in names if name in text], path.name


def test_questions_asked_the_wrong_way_are_all_refused_at_once(
    done: Done, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    given = [str(done.case), "--resolution", "district", "--plan", str(done.plan)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explaining, "explore", None)  # refused before any search
        asked = ["--why", "nowhere", "--why", HIDDEN, "--why-not", done.held[0]]
        code = run(["explain", *given, *asked, "--out", str(out)])
    said = capsys.readouterr().err
    assert code == 1
    for name in ("nowhere", HIDDEN, done.held[0]):
        assert name in said
    assert not out.exists()


def test_public_files_tell_nothing_of_schools_and_of_few_children(done: Done) -> None:
    assert leaks(done.public, done.case) == []
