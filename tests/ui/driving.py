"""What a user does in the window, and what it then shows."""

import pandas as pd
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.window import MainWindow


def act(window: MainWindow, action: str) -> None:
    window.actions_by_id[action].trigger()


def figures(window: MainWindow) -> list[str]:
    return [card.figure.text() for card in window.measures.cards]


def option_names(window: MainWindow) -> list[str]:
    """Options as the tree says them, in the order they were made."""
    model, options = window.options.model, window.session.store.document.options
    return [model.index_of(option.key).data() for option in options]


def choices(window: MainWindow) -> pd.DataFrame:
    option = window.session.store.document.chosen
    assert option is not None
    return option.plan.choices.sort_index()


def chosen(window: MainWindow, scheme: str) -> list[int]:
    return list(choices(window).loc[[scheme]].to_numpy(int)[0])


def add_scheme(window: MainWindow, qtbot: QtBot, key: str, places: int) -> None:
    window.schemes.every.setChecked(True)
    window.schemes.pick(key)
    window.schemes.places.setValue(places)
    settle(window, qtbot)
