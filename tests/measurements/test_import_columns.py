"""`import_measurements` with the columns plan, category and qualifier, in the register."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from kpi.files.lookup import lookup
from kpi.files.measurements import ReadFile, read_measurements
from kpi.models import BenefitGoal, Category, Dimension, Indicator, Kpi, Measurement, Plan, PlanMember
from kpi.selectors.measurable import measurable
from tests.measurements.factories import cell
from tests.measurements.sheets import csv_file

WITH_PLAN = "kpi;organisation;period;value;plan"


@pytest.fixture
def other(plan: Plan) -> Plan:
    """A second plan of the same organisations, with a KPI A.3 that has an indicator of its own, and A.6."""
    made = Plan.objects.create(code="other", kind="regional", title="En annen plan", owner=plan.owner)
    for member in plan.members.all():
        PlanMember.objects.create(plan=made, organisation=member.organisation, position=member.position)
    goal = BenefitGoal.objects.create(
        plan=made, code="A", name="Mål", statement="Et mål", promise_kind="improvement", position=1
    )
    for position, (code, indicator) in enumerate((("A.3", "other.3"), ("A.6", "other.6")), start=1):
        Kpi.objects.create(
            plan=made,
            goal=goal,
            code=code,
            indicator=Indicator.objects.create(
                code=indicator, name=indicator, unit="days", direction="lower", aggregation="weighted"
            ),
            printed_name=code,
            name=code,
            frequency="tertial",
            position=position,
        )
    return made


def read(*rows: str, header: str = WITH_PLAN, plan: str = "") -> ReadFile:
    codes = lookup(measurable(), plans={"small", "other"}, plan=plan)
    return read_measurements(io.BytesIO(csv_file(*rows, header=header)), codes)


def faults(found: ReadFile) -> list[tuple[int | None, str, str]]:
    return [(finding.line, finding.column, finding.code) for finding in found.findings]


def test_a_row_may_name_its_plan(other: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    rows = ("A.3;ONE;2024;5;small", "A.3;ONE;2024;7;other", "A.6;TWO;2024;9;")
    assert import_file(csv_file(*rows, header=WITH_PLAN))[0] == 0
    assert cell("A.3", period="2024") == [("proposed", 5)]
    assert cell("other.3", period="2024") == [("proposed", 7)]
    assert cell("other.6", "TWO", "2024") == [("proposed", 9)]


def test_a_plan_that_there_is_not_or_that_has_no_such_kpi(other: Plan) -> None:
    found = read("A.3;ONE;2024;5;large", "A.1;ONE;2024;5;other", "A.6;ONE;2024;5;small", "A.3;ONE;2024;5;")
    assert faults(found) == [
        (2, "plan", "plan_unknown"),
        (3, "kpi", "kpi_not_in_plan"),
        (4, "kpi", "kpi_not_in_plan"),
        (5, "kpi", "kpi_in_several_plans"),
    ]
    assert "other" in found.findings[1].reason
    assert "small" in found.findings[2].reason
    assert "other, small" in found.findings[3].reason
    assert not found.rows


def test_the_commands_plan_is_meant_where_a_row_names_none(other: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    header = "kpi;organisation;period;value"
    code, lines = import_file(csv_file("A.3;ONE;2024;5", header=header))
    assert (code, lines[0].partition(": ")[0]) == (1, "row 2, kpi")
    assert import_file(csv_file("A.3;ONE;2024;5", header=header), "--plan", "other")[0] == 0
    assert (cell("A.3", period="2024"), cell("other.3", period="2024")) == ([], [("proposed", 5)])
    assert import_file(csv_file("A.3;ONE;2024;6;small", header=WITH_PLAN), "--plan", "other")[0] == 0
    assert cell("A.3", period="2024") == [("proposed", 6)]


def test_a_plan_of_the_command_that_there_is_not(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    code, lines = import_file(csv_file("A.3;ONE;2024;5;;;"), "--plan", "none")
    assert code == 1
    assert "none" in lines[-1]
    assert not Measurement.objects.exists()


def test_an_indicators_code_is_taken(other: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    assert import_file(csv_file("other.6;ONE;2024;5;;;"))[0] == 0
    assert cell("other.6", period="2024") == [("proposed", 5)]


def test_categories_and_qualifiers_are_stored(plan: Plan, import_file) -> None:  # type: ignore[no-untyped-def]
    dimension = Dimension.objects.create(code="service", name="Tjeneste")
    Category.objects.create(dimension=dimension, code="outpatient", name="Sykehus (Poliklinikk)")
    content = csv_file(
        "A.1;ONE;2024;<1 %;;",
        "A.1;ONE;2024;58;outpatient;",
        "A.1;TWO;2024;ca. 5;Sykehus (Poliklinikk);",
        "A.1;REG;2024;;;not_published",
        header="kpi;organisation;period;value;category;qualifier",
    )
    assert import_file(content, "--approve")[1] == ["4 new, 0 corrected, 0 approved, 0 unchanged"]
    rows = Measurement.objects.order_by("id").values_list(
        "organisation__code", "value", "category__code", "qualifier"
    )
    assert list(rows) == [
        ("ONE", Decimal(1), None, "less_than"),
        ("ONE", Decimal(58), "outpatient", "exact"),
        ("TWO", Decimal(5), "outpatient", "about"),
        ("REG", None, None, "not_published"),
    ]
    assert import_file(content, "--approve")[1] == ["0 new, 0 corrected, 0 approved, 4 unchanged"]


def test_a_category_that_two_dimensions_name_is_found_by_its_code(plan: Plan) -> None:
    for code in ("service", "field"):
        dimension = Dimension.objects.create(code=code, name=code)
        Category.objects.create(dimension=dimension, code=f"{code}-vop", name="VOP")
    header = "kpi;organisation;period;value;category"
    found = read("A.3;ONE;2024;5;VOP", "A.3;ONE;2024;5;field-vop", header=header)
    assert faults(found) == [(2, "category", "category_unknown")]
    assert [row.category_id for row in found.rows] == [Category.objects.get(code="field-vop").pk]
