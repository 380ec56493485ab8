"""Asking beside the window: one question at a time, in a solver of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.finding import load_search
from ui.shown import SearchNews

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimiser.listener import Job
    from optimiser.public import Found
    from ui.answers.said import Answer, Subject
    from ui.search import Search
    from ui.session import Session
    from ui.state import Inputs

KEPT_PRICES = 4
NOT_ANSWERED = "The question was not answered"
TELLING = "Found. Judging it and working out its figures"


class Questions(QObject):
    """Has one question answered at a time; a search may run beside it.

    Attributes
    ----------
    changed
        Emitted as a question begins, goes on and ends.
    answered
        Emits the kind of question and its answer.
    """

    changed = Signal()
    answered = Signal(str, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._search: Search | None = None
        self._prices: dict[Inputs, Found] = {}
        self._tell: Callable[[object], Answer[Any]] | None = None
        self.kind = ""
        self.subject: Subject | None = None
        self.news = self._done = SearchNews()
        session.closing.connect(self._close)
        session.finder.learnt.connect(self._learn)
        session.store.opened_changed.connect(self._forget)

    @property
    def running(self) -> bool:
        """Whether a question is being answered."""
        return self.news.running or self._session.jobs.running("tell")

    def prices(self, inputs: Inputs) -> Found | None:
        """Look up what a search of these inputs learnt."""
        return self._prices.get(inputs)

    def ask(
        self,
        kind: str,
        subject: Subject,
        *,
        job: Callable[[], Job],
        tell: Callable[[object], Answer[Any]],
    ) -> None:
        """Have a question answered; nothing happens while another is.

        Parameters
        ----------
        job, tell
            Make the job, and turn its result into an answer: in a worker.
        """
        if self.running:
            return
        search = self._searcher()
        self.kind, self.subject, self._tell = kind, subject, tell
        search.begin("Getting ready")
        self._beside(
            "ask", lambda: search.launch(job()), done=lambda _: search.follow()
        )

    def stop(self) -> None:
        """End the question; what has been worked out so far is shown."""
        if self._search is not None:
            self._search.stop()

    def _forget(self) -> None:
        """Drop prices, and the question under way: they are of another case."""
        self._prices.clear()
        self._tell = None
        self.subject = None
        self._session.jobs.drop("tell")
        self.stop()

    def _beside(
        self, kind: str, work: Callable[[], Any], *, done: Callable[[Any], None]
    ) -> None:
        failed = self._give_up
        self._session.jobs.run(kind, work, done=done, failed=failed, lane="slow")

    def _searcher(self) -> Search:
        if self._search is None:
            make = self._session.make_solver
            search: Search = load_search().Search(make, self)
            search.news.connect(self._note)
            search.learnt.connect(self._learn_here)
            search.found.connect(self._found)
            search.failed.connect(partial(self._session.failed.emit, NOT_ANSWERED))
            self._search = search
        return self._search

    def _note(self, news: SearchNews) -> None:
        self.news = news
        self.changed.emit()

    def _learn_here(self, found: Found) -> None:
        if self.subject is not None:
            self._learn(self.subject.inputs, found)

    def _learn(self, inputs: Inputs, found: Found) -> None:
        self._prices.pop(inputs, None)
        self._prices[inputs] = found
        while len(self._prices) > KEPT_PRICES:
            del self._prices[next(iter(self._prices))]

    def _found(self, result: object) -> None:
        if self._tell is not None:
            work = partial(self._tell, result)
            self._done = self.news
            self._beside("tell", work, done=self._answer)
            self._note(SearchNews(stage=TELLING))

    def _answer(self, answer: Answer[Any]) -> None:
        self.news = self._done
        self.answered.emit(self.kind, answer)
        self.changed.emit()

    def _give_up(self, error: BaseException) -> None:
        problems = getattr(error, "problems", ())
        said = "\n\n".join(f"{item.message} {item.remedy}" for item in problems)
        self._session.failed.emit(NOT_ANSWERED, said or str(error) or repr(error))
        if self.news.running and self._search is not None:
            self._search.stop()
        elif not self.news.running:
            self.news = SearchNews(stage="It could not be done")
        self.changed.emit()

    def _close(self) -> None:
        if self._search is not None:
            self._search.close()
