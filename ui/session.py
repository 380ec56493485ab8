"""What a user does, one named function each, and what follows from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui import edits
from ui.finding import Finder
from ui.jobs import Jobs, Lane
from ui.state import COMMITTED, DO_NOTHING, Inputs, Option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from capital_planner.errors import Problem
    from capital_planner.plan import Plan
    from ui.search import Solver
    from ui.state import Assessed, Built, Drawn, Opened
    from ui.store import Store
    from ui.tasks import DrawOrder

KEPT_SCENARIOS = 4


def load_tasks() -> ModuleType:
    """Import the heavy work, in the worker that first needs it."""
    from ui import tasks  # noqa: PLC0415 - loads pandas; after first paint only

    return tasks


def load_exporting() -> ModuleType:
    """Import what writes files, in the worker that writes them."""
    from ui import exporting  # noqa: PLC0415 - loads matplotlib, when asked for

    return exporting


class Session(QObject):
    """Joins the store to the workers: the newest edit always wins.

    Attributes
    ----------
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
        super().__init__(parent)
        self.store = store
        self.jobs = Jobs(self)
        self._tasks = tasks
        self.finder = Finder(store, self.jobs, self.make_solver, self)
        self.finder.failed.connect(self.failed)
        self.closing.connect(self.finder.close)
        self._scenarios: dict[Inputs, Built] = {}
        self._building: Inputs | None = None
        store.document_changed.connect(self._follow)
        store.view_changed.connect(self._draw)

    # --- opening and assuming -------------------------------------------------

    def open(self, folder: Path | None = None) -> None:
        """Read a case, the embedded one when no folder is named."""
        self.store.said.emit("Opening the case")
        self._run(
            "open",
            lambda: self._tasks().open_case(folder),
            done=self._opened,
            lane="slow",
        )

    def assume(self, name: str, inputs: Inputs) -> None:
        """Change the inputs as one named edit."""
        if inputs != self.store.document.inputs:
            self.store.edit(name, partial(edits.set_inputs, inputs=inputs))

    # --- options --------------------------------------------------------------

    def pick(self, key: str) -> None:
        """Show another option."""
        if key != self.store.document.selected:
            self.store.show(edits.select(self.store.document, key))

    def set_scheme(
        self, scheme: str, *, places: int, opening_year: int, name: str
    ) -> None:
        """Change the places or the opening year of a scheme in the option shown."""
        change = partial(
            edits.set_scheme, scheme=scheme, places=places, opening_year=opening_year
        )
        self.store.edit(name, change)

    def copy_option(self) -> None:
        """Keep a copy of the option shown, under a name of its own."""
        if self.store.document.chosen is not None:
            self.store.edit("Copy option", edits.copy_chosen)

    def rename_option(self, key: str, name: str) -> None:
        """Give an option another name."""
        self.store.edit("Rename option", partial(edits.rename, key=key, name=name))

    def delete_option(self, key: str) -> None:
        """Drop an option; undo brings it back."""
        self.store.edit("Delete option", partial(edits.delete, key=key))

    # --- giving away ----------------------------------------------------------

    def export(self, folder: Path, paper: str = "A3") -> None:
        """Write the cabinet map, and the files of the plan, into a folder."""
        order = self._order()
        if order is None:
            return
        self.store.said.emit("Writing the cabinet map")
        self._run(
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

    def _run(
        self,
        kind: str,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        lane: Lane = "quick",
    ) -> None:
        self.jobs.run(kind, work, done=done, failed=self._tell_failure, lane=lane)

    def _tell_failure(self, error: BaseException) -> None:
        self.store.said.emit("Something went wrong; your work is kept")
        problems = getattr(error, "problems", None)
        said = [_sentence(problem) for problem in problems or ()]
        details = "\n\n".join(said) or str(error) or repr(error)
        title = "That could not be done" if said else "Something went wrong"
        self.failed.emit(title, details)

    def _opened(self, opened: Opened) -> None:
        self._scenarios.clear()
        self.store.set_opened(opened)
        self._build()

    def _follow(self) -> None:
        if self.store.opened is None:
            return
        if not self.store.inputs_are_current:
            self._build()
        else:
            self._assess()

    def _build(self) -> None:
        inputs, opened = self.store.document.inputs, self.store.opened
        if inputs in self._scenarios:
            self.jobs.drop("build")
            self._built(self._scenarios[inputs])
            return
        if self._building == inputs and self.jobs.running("build"):
            return
        self._building = inputs
        self.store.said.emit("Counting the children who need a place")
        self._run(
            "build",
            lambda: self._tasks().build_inputs(opened, inputs),
            done=self._built,
            lane="slow",
        )

    def _built(self, built: Built) -> None:
        self._scenarios[built.inputs] = built
        while len(self._scenarios) > KEPT_SCENARIOS:
            del self._scenarios[next(iter(self._scenarios))]
        if built.inputs != self.store.document.inputs:
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
        for key in dict.fromkeys((DO_NOTHING, self.store.document.selected)):
            option, built = self.store.document.option(key), self.store.built
            if option is None or built is None or self.store.current(key):
                continue
            work = partial(self._assess_one, built, option.plan)
            landed = partial(self._assessed, key)
            always = key == DO_NOTHING
            self._run(f"assess {'before' if always else 'now'}", work, done=landed)
        self._draw()

    def _assess_one(self, built: Built, plan: Plan) -> Assessed:
        found: Assessed = self._tasks().assess(built.scenario, plan)
        return found

    def _assessed(self, key: str, assessed: Assessed) -> None:
        self.store.set_assessed(key, assessed)
        if self.store.current(key):
            self._draw()

    def _draw(self) -> None:
        order = self._order()
        if order is not None:
            work = partial(self._draw_one, order)
            self._run("draw", work, done=self._drawn)

    def _draw_one(self, order: DrawOrder) -> Drawn:
        drawn: Drawn = self._tasks().draw(order)
        return drawn

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
        order: DrawOrder = self._tasks().DrawOrder(
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
        solver: Solver = self._tasks().make_solver()
        return solver

    def _exported(self, names: list[str]) -> None:
        self.exported.emit(names[0], names[1:])
        self.store.said.emit(f"Written: {', '.join(names[1:])}")


def _sentence(problem: Problem) -> str:
    """Say a problem without where it is in a plan, which holds ids of schemes."""
    if problem.file in ("", "plan"):
        return f"{problem.message} {problem.remedy}".strip()
    return str(problem)
