"""The sorts of columns that a plan's files have, for whoever lists them."""

from __future__ import annotations

from kpi.files.plan.column import CellFault, Column, Value
from kpi.files.plan.number_columns import Day, Month, Number, Whole, not_whole, year
from kpi.files.plan.text_columns import Choice, Code, Codes, Section, Version, YesNo, choice

__all__ = [
    "CellFault",
    "Choice",
    "Code",
    "Codes",
    "Column",
    "Day",
    "Month",
    "Number",
    "Section",
    "Value",
    "Version",
    "Whole",
    "YesNo",
    "choice",
    "not_whole",
    "year",
]
