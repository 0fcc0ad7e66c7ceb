"""The register as a table: its columns, what of the address chooses among them, how they are sorted and paged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from dashboards.parts.filters import EVERY, misread_text, printable
from dashboards.register.rows import RegisterRow

FIRST_SIGHT = (
    "code",
    "name",
    "organisation",
    "status",
    "value",
    "period",
    "attainment",
    "baseline",
    "ambition",
    "deadline",
    "unit",
)
"""The columns shown until all are asked for."""
PER_PAGE = ("25", "50", "all")
DEFAULT_PER_PAGE = "50"
EVERY_COLUMN = "all"
SORTED_IN_PLACE = {
    "hx-boost": "true",
    "hx-target": "#results",
    "hx-select": "#results",
    "hx-select-oob": "#misread,#register-sort,#period-chooser,#preliminary-chooser",
    "hx-swap": "outerHTML",
    "hx-push-url": "true",
}
"""A heading replaces the table alone."""


class RegisterData(TableListData):
    """Rows as the table sorts them, but for what has no key: that comes last whichever way. Equals keep the plan's
    order."""

    def order_by(self, aliases: Sequence[str]) -> None:
        super().order_by(aliases)
        for alias in reversed(aliases):
            name = OrderBy(alias).bare
            self.data.sort(key=lambda row: row.keys[name] is None)


def column(name: str, label: object, source: str | None = None, **options: Any) -> tables.Column:
    """A column of the table, sorted by the row's key for it; `source` is where its text stands, if not in the row's
    field of the same name. The text names its column where the table is stacked."""
    cell: dict[str, Any] = {"data-label": label, **options}
    return tables.Column(
        verbose_name=label, accessor=source, order_by=f"keys__{name}", default="", attrs={"td": cell}
    )


def number_column(name: str, label: object, source: str | None = None) -> tables.Column:
    """A column of figures, set to the right."""
    made = column(name, label, source, **{"class": "num"})
    made.attrs["th"] = {"class": "num"}
    return made


class RegisterTable(tables.Table):
    """All columns; a request chooses which are shown. `every_column` and `plan_language` are for the template."""

    code = column("code", gettext_lazy("Kode"), **{"class": "code", "data-label": None})
    name = column("name", gettext_lazy("Måleindikator"))
    goal = column("goal", gettext_lazy("Mål"))
    sub_goal = column("sub_goal", gettext_lazy("Delmål"))
    organisation = column("organisation", gettext_lazy("Organisasjon"))
    status = column("status", gettext_lazy("Status"), "cell__word")
    value = number_column("value", gettext_lazy("Verdi"), "cell__value")
    period = column("period", gettext_lazy("Periode"), "cell__period", **{"class": "register-period"})
    attainment = number_column("attainment", gettext_lazy("Måloppnåelse"))
    baseline = number_column("baseline", gettext_lazy("Nullpunkt"))
    ambition = column("ambition", gettext_lazy("Ambisjon"))
    target = number_column("target", gettext_lazy("Målverdi"))
    deadline = column("deadline", gettext_lazy("Frist"))
    unit = column("unit", gettext_lazy("Enhet"))
    direction = column("direction", gettext_lazy("Retning"))
    frequency = column("frequency", gettext_lazy("Rapporteres"))
    over_time = column("over_time", gettext_lazy("Vurderes på"))
    flags = column("flags", gettext_lazy("Flagg"), "cell__flags")

    class Meta:
        order_by_field = "sort"
        template_name = "dashboards/register/table.html"
        attrs = {"class": "table table-compact table-stack register-table", "thead": SORTED_IN_PLACE}

    def __init__(
        self, rows: Sequence[RegisterRow], *, every_column: bool, plan_language: str, **more: Any
    ) -> None:
        self.every_column, self.plan_language = every_column, plan_language
        super().__init__(RegisterData(list(rows)), **more)

    def before_render(self, request: HttpRequest) -> None:
        """Write the attributes of each column's cells once: they are the same in every row."""
        for shown in self.columns:
            shown.cell_attributes = shown.attrs["td"].as_html()


@dataclass(frozen=True)
class Choice:
    """One choice in a list, or one link."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class TableChoices:
    """What the address says of the table itself. `misread` are the parts that were not understood."""

    sort: str
    page: int
    per_page: str
    every_column: bool
    misread: tuple[str, ...]

    def kept(self) -> dict[str, str]:
        """How much is shown, as the address writes it; nothing where it is as usual."""
        rows = {} if self.per_page == DEFAULT_PER_PAGE else {"per_page": self.per_page}
        return {**rows, "columns": EVERY_COLUMN} if self.every_column else rows


def read_table_choices(query: QueryDict) -> TableChoices:
    """Sorting, page, rows per page and columns, as the address has them; what cannot be read falls back."""
    misread: list[str] = []

    def among(name: str, known: Sequence[str], label: str, default: str) -> str:
        text = printable(query.get(name, ""))
        if text and text not in known:
            misread.append(misread_text(label, text))
            return default
        return text or default

    names = list(RegisterTable.base_columns)
    sort = among("sort", [*names, *(f"-{name}" for name in names)], _("Sortering"), "")
    per_page = among("per_page", PER_PAGE, _("Rader per side"), DEFAULT_PER_PAGE)
    columns = among("columns", [EVERY_COLUMN], _("Kolonner"), "")
    page = among("page", [str(number) for number in range(1, 1000)], _("Side"), "1")
    return TableChoices(sort, int(page), per_page, columns == EVERY_COLUMN, tuple(misread))


def register_table(
    rows: Sequence[RegisterRow], choices: TableChoices, *, organisation: str, plan_language: str = ""
) -> RegisterTable:
    """The table sorted and at its page. A page beyond the last is the last."""
    hidden = set() if choices.every_column else set(RegisterTable.base_columns) - set(FIRST_SIGHT)
    if organisation != EVERY:
        hidden.add("organisation")
    table = RegisterTable(
        rows,
        every_column=choices.every_column,
        plan_language=plan_language,
        order_by=[choices.sort] if choices.sort else None,
    )
    for name in hidden:
        table.columns.hide(name)  # a column may be sorted by without being shown
    per_page = max(1, len(rows)) if choices.per_page == "all" else int(choices.per_page)
    pages = -(-len(rows) // per_page) or 1
    table.paginate(per_page=per_page, page=min(choices.page, pages))
    return table


def sort_choices(table: RegisterTable, chosen: str) -> tuple[Choice, ...]:
    """The shown columns both ways, for where the headings cannot be seen."""
    choices = [Choice("", _("Planens rekkefølge"), not chosen)]
    for shown in table.columns:
        words: Mapping[str, str] = {"column": str(shown.header)}
        up, down = shown.name, f"-{shown.name}"
        choices.append(Choice(up, _("%(column)s, stigende") % words, chosen == up))
        choices.append(Choice(down, _("%(column)s, synkende") % words, chosen == down))
    return tuple(choices)


def per_page_choices(chosen: str) -> tuple[Choice, ...]:
    """How many rows a page may have."""
    return tuple(Choice(code, _("alle") if code == "all" else code, code == chosen) for code in PER_PAGE)
