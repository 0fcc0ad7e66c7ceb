"""Whatever is written, by whomever, gives the plan's state another name, so that nothing kept is shown for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from kpi.actions.record import NewMeasurement, record_measurements
from kpi.models import Indicator, Kpi, Measurement, Organisation, Plan, PlanMember, RegisterStamp, User
from kpi.models.stamp_triggers import FIGURES, _tables, make_triggers, names_there, triggers_stand
from kpi.rules.period import Period
from kpi.selectors.plan_terms import plan_terms
from kpi.selectors.stamp import stamp_of
from tests.pages.worlds import load_miniature_figures
from tests.worlds.copies import filled


@pytest.fixture
def register(db: None) -> None:
    filled("miniature with figures", load_miniature_figures)


def stamps() -> dict[int, str]:
    return dict(RegisterStamp.objects.values_list("plan_key", "word"))


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.usefixtures("register")
def test_every_write_of_anything_a_page_rests_on_changes_the_stamp() -> None:
    """By SQL, so that no code of ours has a part in it: an update of each table, whatever column, and a deletion."""
    for table in _tables():
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, table)
        before = stamp_of("regional")
        run(f'UPDATE "{table}" SET "{columns[-1].name}" = "{columns[-1].name}"')  # noqa: S608
        rows = connection.cursor().execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
        if connection.vendor == "postgresql" or rows.fetchone()[0]:
            assert stamp_of("regional") != before, table
    names = names_there("default")
    assert len([name for name in names if name.startswith("stamp_")]) >= len(_tables()) + len(FIGURES)


@pytest.mark.usefixtures("register")
def test_what_is_added_and_deleted_changes_it_too() -> None:
    seen = [stamp_of("regional")]

    def changed() -> bool:
        seen.append(stamp_of("regional"))
        return seen[-1] not in seen[:-1]

    organisation = Organisation.objects.create(code="NY", name="Ny")
    assert changed()
    organisation.delete()
    assert changed()
    organisations = [Organisation(code=f"NY{n}", name="Ny") for n in range(2)]
    Organisation.objects.bulk_create(organisations, ignore_conflicts=True)
    assert changed()
    # A conflict that the outer statement ignores must not be ignored for the stamp.
    Organisation.objects.bulk_create(
        [*organisations, Organisation(code="NY9", name="N")], ignore_conflicts=True
    )
    assert changed()
    User.objects.create_user("en.til")
    assert not changed()


@pytest.mark.usefixtures("register")
def test_a_figure_changes_the_stamp_of_the_plans_that_use_its_indicator_alone() -> None:
    regional = Plan.objects.get(code="regional")
    other = Plan.objects.create(code="other", title="En annen plan", owner=regional.owner, kind="programme")
    PlanMember.objects.create(plan=other, organisation=regional.owner, position=1)
    before = stamp_of("regional"), stamp_of("other")
    figure = Measurement.objects.filter(indicator__kpis__plan=regional).first()
    assert figure is not None
    for change in (
        lambda: Measurement.objects.filter(pk=figure.pk).update(comment="Sett på"),
        lambda: measured("2011-01"),
        lambda: Measurement.objects.get(comment="Ny").delete(),
    ):
        change()
        after = stamp_of("regional"), stamp_of("other")
        assert after[0] != before[0]
        assert after[1] == before[1]
        before = after
    unused = Indicator.objects.create(code="UBRUKT", name="Ubrukt", unit="percent", direction="higher")
    assert stamp_of("regional") != before[0]  # a new definition could be of any plan
    before = stamp_of("regional"), stamp_of("other")
    Measurement.objects.filter(pk=figure.pk).update(indicator=unused)
    assert stamp_of("regional") != before[0]  # it was the plan's


def measured(period: str) -> None:
    kpi = Kpi.objects.get(code="SP-1.1")
    organisation = Organisation.objects.get(code="STO")
    assert kpi.indicator_id is not None
    record_measurements(
        [NewMeasurement(kpi.indicator_id, organisation.pk, Period.parse(period), Decimal(50), comment="Ny")],
        by=None,
        origin=Measurement.IMPORTED,
        approve=True,
    )


@pytest.mark.usefixtures("register")
def test_what_is_rolled_back_leaves_no_name_behind() -> None:
    before = stamp_of("regional")
    with transaction.atomic():
        Kpi.objects.filter(code="SP-1.1").update(name="Noe annet")
        within = stamp_of("regional")
        terms = plan_terms("regional")
        assert terms is not None
        kpi = terms.kpi("SP-1.1")
        assert kpi is not None
        assert kpi.name == "Noe annet"
        transaction.set_rollback(True)
    assert before == stamp_of("regional") != within
    with transaction.atomic():
        Kpi.objects.filter(code="SP-1.1").update(name="Noe tredje")
        assert stamp_of("regional") not in (before, within)
        transaction.set_rollback(True)
    terms = plan_terms("regional")
    assert terms is not None
    kpi = terms.kpi("SP-1.1")
    assert kpi is not None
    assert not kpi.name.startswith("Noe")


@pytest.mark.usefixtures("register")
def test_what_is_read_again_is_kept() -> None:
    first = plan_terms("regional")
    assert first is not None
    assert plan_terms("regional") is first
    User.objects.create_user("en.til")
    assert plan_terms("regional") is first
    PlanMember.objects.filter(organisation__code="STO").update(go_live=date(2020, 1, 1))
    assert plan_terms("regional") is not first


@pytest.mark.django_db
def test_a_missing_trigger_is_missed_and_made_again() -> None:
    assert triggers_stand()
    on = ' ON "kpi_ambition"' if connection.vendor == "postgresql" else ""
    name = next(name for name in sorted(names_there("default")) if name.startswith("stamp_kpi_ambition"))
    run(f'DROP TRIGGER "{name}"{on}')
    assert not triggers_stand()
    make_triggers()
    assert triggers_stand()


@pytest.mark.django_db
def test_a_register_without_stamps_keeps_nothing() -> None:
    filled("miniature with figures", load_miniature_figures)
    RegisterStamp.objects.all().delete()
    assert stamp_of("regional") is None
    assert plan_terms("regional") is not plan_terms("regional")


@pytest.fixture
def served(transactional_db: None) -> Iterator[Client]:
    """A register that other processes see, and someone who looks at it here."""
    load_miniature_figures()
    client = Client()
    client.force_login(User.objects.get(username="superbruker"))
    yield client
    call_command("flush", interactive=False, verbosity=0)


def elsewhere(*command: str) -> None:
    """A command of another process, on the same database."""
    db = connection.settings_dict
    if connection.vendor == "postgresql":
        url = f"postgres://{db['USER']}@{str(db['HOST']).replace('/', '%2F')}/{db['NAME']}"
    else:
        url = f"sqlite:///{db['NAME']}"
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gevinst.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_what_another_process_writes_is_shown_at_once(served: Client, tmp_path: Path) -> None:
    address = "/plans/regional/register/?organisation=STO&q=SP-1.1&as_of=2026-T2&format=csv"
    before = served.get(address).content.decode("utf-8-sig")
    assert served.get(address).content.decode("utf-8-sig") == before
    assert "12,3" not in before
    file = tmp_path / "file.csv"
    file.write_text("kpi;organisation;period;value\nSP-1.1;STO;2026-T2;12,3\n", encoding="utf-8")
    elsewhere("import_measurements", str(file), "--approve", "--reason", "Ny telling")
    assert "12,3" in served.get(address).content.decode("utf-8-sig")


@pytest.mark.usefixtures("register")
def test_two_plans_never_share_a_name() -> None:
    owner = Organisation.objects.get(code="HMN")
    for code in ("south", "north"):
        Plan.objects.create(code=code, title=code, owner=owner, kind="programme")
    assert stamp_of("south") != stamp_of("north")
    one_kpi = plan_terms("regional", kpi_code="SP-1.1")
    assert one_kpi is not None
    assert one_kpi.stamp is None
