"""What an event tells: frozen, for the public, in plain words."""

import math
from dataclasses import replace

import pytest

from capital_planner.disclosure import PUBLIC_LINES, forbidden_words
from capital_planner.engagement import (
    COLUMNS,
    HARDEST_GRADE,
    REACTIONS,
    STANDING,
    WARNING,
    Event,
    Position,
    event_map,
    freeze,
    mark_words,
    reading_grade,
)
from capital_planner.engagement import plain_words as plain
from capital_planner.mapspec import land
from capital_planner.named_options import Adaptations
from optimiser import committed, do_nothing
from tests.capital_planner import lancashire, small_event
from tests.ui.small_window import ground

LAST = 2030


def said(event: Event) -> list[str]:
    """Everything an event says in words, figures filled in."""
    texts = [*plain.FIXED, plain.ABOUT, plain.WELCOME, plain.MAP_CAPTION, WARNING]
    texts += [plain.NO_POSTCODES, plain.NO_SUCH_POSTCODE, plain.LEFT_OUT]
    texts += [plain.THANK_YOU]
    texts += [plain.INDEPENDENT, plain.long_trip(event), *REACTIONS]
    texts += [*plain.ROWS.values(), *plain.FUTURES.values(), *STANDING.values()]
    for n, option in enumerate(event.options):
        texts += plain.option_sentences(option)
        for future in event.futures:
            for area in ("", *event.areas):
                for year in event.years:
                    at = Position(n, future, year, area)
                    texts += plain.area_sentences(event, at)
    return texts


def test_figures_are_those_of_the_option_in_its_future_rounded_to_five() -> None:
    event = small_event.event()
    for future in small_event.GROWTH:
        for option in small_event.options(future)[:3]:
            at = event.position_of(option.key)
            for column in COLUMNS:
                shown = event.figure(column, Position(at, future, LAST))
                true = small_event.raw(option, column, "", LAST)
                if not math.isnan(shown):
                    assert shown == 5 * math.floor(true / 5 + 0.5)
            assert event.figure("demand", Position(at, future, LAST)) > 0


def test_every_position_is_something_worked_out() -> None:
    event = small_event.event()
    totals = {
        future: event.figure("demand", Position(0, future, LAST))
        for future in event.futures
    }
    assert totals["low"] < totals["central"] < totals["high"]
    everywhere = len(event.options) * 3 * (len(event.areas) + 1)
    years = {year for *_, year in event.figures.index}
    assert years >= set(event.years)
    assert len(event.figures) == everywhere * len(years)


def test_a_count_of_one_to_four_is_held_back_and_said_so() -> None:
    event = small_event.event()
    small = event.figures.to_numpy()
    assert not ((small > 0) & (small < 5)).any()
    held = replace(event, figures=event.figures * float("nan"))
    at = Position(0, "central", LAST, "North")
    assert plain.figure_words(held, "demand", at) == "too few to show"
    assert "very few children in North" in plain.area_sentences(held, at)[0]


def test_a_school_that_has_not_agreed_grows_in_the_whole_county_alone() -> None:
    plainly = small_event.event("do-nothing")
    event = small_event.event("do-nothing", "committed", "growth")
    assert event.leaves_out
    assert not plainly.leaves_out
    growth, agreed = event.position_of("growth"), event.position_of("committed")
    for area in event.areas:
        for column in plain.ROWS:
            mine, theirs = (
                plain.figure_words(event, column, Position(n, "high", LAST, area))
                for n in (growth, agreed)
            )
            assert mine == theirs


def test_options_are_by_money_and_exempt_costs_are_left_out() -> None:
    event = small_event.event()
    assert [option.key for option in event.options] == [
        "do-nothing",
        "committed",
        "school",
    ]
    money = [plain.money_words(option) for option in event.options]
    assert money[0] == "No new money to build"
    assert money[2] == "About £1 million to build"
    middle = small_event.options("central")
    schemes = middle[2].scenario.schemes.assign(cost_exempt=True)
    secret = [
        replace(option, scenario=replace(option.scenario, schemes=schemes))
        for option in middle[:3]
    ]
    hidden = freeze({"central": secret}).options[-1]
    assert hidden.capital_gbp is None
    assert plain.money_words(hidden) == "We cannot show the cost yet"


def test_an_option_is_told_by_what_opens() -> None:
    option = small_event.event().options[2]
    words = plain.option_sentences(option)
    assert "1 new special school or site." in words
    assert option.kinds["base"] == 1
    assert any("more places" in sentence for sentence in words)


def test_futures_of_other_options_are_refused() -> None:
    with pytest.raises(ValueError, match="same options"):
        freeze(
            {
                "low": small_event.options("low")[:2],
                "high": small_event.options("high")[:3],
            }
        )
    with pytest.raises(ValueError, match="same options"):
        freeze({})


# --- words ------------------------------------------------------------------------


def test_a_reader_of_twelve_reads_every_text_of_lancashire() -> None:
    case = lancashire.scenario()
    plans = {"do-nothing": do_nothing(case), "committed": committed(case)}
    worked = [small_event.worked(key, key, case, plan) for key, plan in plans.items()]
    texts = said(freeze({"central": worked}))
    assert any("about 6," in text for text in texts)
    hard = {t: g for t in texts if (g := reading_grade(t)) > HARDEST_GRADE}
    assert {t for t in hard if len(t.split()) > 4} == set()
    assert reading_grade(texts) < 4


def test_what_is_for_officers_would_be_too_hard() -> None:
    assert reading_grade(PUBLIC_LINES[2]) > HARDEST_GRADE


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("Go. Stop.", 0.39 * 1 + 11.8 * 2 / 2 - 15.59),
        ("About 1,235 children.", 0.39 * 3 + 11.8 * 5 / 3 - 15.59),
        ("A made table", 0.39 * 3 + 11.8 * 4 / 3 - 15.59),
    ],
)
def test_the_grade_is_that_of_the_formula(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


def test_no_word_is_no_grade() -> None:
    with pytest.raises(ValueError, match="no word"):
        reading_grade(" . ")


def test_words_are_fit_for_the_public() -> None:
    for event in (small_event.event(), small_event.event("do-nothing", "growth")):
        assert forbidden_words(said(event)) == []


# --- the map ----------------------------------------------------------------------


def test_the_map_is_for_the_public_and_says_no_more_than_the_table() -> None:
    event = small_event.event()
    at = Position(2, "central", LAST)
    spec = event_map(event, at, land(*ground()))
    assert spec.audience == "public"
    assert forbidden_words(spec.texts()) == []
    for area in spec.areas:
        children = plain.figure_words(event, "demand", replace(at, area=area.name))
        assert area.tooltip == f"{area.name}. Children who need a place: {children}."
        assert area.printed == ""
    proposed = [s for s in spec.symbols if s.standing == "proposed"]
    assert [s.tooltip for s in proposed] == [
        f"{proposed[0].name}. An idea, no school yet."
    ]
    assert spec.furniture.attribution
    assert not {"new-school"} & set(" ".join(spec.texts()).split())


def test_an_idea_at_a_school_that_has_agreed_is_told_apart() -> None:
    worked = small_event.options("central")[2]
    schemes = worked.scenario.schemes.assign(consent="agreed", site="Open School")
    scenario = replace(worked.scenario, schemes=schemes)
    event = freeze({"central": [replace(worked, scenario=scenario)]})
    spec = event_map(event, Position(0, "central", LAST), land(*ground()))
    ideas = [symbol for symbol in spec.symbols if symbol.standing == "proposed"]
    assert [symbol.tooltip for symbol in ideas] == ["Open School. An idea."]
    assert mark_words(ideas) == "An idea"


# --- my area ----------------------------------------------------------------------


def test_schools_made_accessible_are_told_and_paid_for() -> None:
    *others, school = small_event.options("central")[:3]
    adapted = replace(school, adaptations=Adaptations(12, 2e6))
    plainly, told_of = (
        freeze({"central": [*others, last]}).options[-1] for last in (school, adapted)
    )
    assert told_of.capital_gbp is not None
    assert plainly.capital_gbp is not None
    assert told_of.capital_gbp == plainly.capital_gbp + 2e6
    said = "12 other schools made easy to use."
    assert said in plain.option_sentences(told_of)
    assert said not in plain.option_sentences(plainly)
    assert reading_grade(said) <= HARDEST_GRADE
