"""Colours, sizes and style of the window, one place for each."""

from __future__ import annotations

PAPER = "#FFFFFF"
INK = "#0B0C0C"
QUIET_INK = "#505A5F"
LINE = "#B1B4B6"
MARKED = "#801650"
BETTER = "#1D746C"
WORSE = "#801650"
RESTRICTED = "#801650"
PUBLIC = "#12436D"

CARD_SHEET = f"""
#mapCard, #measureCard, #chartCard {{ background: {PAPER}; border: 1px solid {LINE}; }}
#mapCard QLabel, #measureCard QLabel {{ color: {INK}; background: transparent; }}
#mapCard QLabel#mapTitle {{ font-weight: bold; font-size: 14px; }}
#mapCard QLabel#mapSubtitle {{ font-size: 12px; }}
#mapCard QLabel#mapWords {{ font-size: 11px; color: {QUIET_INK}; }}
#measureCard QLabel#figure {{ font-weight: bold; font-size: 18px; }}
#measureCard QLabel#cardTitle {{ font-size: 12px; }}
#measureCard QLabel#change {{ font-size: 11px; color: {QUIET_INK}; }}
#measureCard QLabel#change[tone="better"] {{ color: {BETTER}; }}
#measureCard QLabel#change[tone="worse"] {{ color: {WORSE}; }}
#measureCard[stale="true"] QLabel#figure {{ color: {LINE}; }}
#rules {{ color: {INK}; background: #FBE9F1; border: 1px solid {WORSE}; padding: 4px; }}
#marking {{ color: {PAPER}; font-weight: bold; padding: 3px 8px; }}
#marking[audience="public"] {{ background: {PUBLIC}; }}
#marking[audience="restricted"] {{ background: {RESTRICTED}; }}
"""
