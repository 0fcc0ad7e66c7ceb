"""`load_real_figures`: the annual report's figures, with the real plan."""

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from kpi.actions.record import record_measurement
from kpi.models import Measurement
from tests.measurements.factories import figure

pytestmark = pytest.mark.django_db


def load() -> str:
    out = io.StringIO()
    call_command("load_real_figures", stdout=out)
    return out.getvalue().strip()


def test_without_a_plan_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="run load_plan first"):
        load()


def test_the_figures_come_with_their_source_and_only_once() -> None:
    call_command("load_plan", stdout=io.StringIO())
    assert load() == "annual-report-2019: 36 new, 0 corrected, 0 approved, 0 unchanged"
    row = Measurement.objects.get(
        indicator__code="SP-1.1", organisation__code="STO", last_day="2019-08-31", period_kind="tertial"
    )
    assert (row.value, row.printed, row.section) == (46, "46 %", "2.3")
    assert (row.origin, row.state, row.document.code) == ("report", "current", "annual-report-2019")
    assert Measurement.objects.get(
        indicator__code="S-1.3", organisation__code="HMN", last_day="2019-08-31"
    ).value == Decimal("11.4")
    assert load() == "annual-report-2019: 0 new, 0 corrected, 0 approved, 36 unchanged"

    # What somebody corrects since is not set back.
    record_measurement(figure("SP-1.1", "STO", "2019-T2", "47"), by=None, reason="Ny telling")
    assert load() == "annual-report-2019: 0 new, 0 corrected, 0 approved, 36 unchanged"
    row.refresh_from_db()
    assert row.state == "superseded"


def test_a_fault_in_the_file_is_named_and_stores_nothing(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    call_command("load_plan", stdout=io.StringIO())
    folder = tmp_path / "fixtures" / "annual-report-2019"
    folder.mkdir(parents=True)
    folder.joinpath("figures.csv").write_text(
        "kpi;organisation;period;value;printed;document;section\n"
        "S-1.1;STO;2018;56;56;annual-report-2019;2.1\n"
        "S-1.1;HNT;2018;58;58;no-report;" + "x" * 61 + "\n"
    )
    settings.BASE_DIR = tmp_path
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("load_real_figures", stdout=io.StringIO(), stderr=err)
    assert [line.partition(":")[0] for line in err.getvalue().splitlines()] == [
        "row 3, document",
        "row 3, section",
    ]
    assert not Measurement.objects.exists()
