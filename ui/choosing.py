"""What a user assumes, asks and chooses: one named edit each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import edits

if TYPE_CHECKING:
    from capital_planner.rules import Decision, Rules
    from data.project import Comment
    from ui.state import Inputs
    from ui.store import Store


class Choosing(QObject):
    """Makes named edits in a store; undo takes each back."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store

    def assume(self, name: str, inputs: Inputs) -> None:
        """Change the inputs as one named edit."""
        if inputs != self.store.document.inputs:
            self.store.edit(name, partial(edits.set_inputs, inputs=inputs))

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

    def note(self, key: str, note: str) -> None:
        """Keep the officer's own words about an option."""
        self.store.edit("Note on option", partial(edits.set_note, key=key, note=note))

    def comment(self, said: Comment, name: str) -> None:
        """Keep what somebody said of an option, a scheme or a district."""
        self.store.edit(name, partial(edits.comment, said=said))

    def uncomment(self, said: Comment) -> None:
        """Take a comment away; undo brings it back."""
        self.store.edit("Remove a comment", partial(edits.uncomment, said=said))

    def pin(self, scheme: str, decision: Decision | None, name: str) -> None:
        """Ask that every plan holds a scheme, or leaves it out; None asks nothing."""
        change = partial(edits.pin, scheme=scheme, decision=decision)
        self.store.edit(name, change)

    def set_rules(self, rules: Rules) -> None:
        """Ask something else of every plan."""
        self.store.edit("Set rules", partial(edits.set_rules, rules=rules))

    def rename_option(self, key: str, name: str) -> None:
        """Give an option another name."""
        self.store.edit("Rename option", partial(edits.rename, key=key, name=name))

    def delete_option(self, key: str) -> None:
        """Drop an option; undo brings it back."""
        self.store.edit("Delete option", partial(edits.delete, key=key))
