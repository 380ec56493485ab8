"""What a project holds: a council's work, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from capital_planner.plan import Quality
from data.kept_options import KeptOption


@dataclass(frozen=True)
class FoundPlan:
    """A plan as a search left it.

    Attributes
    ----------
    option
        Its choices, and what it was found under.
    quality
        How good it was found to be.
    at
        When, UTC (``2026-11-26T09:30:00Z``).
    """

    option: KeptOption
    quality: Quality
    at: str


@dataclass(frozen=True)
class Comment:
    """What somebody said of an option, a scheme or a district.

    Attributes
    ----------
    about
        ``option``, ``scheme`` or ``district``.
    name
        Key of the option, id of the scheme or name of the district.
    who, at, text
        Whose words, when (UTC), and the words.
    """

    about: str
    name: str
    who: str
    at: str
    text: str


@dataclass(frozen=True)
class ImportedFile:
    """One file that was imported; the file itself is not kept.

    Attributes
    ----------
    kind, name
        Kind of import, and name of the file without its folder.
    sha256, size
        SHA-256 of the file, and its bytes.
    rows_read, rows_kept
        Rows that were read, and those of this authority that were used.
    at
        When, UTC.
    report
        What was found, as plain values.
    """

    kind: str
    name: str
    sha256: str
    size: int
    rows_read: int
    rows_kept: int
    at: str
    report: Mapping[str, Any]


@dataclass(frozen=True)
class AuditEntry:
    """Who did what, and when (UTC)."""

    at: str
    who: str
    what: str
    detail: str


@dataclass(frozen=True, eq=False)
class Project:
    """Everything of a council's work that is saved in one file.

    Two of them are the same when :func:`data.project.rows.rows_of` says so.

    Attributes
    ----------
    tables
        Exact bytes of each CSV table of the case, by the name of the table.
    options
        The officer's options.
    plans
        Plans that searches found.
    comments
        By option, scheme or district.
    settings
        Plain values by name, such as the columns of an import.
    inputs
        Every file that was imported.
    audit
        Oldest first. Entries are added and never taken away.
    """

    tables: Mapping[str, bytes]
    options: tuple[KeptOption, ...] = ()
    plans: tuple[FoundPlan, ...] = ()
    comments: tuple[Comment, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[ImportedFile, ...] = ()
    audit: tuple[AuditEntry, ...] = ()
