"""The only package that opens, reads or writes files."""

from data.case_files import EMBEDDED_CASE
from data.case_reader import check_case, read_case
from data.exports import csv_bytes, json_bytes, write_files
from data.kept_options import kept_facts, read_kept
from data.kept_plans import keep_plan, read_kept_plan
from data.plan_folder import read_plan_record
from data.project import (
    Claim,
    Holder,
    Journal,
    Project,
    new_project,
    open_project,
    recover,
    save_project,
)
from data.rules_file import read_rules
from data.schemes_file import read_schemes

__all__ = [
    "EMBEDDED_CASE",
    "Claim",
    "Holder",
    "Journal",
    "Project",
    "check_case",
    "csv_bytes",
    "json_bytes",
    "keep_plan",
    "kept_facts",
    "new_project",
    "open_project",
    "read_case",
    "read_kept",
    "read_kept_plan",
    "read_plan_record",
    "read_rules",
    "read_schemes",
    "recover",
    "save_project",
    "write_files",
]
