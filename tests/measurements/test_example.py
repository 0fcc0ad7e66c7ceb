"""The example beside the documentation is a file that the real plan takes."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from kpi.files import limits
from kpi.files.measurements import OPTIONAL, REQUIRED, ROOM
from kpi.management.measurement_files import MOST_SHOWN
from kpi.rules.validity import DECIMALS

DOCS = Path(settings.BASE_DIR, "docs")


@pytest.mark.django_db
def test_the_example_is_taken_in() -> None:
    call_command("load_plan", stdout=io.StringIO())
    out = io.StringIO()
    call_command("import_measurements", str(DOCS / "import-example.csv"), "--approve", stdout=out)
    assert out.getvalue() == "5 new, 0 corrected, 0 approved, 0 unchanged\n"


def test_the_documentation_names_the_limits_that_are_in_force() -> None:
    text = " ".join(DOCS.joinpath("import-format.md").read_text(encoding="utf-8").split())
    assert f"At most {limits.LARGEST_FILE // limits.MEGABYTE} MB, {limits.MOST_ROWS:,} rows" in text
    assert (
        f"{limits.MOST_COLUMNS} columns; a workbook at most {limits.LARGEST_UNPACKED // limits.MEGABYTE} MB"
        in text
    )
    assert f"up to {ROOM['comment']:,} characters" in text
    assert f"the first {MOST_SHOWN:,}, and the total" in text
    assert "at most six of them" in text
    assert DECIMALS == 6
    assert all(f"`{column}`" in text for column in (*REQUIRED, *OPTIONAL))
