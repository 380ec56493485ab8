"""What a user does, one named function each, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui import edits
from ui.assessing import Assessor
from ui.choosing import Choosing
from ui.finding import Finder
from ui.jobs import Jobs, Lane
from ui.shown import Checked
from ui.state import COMMITTED, DO_NOTHING, Inputs, Option, asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from capital_planner.errors import Problem
    from ui.saved import Saved
    from ui.search import Solver
    from ui.shown import Drawn
    from ui.state import Assessed, Built, Document, Opened
    from ui.store import Store
    from ui.tasks import DrawOrder

KEPT_SCENARIOS = 4
OF_A_CASE = ("build", "count", "draw", "check", "story", "compare", "gazetteer")
"""Work that is of no use once another case is open."""


def load_tasks() -> ModuleType:
    """Import the heavy work, in the worker that first needs it."""
    from ui import tasks  # noqa: PLC0415 - loads pandas; after first paint only

    return tasks


def load_exporting() -> ModuleType:
    """Import what writes files, in the worker that writes them."""
    from ui import exporting  # noqa: PLC0415 - loads matplotlib, when asked for

    return exporting


class Session(Choosing):
    """Joins the store to the workers: the newest edit always wins.

    Attributes
    ----------
    folder
        Of the case that is open, or its project file; None for the embedded one.
    failed
        Emits a title and the details, in plain words.
    exported
        Emits the folder and the names of the files written.
    closing
        Emitted twice: before the workers are waited for, and after.
    """

    failed = Signal(str, str)
    exported = Signal(str, list)
    closing = Signal()

    def __init__(
        self,
        store: Store,
        tasks: Callable[[], Any] = load_tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(store, parent)
        self.jobs = Jobs(self)
        self.folder: Path | None = None
        self.tasks = tasks
        self.finder = Finder(store, self.jobs, self.make_solver, self)
        self.finder.failed.connect(self.failed)
        self.closing.connect(self.finder.close)
        self.assessor = Assessor(
            store,
            self.jobs,
            lambda scenario, plan: self.tasks().assess(scenario, plan),
            landed=self._assessed,
            failed=self.tell_failure,
        )
        self._scenarios: dict[Inputs, Built] = {}
        self._building: Inputs | None = None
        self._seen = store.view
        store.document_changed.connect(self._follow)
        store.view_changed.connect(self._look)

    # --- opening and assuming -------------------------------------------------

    def open(self, folder: Path | None = None) -> None:
        """Read a case, the embedded one when no folder is named."""
        self.store.said.emit("Opening the case")
        self.run(
            "open",
            lambda: self.tasks().open_case(folder),
            done=partial(self.take, folder),
            lane="slow",
        )

    # --- giving away ----------------------------------------------------------

    def export(self, folder: Path, paper: str = "A3") -> None:
        """Write the cabinet map, and the files of the plan, into a folder."""
        order, document = self._order(), self.store.document
        if order is None or document.chosen is None:
            return
        rules = document.chosen.rules(document.inputs)
        asked = asking(order.assessed.scenario, rules)
        order = replace(order, assessed=replace(order.assessed, scenario=asked))
        self.store.said.emit("Writing the cabinet map")
        self.run(
            "export",
            lambda: load_exporting().export(order, folder, paper),
            done=self._exported,
            lane="slow",
        )

    def close(self) -> None:
        """End the solvers' processes and wait for the workers."""
        self.closing.emit()
        self.jobs.close()
        self.closing.emit()

    # --- what follows ---------------------------------------------------------

    def run(
        self,
        kind: str,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        lane: Lane = "quick",
    ) -> None:
        """Work beside the window; a fault is told in plain words."""
        self.jobs.run(kind, work, done=done, failed=self.tell_failure, lane=lane)

    def tell_failure(self, error: BaseException) -> None:
        """Say in plain words what went wrong."""
        self.store.said.emit("Something went wrong; your work is kept")
        problems = getattr(error, "problems", None)
        said = [_sentence(problem) for problem in problems or ()]
        details = "\n\n".join(said) or str(error) or repr(error)
        title = "That could not be done" if said else "Something went wrong"
        self.failed.emit(title, details)

    def take(
        self,
        folder: Path | None,
        opened: Opened,
        document: Document | None = None,
        saved: Saved | None = None,
    ) -> None:
        """Go on with a case that has been read, and the work saved with it."""
        self.folder = folder
        self._scenarios.clear()
        for kind in OF_A_CASE:
            self.jobs.drop(kind)
        self.finder.forget()
        self.store.set_opened(opened, document, saved)
        self._build()

    def _follow(self) -> None:
        if self.store.opened is None:
            return
        if not self.store.inputs_are_current:
            self._build()
        else:
            self._assess()

    def _build(self) -> None:
        inputs, opened = self.store.document.inputs.assumed, self.store.opened
        if inputs in self._scenarios:
            self.jobs.drop("build")
            self._built(self._scenarios[inputs])
            return
        if self._building == inputs and self.jobs.running("build"):
            return
        self._building = inputs
        self.store.said.emit("Counting the children who need a place")
        self.run(
            "build",
            lambda: self.tasks().build_inputs(opened, inputs),
            done=self._built,
            lane="slow",
        )

    def _built(self, built: Built) -> None:
        self._scenarios[built.inputs] = built
        while len(self._scenarios) > KEPT_SCENARIOS:
            del self._scenarios[next(iter(self._scenarios))]
        if built.inputs != self.store.document.inputs.assumed:
            self._build()
            return
        first, last = built.scenario.years[0], built.scenario.years[-1]
        self.store.look(year=min(max(self.store.view.year, first), last))
        self.store.set_built(built)
        options = (
            Option(DO_NOTHING, "Do nothing", "do nothing", built.do_nothing),
            Option(COMMITTED, "Committed programme", "committed", built.committed),
        )
        self.store.renew(partial(edits.with_always_there, options=options))

    def _assess(self) -> None:
        self.assessor.start_missing()
        self._draw()

    def _assessed(self, key: str) -> None:
        drawn = key in (DO_NOTHING, self.store.document.selected)
        if drawn and self.store.current(key):
            self._draw()

    def _look(self) -> None:
        """Draw what is looked at, unless only a mark was moved."""
        if not self.store.view.draws_as(self._seen):
            if self.store.view.audience != self._seen.audience:
                for kind in ("count", "draw"):
                    self.jobs.drop(kind)
            self._seen = self.store.view
            self._draw()

    def _draw(self) -> None:
        order = self._order()
        if order is None:
            return
        tasks, store = self.tasks(), self.store
        self.run("count", partial(tasks.count, order), done=store.set_counted)
        self.run("draw", partial(tasks.draw, order), done=self._drawn)
        inputs, checked = store.document.inputs, store.checked
        if checked is None or not checked.is_of(order.assessed, inputs):
            work = partial(self._check_one, order.assessed, inputs)
            self.run("check", work, done=store.set_checked)

    def _check_one(self, assessed: Assessed, inputs: Inputs) -> Checked:
        asked = inputs.ask(assessed.scenario)
        return Checked(
            assessed, inputs, self.tasks().broken_rules(asked, assessed.plan)
        )

    def _drawn(self, drawn: Drawn) -> None:
        self.store.set_drawn(drawn)
        self.store.said.emit("")
        self.finder.warm()

    def _order(self) -> DrawOrder | None:
        """Say what to draw now; None while any of it is not known."""
        store, option = self.store, self.store.document.chosen
        if option is None or store.opened is None:
            return None
        now, before = store.current(option.key), store.current(DO_NOTHING)
        if now is None or before is None:
            return None
        order: DrawOrder = self.tasks().DrawOrder(
            opened=store.opened,
            assessed=now,
            before=before,
            view=store.view,
            option=option.name,
            before_name="Do nothing",
        )
        return order

    def make_solver(self) -> Solver:
        """Start a solver's process; for a worker to call."""
        solver: Solver = self.tasks().make_solver()
        return solver

    def _exported(self, names: list[str]) -> None:
        self.exported.emit(names[0], names[1:])
        self.store.said.emit(f"Written: {', '.join(names[1:])}")


def _sentence(problem: Problem) -> str:
    """Say a problem without where it is in a plan, which holds ids of schemes."""
    if problem.file in ("", "plan"):
        return f"{problem.message} {problem.remedy}".strip()
    return str(problem)
