"""How commands that are read by scripts print rows: JSON, or comma-separated with decimal points. Nothing for pages."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.management.base import OutputWrapper

from kpi.files.export import harmless

FORMATS = ("json", "csv")


def plain_number(value: Decimal | Fraction | None) -> int | float | None:
    """A figure as JSON has it: whole ones as integers, others unrounded; None stays None."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def write_json(out: OutputWrapper, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as a JSON list."""
    out.write(json.dumps(list(rows), ensure_ascii=False, indent=2))


def write_csv(out: OutputWrapper, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows under a header, with nothing in the cell where there is none, and no text that a spreadsheet would
    calculate."""
    writer = csv.DictWriter(out, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: harmless(value) if isinstance(value, str) else value for name, value in row.items()}
        )
