"""The registers that pages are tried on, and the people who look at them. What pages must show stands in the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.test import Client, override_settings

from kpi.files.plan.load import load_plans
from kpi.models import User
from kpi.trial.comments import Line
from kpi.trial.demo_users import load_demo_users
from kpi.trial.load_demo import load_demo
from kpi.trial.story import STORY
from tests.pages import shapes
from tests.plan.folder import REGIONAL_PLAN
from tests.worlds.miniature_files import load_miniature, load_real_figures_of_miniature

TODAY = date(2026, 11, 22)

PLAN = "/plans/regional"
"""Where the pages of the regional plan are."""

# KPIs of each unit: a share, a count that is judged by the year, an average, and one that is better when it rises.
SOME = ("SP-1.1", "SP.1", "S-1.1", "P-2.1")

# Who comes by, and the user name behind; the coordinator of STO is the one whose own figures the tests give.
PEOPLE = {
    "anonymous": "",
    "reader": "leder",
    "coordinator": "koordinator.sto",
    "other coordinator": "koordinator.hnt",
    "administrator": "admin",
    "superuser": "superbruker",
}


def load_empty() -> None:
    """No plan at all; of the people there are only a reader and a superuser."""
    User.objects.create_user("leder")
    User.objects.create_superuser("superbruker")


def load_plan() -> None:
    """The regional plan without a single figure."""
    load_plans([REGIONAL_PLAN])
    _people()


def _people() -> None:
    """The trial's users, with their roles, as if they were real: a demo user is refused where DEBUG is off."""
    with override_settings(DEBUG=True):
        load_demo_users()
    User.objects.update(is_demo=False)
    User.objects.create_superuser("superbruker")


def load_miniature_plan() -> None:
    """The miniature plan without a single figure."""
    load_miniature()
    _people()


def load_miniature_figures() -> None:
    """The miniature plan with the real figures and the demo of its KPIs, but for one that HMR has never delivered."""
    load_miniature_plan()
    load_real_figures_of_miniature()
    load_demo(by=None, story=replace(STORY, lines=tuple(map(_but_for_hmr, STORY.lines))))


def _but_for_hmr(line: Line) -> Line:
    if line.kpi != "DH-1.1":
        return line
    return replace(line, courses={code: course for code, course in line.courses.items() if code != "HMR"})


def load_some_figures() -> None:
    """The plan, the real figures of 2018 and 2019, and the demo of a few KPIs."""
    load_plan()
    call_command("load_real_figures", verbosity=0)
    load_demo(by=None, story=replace(STORY, lines=tuple(line for line in STORY.lines if line.kpi in SOME)))


def load_everything() -> None:
    """The plan, the real figures and all of the demo."""
    load_plan()
    call_command("load_real_figures", verbosity=0)
    load_demo(by=None)


def load_thirty_parts() -> None:
    """The miniature plan, and beside it one with thirty parts, whose figures have come."""
    load_miniature_plan()
    with TemporaryDirectory() as folder:
        shapes.load(shapes.SHAPES["30 parts"], Path(folder) / "shape")


WORLDS: dict[str, Callable[[], None]] = {
    "empty": load_empty,
    "miniature": load_miniature_plan,
    "miniature with figures": load_miniature_figures,
    "plan only": load_plan,
    "some figures": load_some_figures,
    "everything": load_everything,
    "thirty parts": load_thirty_parts,
}


def client_of(person: str) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    if PEOPLE[person]:
        client.force_login(User.objects.get(username=PEOPLE[person]))
    return client
