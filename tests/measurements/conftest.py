"""What the tests about measurements start from."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kpi.models import Plan
from tests.measurements.factories import make_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return make_plan()


@pytest.fixture
def import_file(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Runs the command on some content; gives what it wrote on stdout, or on stderr with the closing sentence."""

    def run(content: bytes, *options: str, name: str = "figures.csv") -> tuple[int, list[str]]:
        path = tmp_path / name
        path.write_bytes(content)
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("import_measurements", str(path), *options, stdout=out, stderr=err)
        except CommandError as error:
            assert out.getvalue() == ""
            return error.returncode, [*err.getvalue().splitlines(), str(error).replace(str(path), name)]
        assert err.getvalue() == ""
        return 0, out.getvalue().splitlines()

    return run
