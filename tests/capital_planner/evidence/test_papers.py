"""The tables and the paragraph: rounded and worded for whom they are meant."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from capital_planner.apportionment import BY_DEPRIVATION
from capital_planner.disclosure import ALL, OPTION, about, forbidden_words
from capital_planner.evidence import (
    MET,
    REASONS,
    SHARES,
    Evidence,
    Step,
    Turning,
    at_the_stated_share,
    figures,
    residual,
    story,
)
from capital_planner.evidence.reasons import NEW_BASES, SPECIAL
from capital_planner.evidence.story import needs_without_candidate, needs_without_share
from capital_planner.evidence.tables import CHILDREN, REST
from capital_planner.settings import Audience
from tests.capital_planner import lancashire
from tests.capital_planner.evidence.small import at, candidates, evidence

COUNTY = (ALL, ALL, ALL, 2035)


@cache
def found(audience: Audience = "public") -> Evidence:
    scenario = lancashire.scenario("district")
    bases = [name for name in candidates(scenario) if name.startswith("base-")]
    first = evidence(scenario, bases[0], bases[-1])
    steps = {
        name: Step(factor, first, "searched anew") for name, factor in SHARES.items()
    }
    tables = {name: figures(step.found, audience) for name, step in steps.items()}
    turning = Turning(tuple(steps.values()), None)
    return Evidence(scenario, steps, tables, turning, audience)


def test_restricted_figures_are_exact_and_add_up() -> None:
    table, children = found("restricted").tables["central"], found().steps["central"]
    exact = children.found.children
    for name in [*MET, *REASONS]:
        assert table.loc[exact.index, name].to_numpy() == pytest.approx(exact[name])
        assert at(table, COUNTY, name) == pytest.approx(
            exact[name].xs(2035, level="year").sum()
        )
    parts = table[[*MET, REST]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(table[CHILDREN].to_numpy())
    reasons = table[list(REASONS)].sum(axis=1)
    assert reasons.to_numpy() == pytest.approx(table[REST].to_numpy())


def test_public_figures_are_rounded_or_held_back() -> None:
    exact, shown = found("restricted").tables["central"], found().tables["central"]
    values, known = shown.to_numpy(), exact.to_numpy()
    assert np.all(np.isnan(values) | (values % 5 == 0))
    small = (known >= 0.5) & (known < 4.5)
    assert small.any()
    assert not (values[small] > 0).any()
    assert abs(at(shown, COUNTY, REST) - at(exact, COUNTY, REST)) <= 2.5


def test_rows_name_their_share_and_their_status() -> None:
    rows = residual(found().steps, found().tables, BY_DEPRIVATION)
    assert list(rows["base_share"].unique()) == ["low", "central", "high"]
    assert list(rows["times_the_stated_share"].unique()) == [0.5, 1.0, 1.5]
    assert rows["status"].str.contains("working assumptions").all()
    assert len(rows) == 3 * len(found().tables["central"])


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_the_words_are_those_agreed(audience: Audience) -> None:
    papers = found(audience)
    text = story(papers)
    assert forbidden_words(text.splitlines()) == []
    columns = list(residual(papers.steps, papers.tables, BY_DEPRIVATION).columns)
    assert forbidden_words([*columns, *REASONS.values(), *MET.values()]) == []
    assert ("Restricted:" in text) == (audience == "restricted")


def test_the_story_says_the_figures_the_status_and_the_range() -> None:
    text = story(found())
    table = found().tables["central"]
    for column in (CHILDREN, REST, NEW_BASES, SPECIAL):
        figure = at(table, COUNTY, column)
        assert (f"about {figure:,.0f}" if figure else "none") in text
    for words in ("estimate", "working assumption", "half that share", OPTION):
        assert words in text
    largest = (
        table.xs((ALL, ALL, 2035), level=["need", "phase", "year"])[REST]
        .drop(ALL)
        .idxmax()
    )
    assert f"most live in {largest}" in text
    assert "future, 2035/36" in text
    assert f"In 2035/36 {found().say('central', CHILDREN)} children need" in text


def test_where_no_other_share_was_looked_at_the_story_says_so() -> None:
    whole = found()
    alone = at_the_stated_share(whole.scenario, whole.steps["central"], "public")
    said = story(alone)
    assert "No other share was looked at here" in said
    assert "What would change the conclusion" not in said
    assert whole.say("central", REST) in said
    assert "No other share was looked at" not in story(whole)


def test_a_reason_that_nobody_has_is_not_said() -> None:
    text = story(found())
    table = found().tables["central"]
    said = [reason for reason, words in REASONS.items() if f" {words}" in text]
    assert set(said) == {reason for reason in REASONS if at(table, COUNTY, reason) != 0}


def needing(special: float, **changed: Any) -> Evidence:
    """Evidence in which so many children of a need want a special school."""
    step = found().steps["central"]
    children = step.found.children.copy()
    children[SPECIAL] = 0.0
    children.loc[("Burnley", "ASD", "primary", 2035), SPECIAL] = special
    steps = {
        name: Step(factor, replace(step.found, children=children), "searched anew")
        for name, factor in SHARES.items()
    }
    turning = Turning(tuple(steps.values()), changed.get("between"))
    return replace(found(), steps=steps, turning=turning)


def test_the_conclusion_follows_the_figures() -> None:
    assert "places in special schools are still needed" in story(needing(4.0))
    assert "leave no need before age 16" in story(needing(3.9))


def test_where_the_conclusion_changes_is_said() -> None:
    most = found().turning.steps[-1].special
    assert "no share of need" in story(found())
    assert f"then come to {about(most)}" in story(found())
    text = story(needing(9.0, between=(1.23, 1.25)))
    assert "between 1.23 and 1.25 times the share" in text
    assert "no share of need" not in text


def test_needs_are_listed_by_what_is_assumed_for_them() -> None:
    scenario = found().scenario
    assert needs_without_share(scenario) == ["SLD"]
    assert needs_without_candidate(scenario) == ["PHYS"]
    text = story(found())
    assert "No share is assumed before 16 for: severe and profound" in text
    assert "No base for sensory and physical need is among the candidates" in text


def test_needs_in_a_list_can_be_told_apart() -> None:
    step = found().steps["central"]
    children = step.found.children.copy()
    children[SPECIAL] = 9.0
    steps = {"central": Step(1.0, replace(step.found, children=children), "anew")}
    told = replace(found(), steps=steps, turning=Turning(tuple(steps.values()), None))
    said = story(told)
    assert "sensory and physical; social, emotional and mental health; speech" in said


def test_years_of_the_evidence_are_academic_years() -> None:
    said = story(found())
    assert "In 2035/36 about" in said
    assert "2035-36" not in said


def test_no_school_is_named() -> None:
    text = story(found("restricted"))
    assert not any(name in text for name in lancashire.case().schools["name"])
