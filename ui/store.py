"""The one store: it swaps whole versions and says what changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.history import History
from ui.offering import on_tables
from ui.saved import Decision, Saved, now, work_in
from ui.shown import Checked, Counted, Drawn, SearchNews
from ui.state import Assessed, Built, Document, Opened, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.errors import Problem


class Store(QObject):
    """Holds frozen values; widgets read them and hold no truth of their own.

    Attributes
    ----------
    document
        Inputs and options: what undo brings back.
    view
        What is looked at.
    opened, built, counted, checked, drawn
        None until the work is done; all but ``opened`` may be of
        an earlier version, see ``current``.
    assessed
        By option key.
    saved
        The project that is open; None for a case that is not in a project.
    decisions
        Edits since the last save, oldest first.
    unheeded
        What an officer asks of every plan and the option shown does not heed.
    """

    document_changed = Signal()
    view_changed = Signal()
    opened_changed = Signal()
    built_changed = Signal()
    assessed_changed = Signal()
    counted_changed = Signal()
    checked_changed = Signal()
    drawn_changed = Signal()
    search_changed = Signal()
    saved_changed = Signal()
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document()
        self.view = View()
        self.opened: Opened | None = None
        self.built: Built | None = None
        self.counted: Counted | None = None
        self.checked: Checked | None = None
        self.drawn: Drawn | None = None
        self.search = SearchNews()
        self.assessed: dict[str, Assessed] = {}
        self.unheeded: tuple[Problem, ...] = ()
        self.history: History[Document] = History()
        self.saved: Saved | None = None
        self.decisions: tuple[Decision, ...] = ()

    def edit(self, name: str, change: Callable[[Document], Document]) -> None:
        """Make a named edit that can be undone; no change leaves no step."""
        after = change(self.document)
        if after is self.document:
            return
        self.history = self.history.did(name, self.document)
        self.decide(name)
        self._swap(after)

    def decide(self, what: str) -> None:
        """Put on record what was done, and when; it is saved with the project."""
        self.decisions = (*self.decisions, Decision(now(), what))

    def undo(self) -> None:
        """Bring back the version before the last edit."""
        if self.history.past:
            name = self.history.undo_name
            self.history, before = self.history.undo(self.document)
            self.decide(f"Undone: {name}")
            self._swap(before)
            self.said.emit(f"Undone: {name}")

    def redo(self) -> None:
        """Bring back the edit last undone."""
        if self.history.future:
            name = self.history.redo_name
            self.history, after = self.history.redo(self.document)
            self.decide(f"Redone: {name}")
            self._swap(after)
            self.said.emit(f"Redone: {name}")

    def renew(self, change: Callable[[Document], Document]) -> None:
        """Change every version alike, when what lies under them all is new."""
        past_and_future = [*self.history.past, *self.history.future]
        swaps = {id(item): change(item) for _, item in past_and_future}
        self.history = self.history.refreshed(swaps)
        self._swap(change(self.document))

    def show(self, document: Document) -> None:
        """Swap the document with no step to undo, as when an option is picked."""
        self._swap(document)

    def look(self, **changes: object) -> None:
        """Change what is looked at; what another audience was shown is dropped."""
        view = replace(self.view, **changes)  # type: ignore[arg-type]
        if view != self.view:
            if view.audience != self.view.audience:
                self.drawn, self.counted = None, None
            self.view = view
            self.view_changed.emit()

    def set_opened(
        self,
        opened: Opened,
        document: Document | None = None,
        saved: Saved | None = None,
    ) -> None:
        """Take a case that has been read; options and marks of another one go.

        Parameters
        ----------
        document, saved
            The work of a project; none for a case that is not in one.
        """
        self.opened, self.built, self.drawn = opened, None, None
        self.assessed, self.unheeded = {}, ()
        self.counted, self.checked = None, None
        self.history, self.decisions, self.saved = History(), (), saved
        self.look(district="", grouping="", symbol="")
        self.opened_changed.emit()
        self._swap(on_tables(document or Document(inputs=self.document.inputs), opened))
        self.saved_changed.emit()

    def set_renewed(self, opened: Opened) -> None:
        """Take the same case with other tables: what was made of them is stale."""
        self.opened, self.built, self.drawn = opened, None, None
        self.assessed, self.unheeded = {}, ()
        self.counted, self.checked = None, None
        self.look(district="", grouping="", symbol="")
        self.opened_changed.emit()
        change = partial(on_tables, opened=opened)
        if self.saved is not None:
            self.saved = replace(self.saved, document=change(self.saved.document))
        self.renew(change)
        self.saved_changed.emit()

    def set_saved(self, saved: Saved, decided: int = 0) -> None:
        """Take what has been saved, with so many of the decisions."""
        self.saved, self.decisions = saved, self.decisions[decided:]
        self.saved_changed.emit()

    def set_built(self, built: Built) -> None:
        """Take a scenario that has been built."""
        self.built = built
        self.built_changed.emit()

    def set_assessed(self, key: str, assessed: Assessed) -> None:
        """Take what an option does."""
        self.assessed = {**self.assessed, key: assessed}
        self.assessed_changed.emit()

    def set_unheeded(self, problems: tuple[Problem, ...]) -> None:
        """Take what is asked and not heeded."""
        if problems != self.unheeded:
            self.unheeded = problems
            self.checked_changed.emit()

    def set_counted(self, counted: Counted) -> None:
        """Take the live measures."""
        self.counted = counted
        self.counted_changed.emit()

    def set_checked(self, checked: Checked) -> None:
        """Take the rules that an option breaks."""
        self.checked = checked
        self.checked_changed.emit()

    def set_drawn(self, drawn: Drawn) -> None:
        """Take what is to be painted."""
        self.drawn = drawn
        self.drawn_changed.emit()

    def set_search(self, news: SearchNews) -> None:
        """Take news of the search."""
        self.search = news
        self.search_changed.emit()

    def current(self, key: str) -> Assessed | None:
        """Look up what an option does; None unless of this plan and scenario."""
        found, option = self.assessed.get(key), self.document.option(key)
        if found is None or option is None or not self.inputs_are_current:
            return None
        same = self.built is not None and found.scenario is self.built.scenario
        return found if same and found.plan is option.plan else None

    @property
    def unsaved(self) -> bool:
        """Whether there is work that only a project keeps, and is not saved in one."""
        if self.saved is None:
            return bool(self.document.comments)
        return work_in(self.document) != work_in(self.saved.document)

    @property
    def inputs_are_current(self) -> bool:
        """Whether the scenario is of the inputs as they are now."""
        return (
            self.built is not None and self.built.inputs == self.document.inputs.assumed
        )

    def _swap(self, document: Document) -> None:
        self.document = document
        self.document_changed.emit()
