"""What every test may use, and what must be made before the first one runs.

Data for tests of one area belongs in that area's own folder.
"""

import shutil

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.template import Context, Template
from django.test import utils
from django.test.signals import template_rendered
from django.utils import translation

from tests.browser import served
from tests.environment import SCRATCH
from tests.everything import WITHOUT_A_DATABASE

# The fixtures of pytest-django that open a database; all others that do so ask for one of these.
WAYS_TO_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def tell_of_whole_pages(self: Template, context: Context) -> str:
    """Render a template, and tell the test client of it where it is the one that was asked for. Django tells of each
    template included in it too, with a copy of all it was given: a seventh of the time of the region page."""
    if context.template is self:
        template_rendered.send(sender=self, template=self, context=context)
    return self.nodelist.render(context)  # type: ignore[no-any-return]


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder for what the tests write, before the first worker needs it."""
    utils.instrumented_test_render = tell_of_whole_pages
    if not hasattr(config, "workerinput"):
        SCRATCH.mkdir(mode=0o700, exist_ok=True)
        (SCRATCH / "static").mkdir(exist_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a database, so that PostgreSQL is tried with that and nothing else: `-m database`."""
    for item in items:
        if uses_database(item):
            item.add_marker(pytest.mark.database)
            if item.path.parent.name in WITHOUT_A_DATABASE:
                raise pytest.UsageError(
                    f"{item.nodeid} uses a database, and tests/{item.path.parent.name} is not tried on PostgreSQL; "
                    "move it, or take the folder out of WITHOUT_A_DATABASE in tests/everything.py"
                )


def uses_database(item: pytest.Item) -> bool:
    """Whether a test is let through to a database, by its mark or by a fixture of its own or its fixtures' own. What is
    not let through fails on the first query: pytest-django sees to that."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & WAYS_TO_A_DATABASE)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started in it, and remove it, when the last worker is done."""
    if not hasattr(config, "workerinput"):
        served.stop()
        shutil.rmtree(SCRATCH, ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the translations once, before any worker reads them."""
    if not hasattr(session.config, "workerinput"):
        call_command("compile_translations", verbosity=0)


@pytest.fixture(autouse=True)
def as_for_the_first() -> None:
    """Each test begins in the language of the settings, whichever the page before it was asked for in, and with no page
    kept from it."""
    translation.deactivate()
    caches["pages"].clear()
