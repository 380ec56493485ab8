"""How good the forecast has been: published counts foretold anew."""

import pandas as pd

from capital_planner.demand.backtest import backtest, errors
from capital_planner.errors import DataError
from capital_planner.futures import coverage, reforecast
from capital_planner.papers.document import Block, Column, Paragraph, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import frame, listed

OWN = "cohort component"
ERRORS = ("error_of_total", "mean_absolute_error")
METHODS = {
    OWN: "This planner: each plan a year older, new and ceased plans",
    "trend": "The growth of the last three years goes on",
    "last value": "The last count stays",
    "constant prevalence": "The same share of children as last year",
}


def back_test(facts: Facts) -> list[Block]:
    """Foretell published counts anew, and say by how much they were missed."""
    try:
        found = errors(backtest(facts.case))
    except DataError as error:
        return [Paragraph(problem.message) for problem in error.problems]
    count = int(facts.case.authority["base_year"].iloc[0]) + 1
    held = coverage(reforecast(facts.case))
    within, foretold = int(held["within"].sum()), int(held["foretold"].sum())
    columns = (
        Column("method", "Method", "text", "", "How the count is foretold."),
        Column("missed_by", "Missed by, an age", "decimal", "plans",
               "Mean over ages of the difference from the count, sign ignored."),
        Column("total", "Total", "change", "plans",
               "Foretold less counted, all ages."),
    )  # fmt: skip
    rows = [
        {
            "method": METHODS.get(str(name), str(name)),
            "missed_by": float(row["mean_absolute_error"]),
            "total": float(row["error_of_total"]),
        }
        for name, row in found.iterrows()
    ]
    off, miss = (float(found[name].loc[OWN]) for name in ERRORS)
    return [
        Paragraph(
            f"Asked to forecast the EHC plans of January {count} from what was known a "
            f"year before, the forecast was {abs(off):,.0f} plans too "
            f"{'low' if off < 0 else 'high'}, and {miss:,.0f} plans out at an age, on "
            "average."
        ),
        Table(
            key="back_test",
            title=f"Forecast of January {count}, beside simple methods",
            columns=columns,
            rows=frame(rows, [column.name for column in columns]),
            notes=("Derived from published counts of all EHC plans.",),
        ),
        Paragraph(_beside(found["mean_absolute_error"])),
        Paragraph(
            f"Of {foretold} published totals forecast one to three years ahead, "
            f"{within} lay between the low and the high figure, where 8 of 10 should. "
            "These are few, and neighbouring years overlap."
        ),
    ]


def _beside(missed: pd.Series) -> str:
    """Say which simple methods were nearer to the count at an age."""
    nearer = missed[missed < float(missed.loc[OWN])]
    if nearer.empty:
        return "No simple method shown here was nearer at each age."
    names = [METHODS.get(str(name), str(name)) for name in nearer.index]
    return (
        f"Nearer at an age that year: {listed(names).lower()}. One year cannot say "
        "which is better over many; this planner's way can follow each age, and what "
        "changes the numbers."
    )
