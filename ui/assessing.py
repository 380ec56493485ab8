"""Working out what options do: those shown, and those compared beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from capital_planner.rules import Pin, Rules
from ui.state import DO_NOTHING, asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.plan import Plan
    from capital_planner.scenario import Scenario
    from ui.jobs import Jobs
    from ui.state import Assessed, Built
    from ui.store import Store


class Assessor:
    """Keeps wanted options worked out: do nothing, the one shown, and more.

    A result is looked up by :meth:`ui.store.Store.current`, which knows none of
    an older plan or scenario.
    """

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        assess: Callable[[Scenario, Plan], Assessed],
        *,
        landed: Callable[[str], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._store, self._jobs, self._assess = store, jobs, assess
        self._landed, self._failed = landed, failed
        self._beside: tuple[str, ...] = ()
        self._asked: dict[str, tuple[str, Built, Plan]] = {}
        self._built: Built | None = None
        self._wide: Scenario | None = None

    def want_beside(self, keys: tuple[str, ...]) -> None:
        """Work out, and keep worked out, these options too; none ends it."""
        for key in set(self._beside) - set(keys):
            self._jobs.drop(f"assess {key}")
        self._beside = keys
        if self._store.inputs_are_current:
            self.start_missing()

    def start_missing(self) -> None:
        """Work out what is not known; what is under way is not begun again."""
        selected, built = self._store.document.selected, self._store.built
        kinds = {selected: "assess now", DO_NOTHING: "assess before"}
        running = self._jobs.running
        self._asked = {k: asked for k, asked in self._asked.items() if running(k)}
        for key in dict.fromkeys((DO_NOTHING, selected, *self._beside)):
            option = self._store.document.option(key)
            if option is None or built is None or self._store.current(key):
                continue
            kind, asked = kinds.get(key, f"assess {key}"), (key, built, option.plan)
            if not _same(asked, self._asked.get(kind)):
                self._asked[kind] = asked
                self._start(kind, asked)

    def _start(self, kind: str, asked: tuple[str, Built, Plan]) -> None:
        key, built, plan = asked

        def land(assessed: Assessed) -> None:
            self._store.set_assessed(key, replace(assessed, scenario=built.scenario))
            self._landed(key)

        work = partial(self._assess, self._offer(built, plan), plan)
        self._jobs.run(kind, work, done=land, failed=self._failed)

    def _offer(self, built: Built, plan: Plan) -> Scenario:
        """Offer what a plan needs that was made when approved growth was released.

        It is worked out whatever is asked now: whether it keeps the rules is
        another question. The same scenario each time: workers keep one ready.
        """
        if self._built is not built:
            self._built, self._wide = built, None
        if _on_offer(built, plan):
            return built.scenario
        if self._wide is None:
            approved = [r.key for r in built.schemes if r.standing == "committed"]
            pins = tuple(Pin(scheme, "release") for scheme in approved)
            self._wide = asking(built.scenario, Rules(pins=pins))
        return self._wide


def _on_offer(built: Built, plan: Plan) -> bool:
    """Whether each scheme of a plan may open when it does, with nothing released."""
    chosen = plan.choices["opening_year"].to_dict()
    rows = {row.key: row for row in built.schemes if row.key in chosen}
    return all(
        str(key) in rows and year in rows[str(key)].open_years()
        for key, year in chosen.items()
    )


def _same(asked: tuple[str, Built, Plan], was: tuple[str, Built, Plan] | None) -> bool:
    """Whether two are of one option in one version: a plan is no plain value."""
    return (
        was is not None
        and asked[0] == was[0]
        and all(one is other for one, other in zip(asked[1:], was[1:], strict=True))
    )
