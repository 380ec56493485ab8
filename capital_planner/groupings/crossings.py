"""Children who live in one area and learn in another."""

import numpy as np
import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.disclosure.cube import shown_figures, with_totals
from capital_planner.placements import Placements
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience

HOME, LEARNS_IN = "home", "learns_in"
INDEPENDENT = "Independent and post-16"
OTHER_AUTHORITIES = "Other authorities"
ELSEWHERE = (INDEPENDENT, OTHER_AUTHORITIES)
"""Where children learn whose setting stands in no area."""


def crossings(scenario: Scenario, placements: Placements) -> pd.DataFrame:
    """Children by the area they live in and the area they learn in.

    Parameters
    ----------
    scenario
        Its zones, settings and schemes say which areas there are: districts, or
        those of a grouping.

    Returns
    -------
    pandas.DataFrame
        Index ``(home, need, phase, learns_in)``, columns the base year and the
        years assessed. ``learns_in`` is an area where the setting is a state
        one, else ``INDEPENDENT``, or ``OTHER_AUTHORITIES`` for the fixed use
        across the border. The rows of a home sum to its children who need a
        place, less the places still needed.
    """
    home = scenario.zones["district"]
    settings = scenario.destinations
    learns_in = settings["district"].where(settings["state"], INDEPENDENT)
    inside, abroad = placements.children, scenario.across_border
    placed = _summed(
        inside,
        home,
        inside.index.get_level_values("provision").map(learns_in.to_dict()),
    )
    beyond = _summed(
        abroad, home, pd.Index([OTHER_AUTHORITIES] * len(abroad), dtype=object)
    )
    return pd.concat([placed, beyond[placed.columns]])


def _summed(frame: pd.DataFrame, home: pd.Series, learns_in: pd.Index) -> pd.DataFrame:
    index = frame.index
    keys = [
        pd.Index(index.get_level_values("zone").map(home.to_dict()), name=HOME),
        pd.Index(index.get_level_values("need"), name="need"),
        pd.Index(index.get_level_values("phase"), name="phase"),
        pd.Index(learns_in, name=LEARNS_IN),
    ]
    return frame.groupby(keys, sort=False).sum()


def crossing_matrix(
    crossed: pd.DataFrame, year: int, audience: Audience = "public"
) -> pd.DataFrame:
    """Children of every need and age by home and by where they learn, in a year.

    Parameters
    ----------
    crossed
        As :func:`crossings` returns it.

    Returns
    -------
    pandas.DataFrame
        A row a home and a column an area, with a row and a column ``all``
        first. For the public multiples of 5, NaN where held back, so that no
        total tells what a figure was; else as estimated.
    """
    flat = crossed[year].rename("children").reset_index()
    table = flat.pivot_table(
        index=HOME, columns=LEARNS_IN, values="children", aggfunc="sum"
    )
    homes = sorted(table.index)
    reached = sorted(set(table.columns) - set(ELSEWHERE) - set(homes))
    columns = [*homes, *reached, *ELSEWHERE]
    table = table.reindex(index=homes, columns=columns).fillna(0.0)
    cells = with_totals(np.clip(table.to_numpy(float), 0.0, None), (0, 1))
    if audience == "public":
        cells = shown_figures(cells, (0, 1))
    return pd.DataFrame(
        cells,
        index=pd.Index([ALL, *homes], name=HOME),
        columns=pd.Index([ALL, *columns], name=LEARNS_IN),
    )


def largest_crossings(
    matrix: pd.DataFrame, most: int
) -> tuple[tuple[str, str, float], ...]:
    """List the largest numbers who learn in another area, largest first.

    Parameters
    ----------
    matrix
        As :func:`crossing_matrix` returns it.

    Returns
    -------
    tuple
        Home, area, and children as the matrix has them; none that is held back.
    """
    homes = [str(name) for name in matrix.index if name != ALL]
    found = [
        (home, area, float(matrix.loc[[home], area].iloc[0]))
        for home in homes
        for area in homes
        if home != area
    ]
    shown = [item for item in found if item[2] >= 1]
    return tuple(sorted(shown, key=lambda item: (-item[2], item[:2]))[:most])
