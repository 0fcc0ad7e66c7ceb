"""Whatever the administration and revisions store can be written as the plan's files and loaded again.

Each form gets cells that files are often refused for. What it takes, the files' own checks take; what it refuses says
why, and is not stored.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kpi import models
from kpi.files.plan.load import load_plans
from kpi.files.plan.write import write_plan_files
from tests.plan.full_plan import full_plan
from tests.plan.register import everything

pytestmark = pytest.mark.one_database


@pytest.fixture
def as_root(client: Client, tmp_path: Path, db: None) -> Client:
    load_plans([full_plan(tmp_path / "full").path])
    client.force_login(models.User.objects.create_superuser("root", password="a long password"))
    return client


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def page_of(record: Model) -> str:
    return reverse(f"admin:kpi_{record._meta.model_name}_change", args=[record.pk])


def cells(form: BaseForm) -> dict[str, Any]:
    """What the form would send as it stands."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if isinstance(value, list):
            value = [getattr(item, "pk", item) for item in value]
        if value is not None and value is not False:
            sent[form.add_prefix(name)] = value
    return sent


def as_it_stands(client: Client, record: Model) -> dict[str, Any]:
    context = client.get(page_of(record)).context
    sent = cells(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.initial_forms):
            sent |= cells(form)
    return sent


def edit(client: Client, record: Model, **cells: object) -> list[str]:
    """Send the form with these cells; what it is refused for, or nothing where it was stored."""
    reply = client.post(page_of(record), as_it_stands(client, record) | cells)
    if reply.status_code == 302:
        return []
    errors = [str(error) for error in reply.context["errors"]]
    assert errors
    shown = reply.content.decode()
    assert all(escape(value) in shown for value in cells.values()), errors
    return errors


REFUSED: list[tuple[type[Model], dict[str, object], str]] = [
    (models.BenefitGoal, {"promise_kind": "level", "promise_low": ""}, "needs a figure here"),
    (
        models.BenefitGoal,
        {"promise_kind": "reduction", "promise_low": "130"},
        "a reduction of 130 % cannot be",
    ),
    (models.BenefitGoal, {"promise_kind": "improvement", "promise_low": "5"}, "has no figure here"),
    (models.BenefitGoal, {"within_years": "400"}, "within_years"),
    (models.BenefitGoal, {"section": "04.jan"}, "section"),
    (models.SubGoal, {"document": ""}, "say which document"),
    (models.Undertaking, {"section": "4.1;7"}, "section"),
    (models.PlanVersion, {"version": "01.jan"}, "version"),
]


@pytest.mark.parametrize(("model", "cells", "words"), REFUSED, ids=[words for *_rest, words in REFUSED])
def test_a_form_refuses_what_files_would_be_refused_for(
    model: type[Model], cells: dict[str, object], words: str, as_root: Client
) -> None:
    record = model._default_manager.first()
    assert record is not None
    before = everything()
    errors = edit(as_root, record, **cells)
    assert words in " ".join(errors) or words in cells
    assert everything() == before


def test_a_sub_goal_does_not_leave_the_goal_of_its_kpis(as_root: Client) -> None:
    kpi = models.Kpi.objects.exclude(sub_goal=None).select_related("sub_goal").first()
    assert kpi is not None
    other = models.BenefitGoal.objects.filter(plan=kpi.plan).exclude(pk=kpi.goal_id).first()
    assert other is not None
    assert "belongs to goal" in " ".join(edit(as_root, kpi.sub_goal, goal=other.pk))


def test_what_the_forms_take_is_loaded_again(as_root: Client, tmp_path: Path) -> None:
    odd = 'to\nlinjer; "sitat" =1+1 – 1.4'
    assert not edit(as_root, models.BenefitGoal.objects.get(position=1), statement=odd)
    for model in (models.GlossaryEntry, models.PlanRole, models.ReportingDuty, models.Undertaking):
        record = model._default_manager.first()
        assert record is not None
        field = next(name for name in ("explanation", "holder", "note", "text") if hasattr(record, name))
        assert not edit(as_root, record, **{field: odd})
    assert models.BenefitGoal.objects.get(position=1).statement == 'to linjer; "sitat" =1+1 – 1.4'
    stored = everything()
    (plan,) = models.Plan.objects.all()
    for name in ("first", "second"):
        write_plan_files(plan, tmp_path / name)
        load_plans([tmp_path / name])
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert everything() == stored


@pytest.mark.parametrize("text", ["a\r\nb", "\ufeffa b", "a\u200b b", " a b ", "a\tb"])
def test_a_text_is_stored_as_a_cell_gives_it_back(as_root: Client, text: str) -> None:
    entry = models.GlossaryEntry.objects.first()
    assert entry is not None
    assert not edit(as_root, entry, term=text)
    entry.refresh_from_db()
    assert entry.term == "a b"


def test_a_fault_that_was_there_before_does_not_lock_the_forms(as_root: Client) -> None:
    """By the model layer alone anything can be stored; whoever mends something else is not held up by it."""
    models.Threshold.objects.filter(basis="share").update(green="0.1", yellow="0.9")
    entry = models.GlossaryEntry.objects.first()
    assert entry is not None
    assert not edit(as_root, entry, explanation="Rettet")
    assert edit(as_root, models.BenefitGoal.objects.get(position=1), promise_kind="level", promise_low="")
