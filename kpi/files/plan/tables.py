"""Which files a plan has, the columns of each, and the table of the register it fills. No reading and no checks here.

A column has the name of the field it fills. What is promised stands in `target_tables`.
"""

from __future__ import annotations

from kpi import models
from kpi.files.plan.columns import (
    Code,
    Codes,
    Column,
    Day,
    Month,
    Number,
    Version,
    Whole,
    YesNo,
    choice,
    year,
)
from kpi.files.plan.table import SOURCE, Table
from kpi.files.plan.target_tables import TARGET_TABLES
from kpi.rules import terms as t
from kpi.words import labels

PLAN_ROLES = ("owner", "manager", "coordinator")
MOST_DAYS = 730
"""Days from a period's end to the day its figure is due: more is a slip of the finger."""

TO_BE_JUDGED = "in a plan with thresholds"

SHARED_TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "documents",
        models.Document,
        (Code("code", True), Column("title", True), Version("version"), Day("date"), Column("publisher")),
        ("code",),
        shared=True,
        optional=True,
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
        shared=True,
        optional=True,
    ),
    Table(
        "dimensions",
        "dimensions",
        models.Dimension,
        (Code("code", True), Column("name", True)),
        ("code",),
        shared=True,
        optional=True,
    ),
    Table(
        "categories",
        "categories",
        models.Category,
        (Code("code", True), Code("dimension", True, of="dimensions"), Column("name", True)),
        ("code",),
        shared=True,
        optional=True,
    ),
    Table(
        "indicators",
        "indicators",
        models.Indicator,
        (
            Code("code", True),
            Column("other_codes"),
            Column("name", True),
            Column("description"),
            choice("unit", t.Unit, required_where=TO_BE_JUDGED),
            choice("direction", labels.DIRECTION, required_where=TO_BE_JUDGED),
            choice("aggregation", t.Aggregation, required_where=TO_BE_JUDGED),
            choice("over_time", t.OverTime, required_where=TO_BE_JUDGED),
            Whole("decimals", False, 0, 6),
            Whole("due_days", False, 0, MOST_DAYS),
            Column("numerator"),
            Column("denominator"),
            Column("categories"),
            Column("services"),
            Column("functionality"),
            Code("derived_from", of="indicators"),
            YesNo("below_zero"),
            YesNo("crosses_levels"),
            YesNo("is_complete"),
            *SOURCE,
        ),
        ("code",),
        shared=True,
        optional=True,
    ),
)

PLAN_TABLES: tuple[Table, ...] = (
    Table(
        "plan",
        "plans",
        models.Plan,
        (
            Code("code", True),
            choice("kind", labels.PLAN_KIND, True),
            Column("title", True),
            Column("short_title"),
            Version("version"),
            Day("date"),
            Code("owner", True, of="organisations"),
            choice("reporting_period", labels.REPORTING_PERIOD, True),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
        one_row=True,
    ),
    Table(
        "members",
        "organisations in the plan",
        models.PlanMember,
        (
            Code("organisation", True, of="organisations"),
            Code("part_of", of="organisations"),
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
            Version("version", True),
            Column("change", True),
            Day("date"),
            Column("approved_by"),
            Day("approved_on"),
            *SOURCE,
        ),
        ("version",),
        optional=True,
    ),
    Table(
        "glossary",
        "glossary entries",
        models.GlossaryEntry,
        (Column("term", True), Column("explanation", True), *SOURCE),
        ("term",),
        optional=True,
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
        optional=True,
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
        optional=True,
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
            choice("promise_qualifier", labels.PROMISE_QUALIFIER),
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
        optional=True,
    ),
    Table(
        "kpis",
        "KPIs",
        models.Kpi,
        (
            Code("code", True),
            Code("goal", True, of="goals"),
            Code("sub_goal", of="sub_goals"),
            Code("indicator", of="indicators"),
            choice("use", labels.USE, True),
            Column("printed_name", True),
            Column("part"),
            Column("name", True),
            choice("operator", labels.TARGET_OPERATOR),
            Number("target", signed=True),
            Column("deadline"),
            choice("baseline_state", labels.TERM_STATE),
            choice("target_state", labels.TERM_STATE),
            choice("frequency", labels.FREQUENCY, required_where=TO_BE_JUDGED),
            Column("measuring_plan"),
            Column("data_source"),
            choice("compares_with", t.ComparesWith, True),
            choice("regional_rule", t.RegionalRule),
            Whole("regional_decimals", False, 0, 6),
            choice("regional_when_pending", t.WhenPending, required_where="with a rule"),
            *SOURCE,
        ),
        ("code",),
        rows_needed=1,
    ),
    Table(
        "undertakings",
        "prerequisites and changes",
        models.Undertaking,
        (
            Code("code", True),
            choice("kind", labels.UNDERTAKING_KIND, True),
            Code("goal", True, of="goals"),
            Column("text", True),
            Codes("responsible", True, of="organisations"),
            *SOURCE,
        ),
        ("code",),
        optional=True,
    ),
    Table(
        "inconsistencies",
        "known inconsistencies",
        models.Inconsistency,
        (
            Code("code", True),
            Codes("kpis", True, of="kpis"),
            Codes("organisations", of="members"),
            Column("note", True),
            *SOURCE,
        ),
        ("code",),
        optional=True,
    ),
)

TABLES: tuple[Table, ...] = (*SHARED_TABLES, *PLAN_TABLES, *TARGET_TABLES)
"""In the order they are described. What a record refers to may stand in a later one."""

BY_NAME = {table.name: table for table in TABLES}
