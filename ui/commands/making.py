"""``main.py new``: a first case for any authority, from the files it has."""

import argparse
import sys

from data.new_case import FILES, NewCase, look, make_case
from ui.commands.file_arguments import WORDS
from ui.commands.importing import given_now
from ui.commands.writing import say

FAILED = 1


def run(given: argparse.Namespace) -> int:
    """Look at the files, say what is there, assumed and missing, and write."""
    files = {
        kind: getattr(given, word.replace("-", "_")) for word, kind in WORDS.items()
    }
    new = look(given.code, files, given_now(given.beside))
    for line in lines(new):
        say(line, sys.stdout)
    if given.case is None:
        return 0 if new.can_be_made else FAILED
    make_case(given.case, new)
    say(f"Written to {given.case}.")
    return 0


def lines(new: NewCase) -> list[str]:
    """Say what is there, assumed and missing, a line each."""
    words = {kind: word for word, kind in WORDS.items()}
    owner = new.owner
    return [
        *([f"{owner.name} ({owner.code}, {owner.la_code})"] if owner else []),
        *(f"there: {table}.csv, {rows:,} rows" for table, rows in new.there.items()),
        *(
            f"assumed: {each.table}.csv. {each.what} {each.replace}"
            for each in new.assumed
        ),
        *(f"missing: --{words[kind]}, {FILES[kind]}" for kind in new.missing),
        *(f"{problem.severity}: {problem}" for problem in new.problems),
    ]
