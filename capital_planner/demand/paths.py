"""What a future assumes of plans and of the need for places, as one object."""

from collections.abc import Mapping
from dataclasses import dataclass

from capital_planner.case import Assumptions
from capital_planner.settings import Future

LATENT_KEYS = ("alternative_provision", "not_in_education", "council_arrangements")


@dataclass(frozen=True)
class Path:
    """One way in which plans and the need for places may go on.

    Attributes
    ----------
    new_plan_rate
        By year: new plans, times the mean rate of the last two years counted.
    reform_factor
        Times that again from the reform year.
    ceased_factor
        Times the share of plans that cease at each age.
    net_moves_share
        Share of the plans a year that the accounts leave unexplained which go on.
    growth_ratio
        Share of growth that needs a specialist place, over today's share.
    waiting
        Share of plans in mainstream that are waiting for a specialist place.
    latent
        By placement (``LATENT_KEYS``): share of children there who need one.
    post_19
        The same of those aged 19 to 24 in further education or not in work.
    """

    new_plan_rate: Mapping[int, float]
    reform_factor: float
    ceased_factor: float
    net_moves_share: float
    growth_ratio: float
    waiting: float
    latent: Mapping[str, float]
    post_19: float


def named_path(given: Assumptions, future: Future, years: list[int]) -> Path:
    """Read the path of a named future from the assumptions.

    Parameters
    ----------
    years
        Years foretold.
    """
    column = {"low": "low", "central": "value", "high": "high"}[future]
    latent = given.by_key("latent_share")
    return Path(
        new_plan_rate=dict.fromkeys(years, given.value("new_plan_rate", future)),
        reform_factor=given.value("reform_new_plan_factor", future),
        ceased_factor=1.0,
        net_moves_share=given.value("net_moves_share", future),
        growth_ratio=given.value("growth_specialist_ratio", future),
        waiting=float(given.by_key("mainstream_waiting", column).iloc[0]),
        latent={key: float(latent[key]) for key in LATENT_KEYS},
        post_19=given.value("post_19_latent_share"),
    )
