"""`manage.py reconcile_plan`: whether the adopted regional ambitions are what each KPI's rule gives."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kpi.management.output import plain_number, write_json
from kpi.management.plans import add_plan_argument, chosen_plan
from kpi.rules.ambition import Ambition
from kpi.rules.terms import AmbitionKind
from kpi.selectors.reconciliation import ReconciledAmbition, reconciliation

TITLES = ("KPI", "rule", "decimals", "pending", "inputs", "calculated", "adopted", "agrees")


class Command(BaseCommand):
    """Hold the adopted regional ambitions against the calculated."""

    help = (
        "Works out the regional ambitions from the trusts' ambitions by each KPI's rule, and holds the adopted figures "
        "against them. Exits 1 when one differs without a note."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--format", choices=("table", "json"), default="table")
        add_plan_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        result = reconciliation(chosen_plan(options["plan"]), day=timezone.localdate())
        assert result is not None  # the plan is there
        if options["format"] == "json":
            write_json(self.stdout, [reconciled_row(row) for row in result.rows])
        else:
            self._write_table(result.rows)
        if result.unaccounted:
            codes = ", ".join(row.kpi.code for row in result.unaccounted)
            raise CommandError(
                f"The adopted figure differs from what the rule gives, without a note: {codes}. Correct the "
                "ambitions, the rule or the figure, or write why in the note column of regional_ambitions.csv."
            )

    def _write_table(self, rows: Sequence[ReconciledAmbition]) -> None:
        wholes = {row.record.organisation_id for row in rows}
        names = [
            f"{row.kpi.code} {row.record.organisation.code}" if len(wholes) > 1 else row.kpi.code
            for row in rows
        ]
        lines = [TITLES, *(_line(name, reconciled_row(row)) for name, row in zip(names, rows, strict=True))]
        widths = [max(len(line[column]) for line in lines) for column in range(len(TITLES))]
        for line in lines:
            self.stdout.write(
                "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            )
        for name, row in zip(names, rows, strict=True):
            if row.note:
                self.stdout.write(f"{name}: {row.note}")
        agreeing = sum(row.agrees for row in rows)
        self.stdout.write(f"{agreeing} of {len(rows)} agree.")


def reconciled_row(row: ReconciledAmbition) -> dict[str, Any]:
    """One row as the contract's columns. A word stands where there is no figure: `pending`, for one."""
    inputs = {code: _input(ambition) for code, ambition in row.inputs.items()}
    if row.requirement is not None:
        inputs["requirement"] = {
            "kind": row.requirement.comparison.value,
            "value": plain_number(row.requirement.limit),
        }
    return {
        "kpi": row.kpi.code,
        "rule": row.terms.rule.value if row.terms.rule else None,
        "decimals": row.terms.decimals,
        "when_pending": row.terms.when_pending.value,
        "inputs": inputs,
        "calculated": _printed(row.calculated_kind, row.calculated),
        "adopted": _printed(row.adopted_kind, row.adopted),
        "agrees": row.agrees,
    }


def _input(ambition: Ambition) -> dict[str, Any]:
    given = {"kind": ambition.kind.value, "value": plain_number(ambition.value)}
    return given if ambition.high is None else {**given, "high": plain_number(ambition.high)}


def _printed(kind: AmbitionKind, value: Fraction | None) -> int | float | str | None:
    return kind.value if value is None else plain_number(value)


def _line(name: str, row: dict[str, Any]) -> tuple[str, ...]:
    """The cells of one row; `name` says which KPI, and for which whole where the plan has several."""
    inputs = " | ".join(
        f"{code}: {given['kind']}" + ("" if given["value"] is None else f" {given['value']}")
        for code, given in row["inputs"].items()
    )
    return (
        name,
        row["rule"] or "standard",
        "–" if row["decimals"] is None else str(row["decimals"]),
        row["when_pending"],
        inputs,
        str(row["calculated"]),
        str(row["adopted"]),
        "yes" if row["agrees"] else "no",
    )
