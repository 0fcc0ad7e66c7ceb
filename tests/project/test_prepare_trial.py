"""`prepare_trial`: the first `make run` fills the database, the next ones leave it as people have made it."""

import pytest
from django.core.management import CommandError, call_command

from kpi.management.commands import prepare_trial
from kpi.models import Kpi, Measurement, Plan, User
from kpi.sign_in import DEMO_SIGN_INS
from tests.worlds.remove import remove

pytestmark = pytest.mark.django_db


def test_the_first_time_fills_and_the_second_undoes_nothing(settings, capsys):
    settings.DEBUG = True
    call_command("prepare_trial")
    assert Kpi.objects.count() == 49
    assert User.objects.filter(is_demo=True).count() == len(DEMO_SIGN_INS)
    assert set(Measurement.objects.values_list("origin", flat=True)) == {Measurement.REPORT, Measurement.DEMO}
    assert "Loading the demo series" in capsys.readouterr().out

    Kpi.objects.filter(code="P.1").update(name="Endret av en administrator")
    call_command("remove_demo")
    remove(User.objects.filter(username=DEMO_SIGN_INS[0].username))
    call_command("prepare_trial")
    assert Kpi.objects.get(code="P.1").name == "Endret av en administrator"
    assert not Measurement.objects.filter(origin=Measurement.DEMO).exists()
    assert Measurement.objects.filter(origin=Measurement.REPORT).exists()
    assert User.objects.count() == len(DEMO_SIGN_INS) - 1


def test_a_load_that_breaks_off_leaves_nothing_half_done(monkeypatch):
    broken = (("the regional plan", ["load_plan"]), ("what fails", ["no_such_command"]))
    monkeypatch.setattr(prepare_trial, "FIRST_LOADS", broken)
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("prepare_trial")
    assert not Plan.objects.exists()


def test_users_with_public_passwords_are_made_for_a_trial_alone(settings, monkeypatch):
    settings.DEBUG = False
    monkeypatch.setattr(prepare_trial, "FIRST_LOADS", (("the regional plan", ["load_plan"]),))
    call_command("prepare_trial")
    assert Plan.objects.exists()
    assert not User.objects.exists()
