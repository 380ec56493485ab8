"""Children who need a specialist place: today, projected, and back-tested."""

from capital_planner.demand.backtest import backtest
from capital_planner.demand.projection import Projection, project

__all__ = ["Projection", "backtest", "project"]
