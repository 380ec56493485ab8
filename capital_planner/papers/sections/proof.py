"""How each plan was found, and how far it can be from the best possible."""

import math

from capital_planner.papers.amounts import held_back
from capital_planner.papers.columns import OPTION
from capital_planner.papers.document import Column, Table
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import frame

SHARE_DIGITS = 3
PROOF = (
    OPTION,
    Column("search", "Plan", "text", "", "How the plan was found."),
    Column(
        "gap",
        "A better plan could cost less by at most",
        "share",
        "share",
        "Share of the whole cost not proved.",
    ),
    Column(
        "gap_of_saving",
        "Share of the possible saving not proved",
        "share",
        "share",
        "The same gap as a share of what can be saved against doing nothing.",
    ),
)


def proof_table(facts: Facts) -> Table:
    """Say of every option how it was found, and how far it can be from the best."""
    rows = [
        {OPTION.name: option.name, **proof(facts, option)} for option in facts.options
    ]
    return Table(
        "comparison_proof",
        "How far each plan can be from the best possible for its own goal",
        PROOF,
        frame(rows, [column.name for column in PROOF]),
        "does not apply",
        (
            (
                "No plan can cost less than a proved floor. A search out of time "
                "says best found, never best possible."
            ),
        ),
    )


def proof(facts: Facts, option: Worked) -> dict[str, object]:
    """Say how a plan was found, and how far it can be from the best possible.

    Both gaps together tell the whole cost, and with it an exempt cost: the second is
    then held back. In public they are as printed.

    Returns
    -------
    dict
        ``search`` in words, ``gap`` and ``gap_of_saving`` as shares, NaN for none.
    """
    quality = option.plan.quality
    if quality is None:
        return {"search": "decided already", "gap": math.nan, "gap_of_saving": math.nan}
    of_saving = math.nan if held_back(facts, option) else quality.gap_of_saving
    shares = {"gap": quality.gap, "gap_of_saving": of_saving}
    if not facts.restricted:
        shares = {name: round(share, SHARE_DIGITS) for name, share in shares.items()}
    return {"search": quality.status, **shares}
