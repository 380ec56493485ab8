"""Capital by year and by pot: allocation, spending, and what is carried forward."""

import pandas as pd

from capital_planner.papers.amounts import (
    by_pot,
    capital,
    notes,
    scheme_spend,
    yearly,
)
from capital_planner.papers.chosen_schemes import NUMBER, chosen_schemes
from capital_planner.papers.columns import FINANCIAL_YEAR, ROUTE, SCHEME, STATUS
from capital_planner.papers.document import Block, Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import named
from capital_planner.papers.writing import money, written

APPROVED = Column(
    "committed_gbp", "Approved schemes", "money", "pounds", "Cash, approved already."
)
TO_DECIDE = Column(
    "to_decide_gbp", "Schemes to decide", "money", "pounds", "Cash, not approved yet."
)
SPENT = Column("spent_gbp", "Spending", "money", "pounds", "Cash, all schemes.")
ALLOCATION = Column(
    "allocation_gbp", "Allocation", "money", "pounds", "Cash, after the top slice."
)
LEFT = Column(
    "left_gbp",
    "Left at the end of the year",
    "money",
    "pounds",
    "Carried forward; below 0 where spent ahead of the money.",
)
LAPSED = Column(
    "lapsed_gbp", "Lapses", "money", "pounds", "Not spent in time, not carried on."
)
NOT_PAID = Column(
    "not_paid_gbp", "That no pot can pay", "money", "pounds", "Cash with no money."
)
POT = Column("pot", "Pot", "text", "", "Name of the pot.")
REAL = Column(
    "capital_gbp",
    "Cost at 2025 prices",
    "money",
    "pounds",
    "Capital of the scheme, real 2025 pounds, without contingency.",
)
CASH = Column(
    "cash_gbp",
    "Cash",
    "money",
    "pounds",
    "With contingency and construction inflation, all years.",
)
YEARS = (FINANCIAL_YEAR, ALLOCATION, APPROVED, TO_DECIDE, SPENT, LEFT, NOT_PAID)
POTS = (POT, FINANCIAL_YEAR, ALLOCATION, SPENT, LEFT, LAPSED)
SCHEMES = (NUMBER, SCHEME, ROUTE, REAL, CASH, STATUS)


def section(facts: Facts) -> Section:
    """Set the capital of the chosen option against the money there is."""
    years = yearly(facts, facts.option(facts.chosen))
    blocks: list[Block] = [
        Paragraph(_finding(facts, years), strong=True),
        Paragraph(_ahead(years)),
        _years(facts, years),
    ]
    if facts.restricted:
        blocks += [_pots(facts), _schemes(facts)]
    elif len(facts.scenario.funding.index.unique("pot")) > 1:
        blocks.append(_allocations(facts))
    return Section("money", "Money by pot and year", tuple(blocks), wide=True)


def _finding(facts: Facts, years: pd.DataFrame) -> str:
    option = facts.option(facts.chosen)
    pounds = capital(facts, option)
    aside = option.adaptations.cost_gbp
    allocated = money(float(years["allocation_gbp"].sum()) + aside)
    if pd.isna(pounds.total_gbp):
        return (
            f"{option.name} keeps to the money there is ({allocated}). A cost in it is "
            "exempt from publication, so its capital is not shown."
        )
    if not pounds.total_gbp:
        return f"{option.name} spends none of the {allocated} of capital there is."
    return (
        f"{option.name} spends {money(pounds.total_gbp)} of {allocated} of capital. "
        f"Of it {money(pounds.approved_gbp)} is approved already "
        f"and {money(pounds.to_decide_gbp)} is still to decide."
    )


def _ahead(years: pd.DataFrame) -> str:
    """Say where approved schemes spend ahead of the money, and what is left."""
    said = []
    short = years["left_gbp"][years["left_gbp"] < 0]
    if len(short):
        said.append(
            f"At the end of {_financial(short.index[0])} schemes have spent "
            f"{money(-float(short.iloc[0]))} more than the money so far: approved "
            "schemes are paid first, and nothing more may be added to those years."
        )
    unpaid = float(years["not_paid_gbp"].sum())
    if unpaid:
        said.append(f"No pot can pay {money(unpaid)} of it.")
    last = years["left_gbp"].iloc[-1]
    if pd.isna(last):
        said.append("What is left at the end is held back, for it would tell a cost.")
    else:
        rest = money(last) if last > 0 else "nothing"
        said.append(f"At the end of {_financial(years.index[-1])} {rest} is left.")
    return " ".join(said)


def _financial(year: object) -> str:
    return written(year, FINANCIAL_YEAR, "")


def _years(facts: Facts, years: pd.DataFrame) -> Table:
    option = facts.option(facts.chosen)
    columns = YEARS if (years["not_paid_gbp"] != 0).any() else YEARS[:-1]
    rows = years.rename_axis(FINANCIAL_YEAR.name).reset_index()
    return Table(
        "money_by_year",
        f"Capital of {named(option)} by financial year",
        columns,
        rows[[column.name for column in columns]],
        "held back",
        (*notes(facts, option), *_funding_notes(facts)),
    )


def _funding_notes(facts: Facts) -> tuple[str, ...]:
    """Say where the money comes from, and how sure it is."""
    top = facts.case.assumptions.table.T[("top_slice", "")]
    said = [
        f"Allocation ({status}): {source}."
        for status, source in _stated(facts.case.funding)
    ]
    said += [
        f"What a pot may pay for ({status}): {source}."
        for status, source in _stated(facts.case.pots)
    ]
    return (
        (
            f"A top slice of {float(top['value']):.0%} is kept for other uses "
            f"({top['status']}): {top['source']}."
        ),
        *said,
    )


def _stated(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Status and source of the rows of a table, each said once."""
    pairs = table[["status", "source"]].drop_duplicates()
    return list(zip(pairs["status"], pairs["source"].astype(str), strict=True))


def _pots(facts: Facts) -> Table:
    rows = by_pot(facts.option(facts.chosen)).reset_index()
    return Table(
        "money_by_pot",
        "Each pot by financial year",
        POTS,
        rows.rename(columns={"year": FINANCIAL_YEAR.name})[
            [column.name for column in POTS]
        ],
        notes=(
            (
                "One way to charge spending: money that would lapse first, then pots "
                "that may pay for fewest kinds of scheme, then the oldest money."
            ),
        ),
    )


def _allocations(facts: Facts) -> Table:
    """List what each pot holds, which tells no scheme's cost."""
    rows = facts.scenario.funding.reset_index()
    columns = (POT, FINANCIAL_YEAR, ALLOCATION)
    return Table(
        "money_by_pot",
        "What each pot holds by financial year",
        columns,
        rows.rename(columns={"year": FINANCIAL_YEAR.name})[
            [column.name for column in columns]
        ],
    )


def _schemes(facts: Facts) -> Table:
    rows = chosen_schemes(facts)
    cash, _ = scheme_spend(facts.option(facts.chosen))
    of_scheme = cash.groupby(level="scheme").sum()
    shown = rows.assign(route=rows["kind"], cash_gbp=of_scheme.reindex(rows.index))
    return Table(
        "money_by_scheme",
        "Cost of each scheme",
        SCHEMES,
        shown[[column.name for column in SCHEMES]].reset_index(drop=True),
        "being built",
        ("For the council alone. Costs may be exempt from publication (Part II).",),
    )
