"""What each option means for the high needs block, a year at a time."""

import numpy as np

from capital_planner.mapspec import academic_year
from capital_planner.papers.columns import YEAR
from capital_planner.papers.document import (
    Block,
    Chart,
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import NOTHING, frame, named
from capital_planner.papers.writing import money

ROUGH = -5
"""Pounds in public are to the nearest 100,000, as in every public paper."""
BLOCK = {
    "place_funding_gbp": ("place_funding", "Place funding", ("Paid for each open state "
                          "place, filled or not.")),
    "top_up_gbp": ("top_up", "Top-up", "Paid for each filled state place."),
    "independent_gbp": ("independent_fees", "Independent fees", ("Fees of independent "
                        "and non-maintained schools, and of specialist institutions "
                        "after 16.")),
}  # fmt: skip
"""Parts of the high needs block that an option moves."""
TRANSPORT = "transport_gbp"
SHORT = "Real pounds of 2025, derived. What they are is said at the end of the section."
ROUNDED = (
    "Pounds are to the nearest \N{POUND SIGN}100,000: a sum can differ from its parts."
)
NOTES = (
    (
        "Real pounds of 2025, not discounted, by academic year. Derived from published "
        "and assumed costs a place: see the assumptions."
    ),
    (
        "Only what the places in this plan cost. The rest of the high needs block, its "
        "grant and any deficit are not known to this planner."
    ),
    "Travel is paid by the council, not by the high needs block.",
)


def section(facts: Facts) -> Section:
    """Show the cost to the block by year and option, against do nothing."""
    table = _change(facts)
    blocks: list[Block] = [Paragraph(_finding(facts), strong=True)]
    if table is not None:
        shows = tuple(c.name for c in table.columns[1:] if "transport" not in c.name)
        title = "Cost to the high needs block, less that of doing nothing"
        blocks.append(
            Chart("block_change", title, "lines", table, shows, _finding(facts))
        )
    blocks += [
        Paragraph(
            "New places cost place funding and top-up. They save where a child would "
            "otherwise be in an independent school. Place funding is paid for an open "
            "place even when nobody is in it."
        ),
        *(_parts(facts, facts.option(key)) for key in _shown(facts)),
        Heading("What these figures are"),
        Points((*NOTES, *(() if facts.restricted else (ROUNDED,)))),
    ]
    return Section("high_needs", "Effect on the high needs block", tuple(blocks))


def spent(facts: Facts, option: Worked, year: int, *parts: str) -> float:
    """Pounds of an option in a year, as the audience may see them."""
    found = sum(float(option.measures.money[part].loc[year]) for part in parts)
    return found if facts.restricted else float(np.round(found, ROUGH))


def block_change(facts: Facts, option: Worked, year: int) -> float:
    """Cost to the block in a year, less that of doing nothing, as published."""
    then = facts.option(NOTHING)
    return spent(facts, option, year, *BLOCK) - spent(facts, then, year, *BLOCK)


def transport_change(facts: Facts, option: Worked, year: int) -> float:
    """Cost of travel in a year, less that of doing nothing, as published."""
    then = facts.option(NOTHING)
    return spent(facts, option, year, TRANSPORT) - spent(facts, then, year, TRANSPORT)


def _shown(facts: Facts) -> list[str]:
    """Keys of the options of which every part is shown; changes are of all."""
    return list(dict.fromkeys((NOTHING, facts.chosen)))


def _finding(facts: Facts) -> str:
    option, year = facts.option(facts.chosen), facts.last_year
    if facts.chosen == NOTHING:
        cost = money(spent(facts, option, year, *BLOCK))
        return (
            f"If nothing is done, the places in this plan cost the high needs block "
            f"about {cost} in {academic_year(year)} (estimate, pounds of 2025)."
        )
    name = named(option)
    block, travel = (
        _said(change(facts, option, year))
        for change in (block_change, transport_change)
    )
    return (
        f"In {academic_year(year)} {name} costs the high needs block {block} than "
        f"doing nothing, and travel costs the council {travel} (estimates, pounds of "
        "2025)."
    )


def _said(pounds: float) -> str:
    if not pounds:
        return "no more and no less"
    return f"about {money(abs(pounds))} {'more' if pounds > 0 else 'less'}"


def _change(facts: Facts) -> Table | None:
    """Cost of each option less that of doing nothing; None where there is no other."""
    options = [option for option in facts.options if option.key != NOTHING]
    if not options:
        return None
    columns = [YEAR]
    rows: list[dict[str, float]] = [{YEAR.name: y} for y in facts.scenario.years]
    for option in options:
        for what, title, change in (
            ("block", "the block", block_change),
            ("transport", "travel", transport_change),
        ):
            name = f"{what}_{option.key}"
            says = f"Cost to {title} of {named(option)}, less that of doing nothing."
            head = f"{option.name}: {title}"
            columns.append(Column(name, head, "money", "pounds", says))
            for row, year in zip(rows, facts.scenario.years, strict=True):
                row[name] = change(facts, option, year)
    return Table(
        key="block_change",
        title="Cost a year, less that of doing nothing",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        notes=("Below \N{POUND SIGN}0 is a saving.", SHORT),
    )


def _parts(facts: Facts, option: Worked) -> Table:
    """Parts of the block, their sum, and travel apart, by year."""
    columns = [YEAR]
    columns += [Column(n, t, "money", "pounds", says) for n, t, says in BLOCK.values()]
    columns += [
        Column("block", "High needs block", "money", "pounds", "Sum of the parts."),
        Column("transport", "Travel (not the block)", "money", "pounds",
               "Home to school travel, paid by the council."),
    ]  # fmt: skip
    rows = [
        {YEAR.name: year}
        | {BLOCK[part][0]: spent(facts, option, year, part) for part in BLOCK}
        | {
            "block": spent(facts, option, year, *BLOCK),
            "transport": spent(facts, option, year, TRANSPORT),
        }
        for year in facts.scenario.years
    ]
    return Table(
        key=f"block_{option.key}",
        title=f"{option.name}: cost a year",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        notes=(SHORT,),
    )
