"""Files that people write stay short enough to be read in one go (docs/decisions.md, 35)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

MOST = 400
WRITTEN = {".py", ".html", ".js", ".css", ".toml"}
LEFT_OUT = ("kpi/migrations/", "static/vendor/", "var/", "staticfiles/")


def test_no_file_that_people_write_is_longer_than_can_be_read_in_one_go() -> None:
    root = Path(settings.BASE_DIR)
    written = [
        path
        for folder in ("gevinst", "kpi", "dashboards", "templates", "static", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in WRITTEN and not path.relative_to(root).as_posix().startswith(LEFT_OUT)
    ]
    assert len(written) > 300
    lengths = {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in written
    }
    assert not {name: length for name, length in lengths.items() if length > MOST}
