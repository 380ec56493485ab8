"""A council's work in one file: saved whole, opened with care, never lost."""

from data.project.claim import Claim, Holder
from data.project.contents import (
    AuditEntry,
    Comment,
    FoundPlan,
    ImportedFile,
    Project,
)
from data.project.journal import Journal, recover, set_aside
from data.project.saving import new_project, open_project, save_project

__all__ = [
    "AuditEntry",
    "Claim",
    "Comment",
    "FoundPlan",
    "Holder",
    "ImportedFile",
    "Journal",
    "Project",
    "new_project",
    "open_project",
    "recover",
    "save_project",
    "set_aside",
]
