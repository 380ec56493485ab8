"""What cannot be asked of any plan is said before one is looked for."""

from typing import Any

import pytest

from capital_planner.checks import check_scenario
from capital_planner.rules import Pin
from tests.judged import asking, example

CANNOT: list[tuple[str, str, dict[str, Any]]] = [
    ("scheme", "nowhere", {"pins": (Pin("nowhere", "out"),)}),
    ("scheme", "nowhere", {"exclusions": (("nowhere", "growth-a"),)}),
    ("scheme", "nowhere", {"requirements": (("growth-a", "nowhere"),)}),
    ("scheme", "nowhere", {"differs_from": ((("nowhere",), 1),)}),
    ("pinned", "3", {"pins": (Pin("growth-a", "in", places=3),)}),
    ("pinned", "2025", {"pins": (Pin("growth-a", "in", opening_year=2025),)}),
    ("pinned", "2030", {"pins": (Pin("growth-a", "in", opening_year=2030),)}),
    ("pinned", "on-site-base", {"pins": (Pin("on-site-base", "release"),)}),
    ("pinned", "on-site-base", {"pins": (Pin("on-site-base", "out"),)}),
    ("pinned", "growth-a", {"pins": (Pin("growth-a", "release"),)}),
    ("pinned", "growth-a", {"pins": (Pin("growth-a", "in"), Pin("growth-a", "out"))}),
    ("pinned", "growth-a",
     {"pins": (Pin("growth-a", "in", places=2), Pin("growth-a", "in", places=4))}),
    ("pinned", "growth-b", {"pins": (Pin("growth-b", "out"),)}),
    ("excludes", "growth-a, growth-a", {"exclusions": (("growth-a", "growth-a"),)}),
    ("excludes", "growth-b, growth-a",
     {"pins": (Pin("growth-a", "in"),), "exclusions": (("growth-b", "growth-a"),)}),
    ("requires", "growth-b, growth-a",
     {"pins": (Pin("growth-a", "out"),), "requirements": (("growth-b", "growth-a"),)}),
    ("routes_allowed", "hub", {"routes": ("hub",)}),
    ("routes_allowed", "hub", {"least_places": (("hub", 4),)}),
    ("routes_allowed", "growth-a",
     {"pins": (Pin("growth-a", "in"),), "routes": ("specialist_base",)}),
    ("mainstream_first", "1.2", {"least_base_share": 1.2}),
    ("smallest_gap", "-0.1", {"most_gap": -0.1}),
    ("smallest_gap", "nan", {"gap_price_gbp": float("nan")}),
    ("phases_in_parity", "-1", {"most_parity_gap": -1}),
    ("least_places", "-1", {"least_places": (("specialist_base", -1),)}),
    ("differs", "2", {"differs_from": ((("growth-a",), 2),)}),
]  # fmt: skip

CAN: list[dict[str, Any]] = [
    {},
    {"pins": (Pin("growth-a", "in", places=4, opening_year=2029),)},
    {"pins": (Pin("growth-b", "in", places=2, opening_year=2026),)},
    {"pins": (Pin("growth-b", "release"), Pin("growth-b", "out"))},
    {
        "pins": (Pin("growth-b", "release"),),
        "exclusions": (("growth-b", "on-site-base"),),
    },
    {"pins": (Pin("growth-a", "out"),), "requirements": (("host-1-asd", "growth-a"),)},
    {"pins": (Pin("growth-b", "in"),), "routes": ("specialist_base",)},
    {"routes": (), "most_gap": 0.0, "most_parity_gap": 0, "least_base_share": 1.0},
    {"differs_from": ((("growth-a", "host-1-asd"), 2),)},
]


@pytest.mark.parametrize(("rule", "value", "asked"), CANNOT)
def test_what_cannot_be_asked(rule: str, value: str, asked: dict[str, Any]) -> None:
    (problem,) = check_scenario(asking(example()[0], **asked))
    assert (problem.file, problem.column, problem.value) == ("rules", rule, value)
    assert problem.remedy


@pytest.mark.parametrize("asked", CAN)
def test_what_can_be_asked(asked: dict[str, Any]) -> None:
    assert check_scenario(asking(example()[0], **asked)) == []


def test_everything_wrong_is_said_at_once() -> None:
    asked = {"pins": (Pin("a", "in"), Pin("b", "out")), "least_base_share": 2.0}
    problems = check_scenario(asking(example()[0], **asked))
    assert {problem.value for problem in problems} == {"a", "b", "2.0"}
