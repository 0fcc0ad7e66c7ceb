"""Revisions made in the register: what makes one, that loading the plan's files keeps it, and when its word counts.
That they travel with the plan's files is `test_round_trip`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kpi import models
from kpi.files.plan.findings import PlanRefused
from kpi.files.plan.load import load_plans
from kpi.files.plan.revise import NotARevision
from kpi.files.plan.write import write_plan_files
from kpi.models.revision import LAST_WORD_LAST, Dated
from kpi.rules.ambition import in_force
from kpi.rules.kinds import kind_of
from kpi.rules.terms import AmbitionKind
from tests.measurements.factories import coordinator
from tests.plan.folder import REGIONAL_PLAN, PlanFolder
from tests.plan.new_terms import (
    FROM_2027,
    ambition,
    by_the_action,
    definition,
    kpi,
    organisation,
    own,
    source,
)
from tests.plan.register import everything, no_writes, register_revision


def one_of_each() -> list[Dated]:
    """A new row of every dated table."""
    return [
        ambition(60),
        models.Baseline(kpi=kpi(), organisation=organisation(), kind="value", value=31, year=2026),
        models.RegionalAmbition(
            kpi=kpi(), organisation=organisation("HMN"), kind="level", value=55, printed="55 %"
        ),
        models.RequirementLimit(
            requirement=models.Requirement.objects.get(code="waiting-time"),
            kpi=kpi("S-1.1"),
            comparison="at_most",
            limit=45,
        ),
        models.Threshold(plan=models.Plan.objects.get(), basis="share", green="0.6", yellow="0.3"),
        models.Threshold(
            plan=models.Plan.objects.get(), kpi=kpi("S-1.1"), basis="value", green=45, yellow=55
        ),
        models.Definition(kpi=kpi(), text="Også timer bestilt på telefon"),
    ]


def by_the_model_layer(plan: models.Plan, rows: list[Dated]) -> models.Revision:
    revision = register_revision(plan, valid_from=FROM_2027)
    for row in rows:
        row.revision = revision
        row.save()
    return revision


WAYS = pytest.mark.parametrize("revise", [by_the_action, by_the_model_layer])


def rows_of(revision: models.Revision) -> list[tuple[str, dict[str, object]]]:
    """Every row of the register that belongs to a revision, as table and values."""
    return [
        (table, {**row, "position": None})
        for table, rows in everything().items()
        for row in rows
        if row.get("revision_id") == revision.pk
    ]


@WAYS
def test_loading_the_files_keeps_what_was_made_in_the_register(
    plan: models.Plan, folder: PlanFolder, revise: Callable[..., models.Revision]
) -> None:
    revision = revise(plan, one_of_each())
    made = rows_of(revision)
    assert len(made) == len(one_of_each())
    with no_writes():
        load_plans([REGIONAL_PLAN])
    # Also where the files' own rows for the same cells change or go, and others move up.
    folder.edit("ambitions", {"kpi": "P-2.1", "organisation": "STO"}, value="51")
    folder.edit("ambitions", {"kpi": "S-1.1", "organisation": "STO"}, kind="level", value="50")
    folder.remove("regional_ambitions", lambda row: row["kpi"] not in ("P-1.3", "P-2.1"))
    folder.remove("baselines", lambda row: row["kpi"] != "P-2.1")
    folder.write("thresholds", [{"kpi": "", "basis": "share", "green": "0.9", "yellow": "0.1"}])
    folder.drop_kpi("P-2.2")
    load_plans([folder.path])
    assert rows_of(revision) == made
    assert models.Revision.objects.filter(pk=revision.pk, reason="Vedtatt i styret").exists()


OF_ONE_TABLE: dict[str, Callable[[], Dated]] = {
    "ambitions": lambda: ambition(60),
    "baselines": lambda: one_of_each()[1],
    "regional_ambitions": lambda: one_of_each()[2],
    "requirement_limits": lambda: one_of_each()[3],
    "thresholds": lambda: one_of_each()[5],
    "definitions": lambda: one_of_each()[6],
}


@WAYS
@pytest.mark.parametrize("table", OF_ONE_TABLE)
def test_a_revision_keeps_what_it_revises_in_the_plan(
    plan: models.Plan, folder: PlanFolder, revise: Callable[..., models.Revision], table: str
) -> None:
    """Files that leave out the KPI, the organisation or the requirement are told to put it back."""
    row = OF_ONE_TABLE[table]()
    revise(plan, [row])
    code = "S-1.1" if table in ("requirement_limits", "thresholds") else "P-2.1"
    folder.drop_kpi(code)
    if table == "requirement_limits":
        folder.remove("requirements", lambda row: row["code"] != "waiting-time")
    if table in ("ambitions", "baselines"):
        folder.drop_organisation("STO")
    before = everything()
    with pytest.raises(PlanRefused) as refusal:
        load_plans([folder.path])
    said = {(f.file.partition("/")[2], f.record, f.column) for f in refusal.value.findings}
    expected = {("kpis.csv", code, "code")}
    if table == "requirement_limits":
        expected.add(("requirements.csv", "waiting-time", "code"))
    if table in ("ambitions", "baselines"):
        expected.add(("members.csv", "STO", "organisation"))
    assert said == expected
    assert all("put it back" in finding.reason for finding in refusal.value.findings)
    assert everything() == before


def last_word(day: date) -> int:
    """The ambition of STO on P-2.1 that counts on a day."""
    rows = models.Ambition.objects.filter(kpi__code="P-2.1", organisation__code="STO")
    found = in_force(list(rows.select_related("revision").order_by(*LAST_WORD_LAST)), day)
    assert found is not None
    assert found.value is not None
    return int(found.value)


@pytest.mark.parametrize(
    ("files", "register", "day", "counts"),
    [
        # (valid from, value) of the files beside their 50 without a start; of the register in the order they were made
        ([], [(None, 60)], date(2020, 1, 1), 60),
        ([("2027-01-01", 55)], [(None, 60)], date(2026, 12, 31), 60),
        ([("2027-01-01", 55)], [(None, 60)], date(2027, 1, 1), 55),
        ([("2027-01-01", 55)], [("2026-06-01", 60)], date(2026, 5, 31), 50),
        ([("2027-01-01", 55)], [("2026-06-01", 60)], date(2026, 12, 31), 60),
        ([("2027-01-01", 55)], [("2026-06-01", 60)], date(2027, 1, 1), 55),
        ([("2027-01-01", 55)], [("2027-01-01", 60)], date(2027, 1, 1), 60),
        ([("2027-01-01", 55)], [("2027-01-01", 60), ("2027-01-01", 61)], date(2027, 1, 1), 61),
        ([("2027-01-01", 55)], [("2027-02-01", 61), ("2027-01-01", 60)], date(2027, 1, 31), 60),
        ([("2027-01-01", 55)], [("2027-02-01", 61), ("2027-01-01", 60)], date(2027, 2, 1), 61),
        ([("2027-01-01", 55), ("2028-01-01", 57)], [("2027-01-01", 60)], date(2028, 1, 1), 57),
    ],
)
@pytest.mark.parametrize("files_first", [True, False])
def test_the_latest_day_counts_then_the_register_then_the_last_made(
    plan: models.Plan,
    folder: PlanFolder,
    files: list[tuple[str, int]],
    register: list[tuple[str | None, int]],
    day: date,
    counts: int,
    files_first: bool,
) -> None:
    """Whether the files were loaded before or after the revisions were made."""
    like = {"kpi": "P-2.1", "organisation": "STO"}
    for valid_from, value in files:
        folder.add("ambitions", like, value=str(value), valid_from=valid_from)
    if files_first:
        load_plans([folder.path])
    for start, value in register:
        revision = register_revision(plan, f"to-{value}", start and date.fromisoformat(start))
        ambition(value, revision=revision).save()
    if not files_first:
        load_plans([folder.path])
    assert last_word(day) == counts


def test_a_revision_has_a_code_a_reason_and_who_made_it(plan: models.Plan) -> None:
    user = models.User.objects.create_superuser("root")
    revision = by_the_action(
        plan,
        [ambition(60)],
        by=user,
        reason="  Vedtatt i styret,\n\tsak 12/27 ",
        decided_by="Styret",
        decided_on=date(2026, 11, 20),
    )
    assert (revision.code, revision.origin, revision.valid_from) == ("revision-1", "register", FROM_2027)
    assert (revision.reason, revision.decided_by, revision.decided_on) == (
        "Vedtatt i styret, sak 12/27",
        "Styret",
        date(2026, 11, 20),
    )
    assert (revision.made_by, revision.made_at is not None) == (user, True)
    assert by_the_action(plan, [ambition(61)]).code == "revision-2"


def test_an_adopted_ambition_follows_the_one_it_revises_else_it_is_the_last(plan: models.Plan) -> None:
    revised = models.RegionalAmbition.objects.get(kpi__code="P-2.1")
    adopted = [
        models.RegionalAmbition(kpi=kpi(code), organisation=organisation("HMN"), kind="level", value=70)
        for code in ("P-2.1", "K.1")
    ]
    by_the_action(plan, adopted)
    assert [row.position for row in adopted] == [revised.position, 20]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("rows", "reason", "words"),
    [
        (lambda: [ambition(60)], " \n", "needs a reason"),
        (list, "Vedtatt", "at least one term"),
        (lambda: [models.Ambition.objects.all()[0]], "Vedtatt", "stored already"),
        (lambda: [ambition(60, of="SYA")], "Vedtatt", "not in the plan"),
        (lambda: [ambition(60), ambition(61)], "Vedtatt", "P-2.1/STO"),
        (
            lambda: [models.Ambition(kpi=kpi(), organisation=organisation(), kind="level")],
            "Vedtatt",
            "ambition_value_where_given",
        ),
        (
            lambda: [models.Ambition(kpi=kpi(), organisation=organisation(), kind="halv", value=1)],
            "Vedtatt",
            "halv",
        ),
    ],
)
def test_what_makes_no_revision_is_refused(
    plan: models.Plan, rows: Callable[[], list[Dated]], reason: str, words: str
) -> None:
    before = everything()
    with pytest.raises(NotARevision, match=words):
        by_the_action(plan, rows(), reason=reason)
    assert everything() == before


@pytest.mark.one_database
@pytest.mark.parametrize("kind", AmbitionKind)
def test_an_ambition_is_stored_with_a_figure_where_its_kind_has_one(
    plan: models.Plan, kind: AmbitionKind
) -> None:
    """What the database holds of the kinds and what their records say is the same."""
    (constraint,) = [c for c in models.Ambition._meta.constraints if c.name == "ambition_value_where_given"]
    without, with_one = models.Ambition(kind=kind), models.Ambition(kind=kind, value=1)
    right, wrong = (with_one, without) if kind_of(kind).has_value else (without, with_one)
    constraint.validate(models.Ambition, right)
    with pytest.raises(ValidationError):
        constraint.validate(models.Ambition, wrong)


def test_a_revision_is_of_one_plan(plan: models.Plan) -> None:
    """Whichever of its references leads to another plan."""
    other = models.Plan.objects.create(code="other", kind="regional", title="Another", owner=plan.owner)
    requirement = models.Requirement.objects.create(plan=other, code="x", name="x", position=1)
    for row in (
        models.Threshold(plan=other, basis="share", green="0.6", yellow="0.3"),
        models.Threshold(plan=other, kpi=kpi(), basis="share", green="0.6", yellow="0.3"),
        models.RequirementLimit(requirement=requirement, kpi=kpi(), comparison="at_least", limit=5),
    ):
        with pytest.raises(NotARevision, match="does not belong to the plan regional"):
            by_the_action(plan, [row])
    with pytest.raises(NotARevision, match="does not belong to the plan other"):
        by_the_action(other, [ambition(60)])


def test_only_the_plans_administrators_revise_it(plan: models.Plan) -> None:
    for user in (coordinator("HMN", "kari"), coordinator("STO", "ola")):
        with pytest.raises(PermissionDenied):
            by_the_action(plan, [ambition(60)], by=user)
    admin = coordinator("HMN", "admin")
    admin.roles.update(role="plan_admin")
    assert by_the_action(plan, [ambition(60)], by=admin).made_by == admin


def test_what_a_revision_takes_the_files_take(plan: models.Plan, tmp_path: Path) -> None:
    """Every kind of ambition where the direction suits it, and the other terms: written, and loaded again."""
    rows: list[Dated] = [
        own("P-2.1", "level", value=Decimal("61.5")),
        own("SP.1", "reduction", value=Decimal("12.5")),
        models.Ambition(
            kpi=kpi("SP.1"),
            organisation=organisation("HNT"),
            kind="reduction_range",
            value=Decimal(20),
            value_high=Decimal(30),
        ),
        models.Ambition(kpi=kpi("SP.1"), organisation=organisation("HMR"), kind="zero", value=Decimal(0)),
        models.Ambition(kpi=kpi(), organisation=organisation("HNT"), kind="increase", value=Decimal("150")),
        models.Ambition(kpi=kpi(), organisation=organisation("HMR"), kind="improvement"),
        own("S-1.1", "requirement"),
        models.Ambition(kpi=kpi("S-1.1"), organisation=organisation("HNT"), kind="pending"),
        models.Ambition(kpi=kpi("S-1.1"), organisation=organisation("HMR"), kind="none"),
        *one_of_each()[1:-1],
        definition('a\n=1+1; "b"', document=source(), section="4.1, 7.1"),
    ]
    by_the_action(plan, rows)
    write_plan_files(plan, tmp_path / "written")
    stored = everything()
    load_plans([tmp_path / "written"])
    assert everything() == stored
