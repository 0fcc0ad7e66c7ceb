"""A plan's folder that a test may change cell by cell: a copy of the regional plan's, or one made from nothing."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from kpi.files.plan.tables import BY_NAME

REGIONAL_PLAN = Path(__file__).resolve().parents[2] / "fixtures" / "regional-plan-2.0"

Row = dict[str, str]

OF_A_KPI = ("baselines", "ambitions", "regional_ambitions", "requirement_limits", "definitions")
"""Files whose rows name one KPI."""


class PlanFolder:
    """The plan's folder, with its files as rows of text. `source` None starts without files."""

    def __init__(self, path: Path, source: Path | None = REGIONAL_PLAN) -> None:
        self.path = path
        if source is None:
            path.mkdir(parents=True)
        else:
            shutil.copytree(source, path)

    def file(self, name: str) -> Path:
        return self.path / f"{name}.csv"

    def rows(self, name: str) -> list[Row]:
        """The rows of a file; none where there is no such file."""
        if not self.file(name).exists():
            return []
        with self.file(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def write(self, name: str, rows: Iterable[Row]) -> None:
        """Make these rows the file, under the columns it must have; what a row leaves out is empty."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, BY_NAME[name].column_names, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.file(name).write_text(text.getvalue(), encoding="utf-8", newline="")

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
        return self.put(name, {**model, **cells})

    def put(self, name: str, *rows: Row) -> int:
        """Add rows at the end, and make the file where there is none; gives the last one's line."""
        present = self.rows(name)
        self.write(name, [*present, *rows])
        return len(present) + len(rows) + 1

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first place where a text stands in a file."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def drop_kpi(self, code: str) -> None:
        """Take a KPI out of every file that names it. Its indicator stays."""
        self.remove("kpis", lambda row: row["code"] != code)
        for name in OF_A_KPI:
            if self.file(name).exists():
                self.write(name, [row for row in self.rows(name) if row["kpi"] != code])
        self.write(
            "inconsistencies",
            [row for row in self.rows("inconsistencies") if row["kpis"].split(",") != [code]],
        )

    def drop_organisation(self, code: str) -> None:
        """Take an organisation out of the plan's members and their cells. It stays an organisation."""
        self.remove("members", lambda row: row["organisation"] != code)
        for name in ("baselines", "ambitions"):
            self.write(name, [row for row in self.rows(name) if row["organisation"] != code])

    def double(self) -> None:
        """Give every KPI a twin with an indicator of its own, and with cells of its own in every file."""
        for name, keys in (
            ("indicators", ("code",)),
            ("kpis", ("code", "indicator")),
            *((name, ("kpi",)) for name in OF_A_KPI),
        ):
            rows = self.rows(name)
            twins = [{**row, **{key: f"{row[key]}-twin" for key in keys if row[key]}} for row in rows]
            if name == "kpis":
                twins = [{**row, "name": f"{row['name']} (twin)"} for row in twins]
            if rows:
                self.write(name, rows + twins)
