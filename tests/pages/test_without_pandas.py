"""pandas and plotly are for files and tests: neither starting the system nor showing a page imports them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.pages.register_story import STORY
from tests.pages.worlds import PLAN

Measure = Callable[..., None]
HEAVY = ("pandas", "plotly")
START = """
import sys, django
django.setup()
import gevinst.urls, gevinst.wsgi
print(*sorted({name.split('.')[0] for name in sys.modules}))
"""


def test_starting_the_system_does_not_import_them() -> None:
    """Nor what writes workbooks."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "kpi" in done.stdout.split()
    assert not {*HEAVY, "openpyxl"} & set(done.stdout.split())


@pytest.fixture
def out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if neither were installed, and nothing that uses them had been imported."""
    users = {"kpi.frames", "dashboards.kpi.csv_file"}
    for name in list(sys.modules):
        if name.split(".")[0] in HEAVY or name in users:
            monkeypatch.delitem(sys.modules, name)
    for name in HEAVY:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("out_of_reach")
@pytest.mark.parametrize(
    "address", ["/", "/organisations/STO/", "/kpi/SP-1.1/", "/kpi/SP.1/", "/register/", "/status-rules/"]
)
def test_pages_do_without_them(leader: Client, measure: Measure, address: str) -> None:
    measure(*STORY)
    assert leader.get(f"{PLAN}{address}", {"as_of": "2026-T2"}).status_code == 200


@pytest.mark.usefixtures("out_of_reach")
def test_files_do_not(leader: Client, measure: Measure) -> None:
    """So that the test above can fail."""
    measure(*STORY)
    with pytest.raises(ModuleNotFoundError, match="pandas"):
        leader.get(f"{PLAN}/kpi/SP-1.1/", {"format": "csv"})
