"""Writes the files of a plan that is made up for tests: rows by file, in the columns that the code itself knows."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from kpi.files.plan.tables import TABLES


class PlanFiles:
    """A plan's files as they grow. A file or a column that the format does not have is an error at once."""

    def __init__(self) -> None:
        self.columns = {table.name: list(table.column_names) for table in TABLES}
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)

    def add(self, file: str, **cells: object) -> None:
        """Add a row; what is not given is an empty cell."""
        unknown = set(cells) - set(self.columns[file])
        assert not unknown, f"{file}.csv has no columns {sorted(unknown)}"
        self.rows[file].append({name: str(value) for name, value in cells.items()})

    def write(self, folder: Path) -> Path:
        """Write all files into a folder, which is made if need be. Example: `PlanFiles().write(tmp_path / "small")`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, columns in self.columns.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", delimiter=";", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[name])
        return folder
