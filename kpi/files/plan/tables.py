"""Which files a plan has, the columns of each, and the table of the register it fills. No reading and no checks here.

A column has the name of the field it fills. `docs/plan-format.md` says the same to whoever edits the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import models as db

from kpi import models
from kpi.files.plan.columns import (
    Code,
    Codes,
    Column,
    Day,
    Month,
    Number,
    Value,
    Whole,
    YesNo,
    choice,
    year,
)
from kpi.rules import terms as t
from kpi.words import labels

SOURCE = (Code("document", of="documents"), Column("section"), Column("footnote"))
PLAN_ROLES = ("owner", "manager", "coordinator")


@dataclass(frozen=True, slots=True)
class Table:
    """A file, its columns, and what tells one record from another.

    `key` are the columns that do; `in_key` says which of them count for a given record (a baseline's year only tells
    further years apart). `label` is what the command calls the records. Records of a `shared` table belong to several
    plans, so they are never removed with one.
    """

    name: str
    label: str
    model: type[db.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows_needed: int = 0
    one_row: bool = False
    shared: bool = False
    unsaid: str = ""
    """A word of the key that goes without saying when a message names the record."""
    in_key: Callable[[Mapping[str, Value], str], bool] = field(default=lambda values, column: True)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def key_of(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """What the record is known by; equal keys are the same record."""
        return tuple(values[name] if self.in_key(values, name) else None for name in self.key)


def _year_tells_apart(values: Mapping[str, Value], column: str) -> bool:
    return column != "year" or values["role"] == models.Baseline.CONTEXT


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "documents",
        models.Document,
        (
            Code("code", True),
            Column("title", True),
            Column("version"),
            Day("date"),
            Column("publisher"),
        ),
        ("code",),
        rows_needed=1,
        shared=True,
    ),
    Table(
        "organisations",
        "organisations",
        models.Organisation,
        (
            Code("code", True),
            Column("name", True),
            Column("short_name"),
            choice("kind", labels.ORGANISATION_KIND, True),
            Code("parent", of="organisations"),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
        shared=True,
    ),
    Table(
        "plan",
        "plans",
        models.Plan,
        (
            Code("code", True),
            Column("title", True),
            Column("short_title"),
            Column("version"),
            Day("date"),
            Code("region", True, of="organisations"),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
        one_row=True,
    ),
    Table(
        "scope",
        "organisations in the plan",
        models.ScopeMember,
        (
            Code("organisation", True, of="organisations"),
            choice("role", (models.ScopeMember.PART, models.ScopeMember.REGION), True),
            Month("go_live"),
            *SOURCE,
        ),
        ("organisation",),
        rows_needed=1,
    ),
    Table(
        "versions",
        "versions",
        models.PlanVersion,
        (
            Column("version", True),
            Column("change", True),
            Day("date"),
            Column("approved_by"),
            Day("approved_on"),
            *SOURCE,
        ),
        ("version",),
    ),
    Table(
        "definitions",
        "definitions",
        models.Definition,
        (Column("term", True), Column("explanation", True), *SOURCE),
        ("term",),
    ),
    Table(
        "roles",
        "roles",
        models.PlanRole,
        (
            choice("code", PLAN_ROLES, True),
            Column("name", True),
            Column("holder", True),
            Column("responsibility", True),
            *SOURCE,
        ),
        ("code",),
    ),
    Table(
        "reporting",
        "reporting duties",
        models.ReportingDuty,
        (
            Code("code", True),
            Column("name", True),
            choice("frequency", labels.FREQUENCY, True),
            Column("note"),
            *SOURCE,
        ),
        ("code",),
    ),
    Table(
        "goals",
        "goals",
        models.BenefitGoal,
        (
            Code("code", True),
            Column("name", True),
            Column("statement", True),
            choice("promise_kind", labels.PROMISE_KIND, True),
            Number("promise_low"),
            Number("promise_high"),
            choice("promise_qualifier", labels.QUALIFIER),
            Column("promise_measure", True),
            Whole("within_years", False, 1, 50),
            year("compared_with_year"),
            year("original_compared_with_year"),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
    ),
    Table(
        "sub_goals",
        "sub-goals",
        models.SubGoal,
        (Code("code", True), Code("goal", True, of="goals"), Column("name", True), *SOURCE),
        ("code",),
    ),
    Table(
        "kpis",
        "KPIs",
        models.Kpi,
        (
            Code("code", True),
            Code("goal", True, of="goals"),
            Code("sub_goal", of="sub_goals"),
            Column("printed_name", True),
            Column("part"),
            Column("name", True),
            choice("unit", t.Unit),
            choice("direction", t.Direction),
            choice("regional_value", t.Aggregation),
            choice("over_time", t.OverTime),
            choice("frequency", labels.FREQUENCY),
            Whole("decimals", False, 0, 6),
            YesNo("takes_measurements"),
            choice("compares_with", t.ComparesWith, True),
            Column("numerator"),
            Column("denominator"),
            choice("regional_rule", t.RegionalRule),
            Whole("regional_decimals", False, 0, 6),
            choice("regional_when_pending", t.WhenPending),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
    ),
    Table(
        "baselines",
        "baselines",
        models.Baseline,
        (
            Code("kpi", True, of="kpis"),
            Code("organisation", True, of="scope"),
            choice("kind", t.BaselineKind, True),
            Number("value"),
            year("year"),
            choice("role", (models.Baseline.BASELINE, models.Baseline.CONTEXT), True),
            YesNo("calculated_with"),
            Column("printed"),
            Column("note"),
            Day("valid_from"),
            *SOURCE,
        ),
        ("kpi", "organisation", "role", "year", "valid_from"),
        unsaid=models.Baseline.BASELINE,
        in_key=_year_tells_apart,
    ),
    Table(
        "ambitions",
        "ambitions",
        models.Ambition,
        (
            Code("kpi", True, of="kpis"),
            Code("organisation", True, of="scope"),
            choice("kind", t.AmbitionKind, True),
            Number("value"),
            Number("value_high"),
            year("deadline"),
            Column("condition"),
            Column("printed"),
            Column("printed_elsewhere"),
            Day("valid_from"),
            *SOURCE,
        ),
        ("kpi", "organisation", "valid_from"),
    ),
    Table(
        "regional_ambitions",
        "regional ambitions",
        models.RegionalAmbition,
        (
            Code("kpi", True, of="kpis"),
            Column("printed_name"),
            choice("kind", (t.AmbitionKind.LEVEL, t.AmbitionKind.REQUIREMENT, t.AmbitionKind.PENDING), True),
            Number("value"),
            Column("printed"),
            YesNo("complement"),
            Column("printed_inputs"),
            Column("note"),
            Day("valid_from"),
            *SOURCE,
        ),
        ("kpi", "valid_from"),
    ),
    Table(
        "requirements",
        "requirements",
        models.Requirement,
        (
            Code("code", True),
            Code("kpi", True, of="kpis"),
            Column("name", True),
            choice("comparison", t.Comparison, True),
            Number("limit", True),
            Column("printed"),
            Column("own_dates"),
            Column("note"),
            Day("valid_from"),
            *SOURCE,
        ),
        ("kpi", "valid_from"),
    ),
    Table(
        "thresholds",
        "thresholds",
        models.Threshold,
        (
            Code("kpi", of="kpis"),
            choice("basis", t.ThresholdBasis, True),
            Number("green", True),
            Number("yellow", True),
            Day("valid_from"),
            *SOURCE,
        ),
        ("kpi", "valid_from"),
    ),
    Table(
        "prerequisites",
        "prerequisites",
        models.Prerequisite,
        (
            Code("code", True),
            Code("goal", True, of="goals"),
            Column("text", True),
            Codes("responsible", True, of="organisations"),
            *SOURCE,
        ),
        ("code",),
    ),
    Table(
        "changes",
        "changes",
        models.Change,
        (
            Code("code", True),
            Code("goal", True, of="goals"),
            Column("text", True),
            Codes("responsible", True, of="organisations"),
            *SOURCE,
        ),
        ("code",),
    ),
    Table(
        "inconsistencies",
        "known inconsistencies",
        models.Inconsistency,
        (
            Code("code", True),
            Codes("kpis", True, of="kpis"),
            Codes("organisations", of="scope"),
            Column("note", True),
            *SOURCE,
        ),
        ("code",),
    ),
)

BY_NAME = {table.name: table for table in TABLES}
