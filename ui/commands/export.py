"""``main.py export``: the pack of papers for cabinet, scrutiny, DfE or families."""

import argparse
import shlex
from collections.abc import Sequence
from concurrent.futures import Future as Later
from dataclasses import replace

from capital_planner.case import Case
from capital_planner.disclosure import refuse_hosts
from capital_planner.papers import Worked
from capital_planner.plan import Plan
from capital_planner.recipes import Recipe, recipe_called, recipe_of
from capital_planner.scenario import Scenario
from capital_planner.settings import Future, ScenarioSettings, SearchSettings
from data import read_case, write_files
from data.plan_folder import PlanRecord
from optimiser.listener import Step
from ui.commands.export_arguments import settled
from ui.commands.hands import Hands, hands
from ui.commands.keeping import KeptPlan, asked_in, plan_in
from ui.commands.naming import EFFORT, name_option
from ui.commands.options import (
    Option,
    scenario_of,
    standing_options,
    warned_scenario,
    work_out,
)
from ui.commands.packing import Asked, files_of
from ui.commands.writing import say

DO_NOTHING = "Only what is being built already opens."
COMMITTED = "The schemes approved so far open as decided, and no more."
ROUGH = 50_000.0 + 1.0
GIVEN = "Found by the planner with the goal, money and rules that the officer gave."


def run(given: argparse.Namespace) -> int:
    """Work out every option, and write the pack at the end."""
    given = settled(given)
    command = shlex.join(_words(given))
    with hands(_say_step) as by:
        case = read_case(given.case)
        options, seeds = _options(case, given, by)
        asked = Asked(given.pack, given.audience, given.futures, command, seeds)
        files = files_of(case, options, asked, by)
    write_files(given.out, files)
    say(f"Written to {given.out}: {len(files)} files.")
    return 0


def _options(
    case: Case, given: argparse.Namespace, by: Hands
) -> tuple[list[Worked | Later[Worked]], dict[str, int | None]]:
    """Do nothing, the committed programme, options named, then the plans given.

    One named option is looked for meanwhile, and more only when this process has
    done: each has a core to itself.
    """
    read = [plan_in(folder) for folder in given.plan]
    future, settings = _asked_of_all(read)
    by.say("Building what is assumed")
    base = warned_scenario(case, future, settings)
    words = [f"{record.name}: {record.note}" for record, *_ in read]
    refuse_hosts(words, base.schemes, given.audience)
    search = replace(EFFORT, seed=given.seed)
    recipes = [recipe_of(key) for key in given.beside]
    first = [_look_for(recipe, case, base, search, by) for recipe in recipes[:1]]
    by.say("Working out what is decided and the plans given")
    before, committed = standing_options(base)
    seeds = {_key(recipe): given.seed for recipe in recipes}
    plans = []
    for number, (record, its_future, its_settings, plan) in enumerate(read, start=1):
        same = (its_future, its_settings) == (future, settings)
        scenario = base if same else scenario_of(case, its_future, its_settings)
        name = record.name if len(read) == 1 else f"{record.name} {number}"
        option = work_out(name, scenario, Plan(plan.choices))
        option = _with_quality(option, record, case, before)
        worked = _worked(f"plan_{number}", _sentence(record), scenario, option)
        plans.append(replace(worked, adaptations=record.adaptations))
        seeds[f"plan_{number}"] = record.seed
    return [
        _worked("do_nothing", DO_NOTHING, base, before),
        _worked("committed", COMMITTED, base, committed),
        *first,
        *(_look_for(recipe, case, base, search, by) for recipe in recipes[1:]),
        *plans,
    ], seeds


def _asked_of_all(read: Sequence[KeptPlan]) -> tuple[Future, ScenarioSettings]:
    """Give what every option is looked for with: what was asked for the first plan."""
    if not read:
        return "central", ScenarioSettings()
    return read[0][1], asked_in(read[0])


def _sentence(record: PlanRecord) -> str:
    """Say what a plan that was given is; a named option as its recipe does."""
    recipe = recipe_called(record.name)
    return f"{recipe.sentence} {record.note}".strip() if recipe else GIVEN


def _with_quality(
    option: Option, record: PlanRecord, case: Case, before: Option
) -> Option:
    """Say how good the plan was found to be, where that is still true.

    A public record says costs to the nearest 100,000 pounds.
    """
    cost = option.measures.objective_gbp
    same = abs(cost - record.quality.objective_gbp) <= ROUGH
    if record.case != case.digest or not same:
        say(
            f"{option.name}: the tables have changed since, or a cost is exempt; its "
            "gap is not stated."
        )
        return option
    nothing = before.measures.objective_gbp
    quality = replace(record.quality, objective_gbp=cost, do_nothing_gbp=nothing)
    return replace(option, plan=Plan(option.plan.choices, quality))


def _look_for(
    recipe: Recipe, case: Case, base: Scenario, search: SearchSettings, by: Hands
) -> Later[Worked]:
    by.say(f"Looking for {recipe.name!r}: {recipe.sentence.rstrip('.')}")
    return by.pool.submit(_found, recipe, case, base, search)


def _found(
    recipe: Recipe, case: Case, base: Scenario, search: SearchSettings
) -> Worked:
    named = name_option(recipe, case, base, search)
    sentence = f"{recipe.sentence} {named.note}".strip()
    worked = _worked(_key(recipe), sentence, named.scenario, named.option)
    return replace(worked, adaptations=named.adaptations)


def _key(recipe: Recipe) -> str:
    return recipe.key.replace("-", "_")


def _worked(key: str, sentence: str, scenario: Scenario, option: Option) -> Worked:
    return Worked(
        key=key,
        name=option.name,
        sentence=sentence,
        scenario=scenario,
        plan=option.plan,
        placements=option.placements,
        measures=option.measures,
    )


def _words(given: argparse.Namespace) -> list[str]:
    """Give the command that makes the same pack, without where folders are."""
    words = ["main.py", "export", "--pack", given.pack, "--audience", given.audience]
    words += ["--beside", *given.beside] if given.beside else []
    words += ["--futures", str(given.futures), "--seed", str(given.seed)]
    words += ["--plan", *(folder.name for folder in given.plan)] if given.plan else []
    return [*words, "--out", given.out.name]


def _say_step(step: Step) -> None:
    count = f" {step.done} of {step.count}" if step.count else ""
    say(f"{step.stage}.{count}")
