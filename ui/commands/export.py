"""``main.py export``: the pack of papers for cabinet, scrutiny, DfE or families."""

import argparse
import shlex
from collections.abc import Iterator
from dataclasses import replace

from capital_planner.case import Case
from capital_planner.papers import Worked
from capital_planner.plan import Plan
from capital_planner.recipes import recipe_of
from capital_planner.scenario import Scenario
from capital_planner.settings import ScenarioSettings, SearchSettings
from data import read_case, write_files
from data.plan_folder import PlanRecord
from optimiser.listener import Step
from ui.commands.export_arguments import settled
from ui.commands.hands import hands
from ui.commands.keeping import plan_in
from ui.commands.naming import name_option
from ui.commands.options import Option, scenario_of, standing_options, warn, work_out
from ui.commands.packing import Asked, files_of
from ui.commands.plan import teller
from ui.commands.writing import say

DO_NOTHING = "Only what is being built already opens."
COMMITTED = "The schemes approved so far open as decided, and no more."
ROUGH = 50_000.0 + 1.0
GIVEN = "Found by the planner with the goal, money and rules that the officer gave."


def run(given: argparse.Namespace) -> int:
    """Work out every option, and write the pack at the end."""
    given, case = settled(given), read_case(given.case)
    options, seeds = _options(case, given)
    command = shlex.join(_words(given))
    asked = Asked(given.pack, given.audience, given.futures, command, seeds)
    with hands(_say_step) as by:
        files = files_of(case, options, asked, by)
    write_files(given.out, files)
    say(f"Written to {given.out}: {len(files)} files.")
    return 0


def _options(
    case: Case, given: argparse.Namespace
) -> tuple[list[Worked], dict[str, int | None]]:
    """Do nothing, the committed programme, options named, then the plans given."""
    read = [plan_in(folder) for folder in given.plan]
    future = read[0][1] if read else "central"
    settings = read[0][2] if read else ScenarioSettings()
    base = scenario_of(case, future, settings)
    warn(base)
    before, committed = standing_options(base)
    found = [
        _worked("do_nothing", DO_NOTHING, base, before),
        _worked("committed", COMMITTED, base, committed),
        *_named(case, base, given),
    ]
    seeds: dict[str, int | None] = {option.key: given.seed for option in found[2:]}
    for number, (record, its_future, its_settings, plan) in enumerate(read, start=1):
        same = (its_future, its_settings) == (future, settings)
        scenario = base if same else scenario_of(case, its_future, its_settings)
        name = record.name if len(read) == 1 else f"{record.name} {number}"
        option = work_out(name, scenario, Plan(plan.choices))
        option = _with_quality(option, record, case, before)
        found.append(_worked(f"plan_{number}", GIVEN, scenario, option))
        seeds[f"plan_{number}"] = record.seed
    return found, seeds


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


def _named(case: Case, base: Scenario, given: argparse.Namespace) -> Iterator[Worked]:
    search = SearchSettings(time_limit_s=given.time_limit, seed=given.seed)
    for key in given.beside:
        recipe = recipe_of(key)
        say(f"{recipe.name}: {recipe.sentence}")
        named = name_option(recipe, case, base, search, on_progress=teller())
        name = key.replace("-", "_")
        yield _worked(name, recipe.sentence, named.scenario, named.option)


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
    words += ["--time-limit", f"{given.time_limit:g}"]
    words += ["--plan", *(folder.name for folder in given.plan)] if given.plan else []
    return [*words, "--out", given.out.name]


def _say_step(step: Step) -> None:
    count = f" {step.done} of {step.count}" if step.count else ""
    say(f"{step.stage}.{count}")
