"""Finding a plan beside the window: start, news, stop, and where the plan lands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from capital_planner.settings import SearchSettings
from ui import edits

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from capital_planner.plan import Plan
    from optimiser.public import Found
    from ui.jobs import Jobs
    from ui.search import Search, Solver
    from ui.state import Document, Inputs
    from ui.store import Store

NOT_SHOWN = "The plan found is in the options; yours is shown"


def load_search() -> ModuleType:
    """Import what follows a search, once a case is open."""
    from ui import search  # noqa: PLC0415 - loads pandas; after first paint only

    return search


def load_jobs() -> ModuleType:
    """Import what a solver's process can be asked to do."""
    from optimiser import jobs  # noqa: PLC0415 - loads pandas; after first paint only

    return jobs


class Finder(QObject):
    """Keeps one search beside the window; an old one never replaces newer edits.

    ``learnt`` gives inputs, and the prices that a search of them found.
    """

    failed = Signal(str, str)
    learnt = Signal(object, object)

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        make_solver: Callable[[], Solver],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._make_solver = store, jobs, make_solver
        self._search: Search | None = None
        self._asked: tuple[Inputs, Document] | None = None

    def warm(self) -> None:
        """Start the solver's process beside the window, before it is needed."""
        if self._search is None:
            self._beside("warm", self._searcher().warm, done=lambda _: None)

    def find(self, seconds: float) -> None:
        """Search for a plan of the inputs as they are; editing may go on."""
        store, built = self._store, self._store.built
        if built is None or not store.inputs_are_current or store.search.running:
            return
        search = self._searcher()
        self._asked = store.document.inputs, store.document
        asked = store.document.inputs.ask(built.scenario)
        search.begin()
        settings = SearchSettings(time_limit_s=seconds)
        job = load_jobs().FindPlan(asked, settings)
        work = partial(search.launch, job)
        self._beside("find", work, done=lambda _: search.follow())

    def stop(self) -> None:
        """End the search; the best plan so far is kept."""
        if self._search is not None:
            self._search.stop()

    def forget(self) -> None:
        """End the search; what it finds is of no use any more."""
        self._asked = None
        self.stop()

    def close(self) -> None:
        """End the search and its process; nothing more is found."""
        if self._search is not None:
            self._search.close()

    def _beside(
        self, kind: str, work: Callable[[], Any], *, done: Callable[[Any], None]
    ) -> None:
        self._jobs.run(kind, work, done=done, failed=self._fault, lane="slow")

    def _fault(self, error: BaseException) -> None:
        self._searcher().give_up(str(error) or repr(error))

    def _searcher(self) -> Search:
        if self._search is None:
            search: Search = load_search().Search(self._make_solver, self)
            search.news.connect(self._store.set_search)
            search.found.connect(self._land)
            search.learnt.connect(self._learn)
            search.failed.connect(partial(self.failed.emit, "No plan was found"))
            self._search = search
        return self._search

    def _learn(self, found: Found) -> None:
        if self._asked is not None:
            self.learnt.emit(self._asked[0], found)

    def _land(self, plan: Plan) -> None:
        """Keep the plan as an option; show it unless something was edited since."""
        if self._asked is None:
            return
        inputs, document = self._asked
        show = self._store.document is document
        add = partial(edits.add_found, plan=plan, inputs=inputs, show=show)
        self._store.edit("Find plan", add)
        if not show:
            self._store.said.emit(NOT_SHOWN)
