"""The files of what is promised and judged by: revisions, and the terms that belong to them."""

from __future__ import annotations

from collections.abc import Mapping

from kpi import models
from kpi.files.plan.columns import Code, Column, Day, Number, Value, YesNo, choice, year
from kpi.files.plan.table import DATED, SOURCE, Table
from kpi.rules import terms as t
from kpi.rules.kinds import kind_of


def _year_tells_apart(values: Mapping[str, Value], column: str) -> bool:
    return column != "year" or values["role"] == models.Baseline.CONTEXT


SHARE_OR_VALUE = "0.8 (of the ambition) or 80 (a value)"

TARGET_TABLES: tuple[Table, ...] = (
    Table(
        "revisions",
        "revisions",
        models.Revision,
        (
            Code("code", True),
            Day("valid_from"),
            Column("reason", True),
            Column("decided_by"),
            Day("decided_on"),
            choice("origin", (models.Revision.REGISTER,), True),
        ),
        ("code",),
        optional=True,
    ),
    Table(
        "baselines",
        "baselines",
        models.Baseline,
        (
            Code("kpi", True, of="kpis"),
            Code("organisation", True, of="members"),
            choice("kind", t.BaselineKind, True),
            Number("value", signed=True),
            year("year"),
            choice("role", (models.Baseline.BASELINE, models.Baseline.CONTEXT), True),
            YesNo("calculated_with"),
            Column("printed"),
            Column("note"),
            *DATED,
            *SOURCE,
        ),
        ("kpi", "organisation", "role", "year", "valid_from", "revision"),
        optional=True,
        unsaid=models.Baseline.BASELINE,
        in_key=_year_tells_apart,
    ),
    Table(
        "ambitions",
        "ambitions",
        models.Ambition,
        (
            Code("kpi", True, of="kpis"),
            Code("organisation", True, of="members"),
            choice("kind", t.AmbitionKind, True),
            Number("value"),
            Number("value_high"),
            year("deadline"),
            Column("condition"),
            Column("printed"),
            Column("printed_elsewhere"),
            *DATED,
            *SOURCE,
        ),
        ("kpi", "organisation", "valid_from", "revision"),
        optional=True,
    ),
    Table(
        "regional_ambitions",
        "regional ambitions",
        models.RegionalAmbition,
        (
            Code("kpi", True, of="kpis"),
            Code("organisation", True, of="members"),
            Column("printed_name"),
            choice("kind", tuple(kind for kind in t.AmbitionKind if kind_of(kind).can_be_adopted), True),
            Number("value"),
            Column("printed"),
            YesNo("complement"),
            Column("printed_inputs"),
            Column("note"),
            *DATED,
            *SOURCE,
        ),
        ("kpi", "organisation", "valid_from", "revision"),
        optional=True,
    ),
    Table(
        "requirements",
        "requirements",
        models.Requirement,
        (
            Code("code", True),
            Column("name", True),
            Column("printed"),
            Column("own_dates"),
            Column("note"),
            *SOURCE,
        ),
        ("code",),
        optional=True,
    ),
    Table(
        "requirement_limits",
        "limits of requirements",
        models.RequirementLimit,
        (
            Code("requirement", True, of="requirements"),
            Code("kpi", True, of="kpis"),
            Code("category", of="categories"),
            choice("comparison", t.Comparison, True),
            Number("limit", True),
            *DATED,
            *SOURCE,
        ),
        ("requirement", "kpi", "category", "valid_from", "revision"),
        optional=True,
    ),
    Table(
        "thresholds",
        "thresholds",
        models.Threshold,
        (
            Code("kpi", of="kpis"),
            choice("basis", t.ThresholdBasis, True),
            Number("green", True, signed=True, eighty_percent=SHARE_OR_VALUE),
            Number("yellow", True, signed=True, eighty_percent=SHARE_OR_VALUE),
            *DATED,
            *SOURCE,
        ),
        ("kpi", "valid_from", "revision"),
        optional=True,
        unnamed="all KPIs",
    ),
    Table(
        "definitions",
        "definitions",
        models.Definition,
        (Code("kpi", True, of="kpis"), Column("text", True), *DATED, *SOURCE),
        ("kpi", "valid_from", "revision"),
        optional=True,
    ),
)
