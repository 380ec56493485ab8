"""Every text that a widget and its models show, as a reader could find it."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

GETTERS = (
    "text",
    "toPlainText",
    "toolTip",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
    "windowTitle",
    "title",
)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def texts_of(window: Any) -> list[str]:
    """Texts of every widget, action, model and map item of a window."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        found += [_said(widget, getter) for getter in GETTERS]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _of_model(widget.model())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(n) for n in range(widget.count())]
    for action in window.actions_by_id.values():
        found += [action.text(), action.toolTip()]
    view = window.map_card.view
    found += [item.toolTip() for item in view.scene().items()]
    found += list(view._spec.texts())
    found += [entry.text for entry in window.map_card.legend._entries]
    return [text for text in found if text]


def _said(widget: QWidget, getter: str) -> str:
    said = getattr(widget, getter, None)
    if not callable(said):
        return ""
    try:
        text = said()
    except TypeError:
        return ""
    return text if isinstance(text, str) else ""


def _of_model(model: QAbstractItemModel) -> list[str]:
    top = QModelIndex()
    found = []
    for row in range(model.rowCount(top)):
        for column in range(_columns(model)):
            cell = model.index(row, column)
            found += [str(cell.data(role) or "") for role in ROLES]
    for column in range(_columns(model)):
        found.append(str(model.headerData(column, Qt.Orientation.Horizontal) or ""))
    return found


def _columns(model: QAbstractItemModel) -> int:
    if isinstance(model, QAbstractListModel):
        return 1
    return model.columnCount(QModelIndex())
