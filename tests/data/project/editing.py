"""A process that edits and saves a project until it is killed.

It stands ready, and at each line of its input makes a copy of itself that edits: so
that killing one costs no start of Python. What is on the disk is said after it is:
``e`` and a number for an edit, ``s`` for a save.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from data.project import Journal, Project, open_project, recover

EDITS = "edits"
SAVES = 3
"""Every so many edits there is a save."""


def newest(path: Path) -> Project:
    """What an officer has back after a stop."""
    return recover(path) or open_project(path)


def edit(path: Path) -> None:
    """Edit and save for ever."""
    project = newest(path)
    journal = Journal(path)
    while True:
        number = project.settings[EDITS] + 1
        project = replace(project, settings={EDITS: number})
        journal.append(project)
        os.write(1, b"e %d\n" % number)
        if number % SAVES == 0:
            journal.save(project)
            os.write(1, b"s %d\n" % number)


def main() -> None:
    """Give the number of each process that edits, and say when it has ended."""
    path = Path(sys.argv[1])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            edit(path)
        os.write(1, b"p %d\n" % child)
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    main()
