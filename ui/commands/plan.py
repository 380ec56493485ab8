"""``main.py plan``: find a plan and write its papers."""

import argparse
import math
from collections.abc import Callable
from dataclasses import replace

import optimiser
from capital_planner.case import Case
from capital_planner.named_options import NO_ADAPTATIONS, Adaptations
from capital_planner.plan import Progress, Quality
from capital_planner.recipes import recipe_of
from capital_planner.scenario import Scenario
from capital_planner.scenario.money import preset_prices
from capital_planner.settings import ScenarioSettings, SearchSettings
from data import read_case, read_rules, write_files
from ui.commands.keeping import keep
from ui.commands.naming import name_option
from ui.commands.options import (
    Option,
    standing_options,
    warned_scenario,
    work_out,
)
from ui.commands.papers import Findings, papers
from ui.commands.writing import say

EVERY_S = 2.0
"""Least seconds between two lines that say nothing but the time."""


def run(given: argparse.Namespace) -> int:
    """Find a plan, have it judged, and write the papers at the end."""
    case = read_case(given.case)
    asked = warned_scenario(case, given.future, asked_of(given, case))
    search = SearchSettings(
        gap=given.gap, time_limit_s=given.time_limit, seed=given.seed
    )
    scenario, chosen, extra, note = _chosen(case, asked, search, given.option)
    if chosen.plan.quality is not None:
        say(_ending(chosen.plan.quality))
    say("Comparing the plan with what is already decided.")
    before, committed = standing_options(scenario)
    findings = Findings(
        case,
        scenario,
        chosen,
        before,
        committed,
        given.audience,
        given.seed,
        keep(chosen.name, scenario, chosen.plan),
        extra,
        keep("asked", asked, committed.plan) if given.option else "",
        note,
    )
    write_files(given.out, papers(findings))
    say(f"Written to {given.out}.")
    return 0


def _chosen(
    case: Case, scenario: Scenario, search: SearchSettings, option: str | None
) -> tuple[Scenario, Option, Adaptations, str]:
    """Find the plan, or the named option, and the scenario it was judged in.

    Last is what a named option asks for and was not found.
    """
    if option is None:
        plan = optimiser.find_plan(scenario, search, teller())
        return scenario, work_out("This plan", scenario, plan), NO_ADAPTATIONS, ""
    recipe = recipe_of(option)
    say(f"{recipe.name}: {recipe.sentence}")
    named = name_option(recipe, case, scenario, search, on_progress=teller())
    if named.note:
        say(named.note)
    return named.scenario, named.option, named.adaptations, named.note


def settings_of(given: argparse.Namespace) -> ScenarioSettings:
    """Scenario settings from the words of the command line."""
    return ScenarioSettings(
        preset=given.preset,
        envelope_gbp=given.envelope,
        resolution=given.resolution,
    )


def asked_of(given: argparse.Namespace, case: Case) -> ScenarioSettings:
    """Scenario settings with the rules and prices that the officer asks for.

    Raises
    ------
    DataError
        If the case has no such goal, or the file of rules cannot be used.
    """
    settings = settings_of(given)
    if given.rules:
        settings = replace(settings, rules=read_rules(given.rules))
    if given.price:
        goal = preset_prices(case, settings.preset)
        settings = replace(settings, prices=replace(goal, **dict(given.price)))
    return settings


def teller() -> Callable[[Progress], None]:
    """Something that says the news of a search, without saying it too often."""
    said: list[Progress] = []

    def tell(news: Progress) -> None:
        fresh = not said or news.stage != said[-1].stage or news.plan is not None
        if fresh or news.elapsed_s - said[-1].elapsed_s >= EVERY_S:
            say(_line(news))
            said[:] = [news]

    return tell


def _line(news: Progress) -> str:
    line = f"{news.elapsed_s:5.1f} s  {news.stage}"
    if math.isfinite(news.objective_gbp):
        line += f"; whole cost {news.objective_gbp / 1e6:,.1f} million pounds"
    if math.isfinite(news.gap):
        line += f", at most {news.gap:.2%} from the best possible"
    return line


def _ending(quality: Quality) -> str:
    """Say how good the plan is, by both gaps, and never more than is proved."""
    if math.isnan(quality.gap_of_saving):
        return (
            f"{quality.status.capitalize()}: at most {quality.gap:.2%} from the best "
            "possible. It costs no less than doing nothing, so there is no saving "
            "to state a share of: every plan holds the committed schemes."
        )
    return (
        f"{quality.status.capitalize()}: at most {quality.gap:.2%} from the best "
        f"possible, {quality.gap_of_saving:.1%} of the possible saving not proved."
    )
