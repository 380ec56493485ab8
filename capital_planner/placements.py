"""Where each child is placed, year by year, under one plan."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Placements:
    """Children by setting and year.

    Attributes
    ----------
    children
        Index ``(zone, need, phase, provision)``, columns the base year and the
        years assessed: children in each setting (provision ids; a scheme that
        is a provision of its own has its scheme id). Rows with no child in any
        year are left out.
    newly
        Same index and columns: of them, children placed in that year (neither
        kept their place nor carried on at a phase end).
    still_needed
        Index ``(zone, need, phase)``, same columns: places still needed.
    places
        Index ``provision`` (existing and planned), same columns: places open.
    from_mainstream
        Index ``provision``, same columns: children from mainstream in new
        bases, beside ``children``.
    """

    children: pd.DataFrame
    newly: pd.DataFrame
    still_needed: pd.DataFrame
    places: pd.DataFrame
    from_mainstream: pd.DataFrame
