"""A job for the solver's process that does not listen."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from optimiser.listener import Kept, Step, Stop


@dataclass(frozen=True)
class Deaf:
    """Sleeps whatever it is told, with or without something to hand over."""

    keeps: bool

    def run(self, tell: Callable[[object], None], _stop: Stop) -> None:
        if self.keeps:
            tell(Kept("half"))
        tell(Step("Sleeping"))
        time.sleep(600)
