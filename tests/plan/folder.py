"""A copy of the regional plan's files that a test may change cell by cell."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

REGIONAL_PLAN = Path(__file__).resolve().parents[2] / "fixtures" / "regional-plan-2.0"

Row = dict[str, str]


class PlanFolder:
    """The plan's folder, with its files as rows of text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(REGIONAL_PLAN, path)

    def file(self, name: str) -> Path:
        return self.path / f"{name}.csv"

    def rows(self, name: str) -> list[Row]:
        with self.file(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def write(self, name: str, rows: list[Row]) -> None:
        header = self.file(name).read_text(encoding="utf-8").splitlines()[0].split(";")
        text = io.StringIO()
        writer = csv.DictWriter(text, header, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.file(name).write_text(text.getvalue(), encoding="utf-8")

    def edit(self, name: str, where: Row, /, **cells: str) -> int:
        """Change cells of the one row where `where` holds; gives the row's line in the file."""
        rows = self.rows(name)
        found = [place for place, row in enumerate(rows) if where.items() <= row.items()]
        assert len(found) == 1, f"{len(found)} rows of {name} have {where}"
        rows[found[0]].update(cells)
        self.write(name, rows)
        return found[0] + 2

    def remove(self, name: str, keep: Callable[[Row], bool]) -> None:
        """Leave out the rows for which `keep` is not true; there must be some."""
        rows = self.rows(name)
        kept = [row for row in rows if keep(row)]
        assert len(kept) < len(rows)
        self.write(name, kept)

    def add(self, name: str, like: Row, /, **cells: str) -> int:
        """Add a row at the end, like another but for some cells; gives its line."""
        rows = self.rows(name)
        model = next(row for row in rows if like.items() <= row.items())
        rows.append({**model, **cells})
        self.write(name, rows)
        return len(rows) + 1

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first place where a text stands in a file."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def drop_kpi(self, code: str) -> None:
        """Take a KPI out of every file that names it."""
        self.remove("kpis", lambda row: row["code"] != code)
        for name in ("baselines", "ambitions"):
            self.remove(name, lambda row: row["kpi"] != code)
        for name in ("regional_ambitions", "requirements"):
            self.write(name, [row for row in self.rows(name) if row["kpi"] != code])
        self.write(
            "inconsistencies",
            [row for row in self.rows("inconsistencies") if row["kpis"].split(",") != [code]],
        )

    def double(self) -> None:
        """Give every KPI a twin, with cells of its own in every file."""
        for name, key in (
            ("kpis", "code"),
            ("baselines", "kpi"),
            ("ambitions", "kpi"),
            ("regional_ambitions", "kpi"),
            ("requirements", "kpi"),
        ):
            rows = self.rows(name)
            twins = [{**row, key: f"{row[key]}-twin"} for row in rows]
            if name == "kpis":
                twins = [{**row, "name": f"{row['name']} (twin)"} for row in twins]
            self.write(name, rows + twins)
