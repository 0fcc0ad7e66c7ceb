"""The register as a table: its columns, what of the address chooses among them, how they are sorted and paged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import django_tables2 as tables
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from dashboards.register.filter import EVERY, SHOWN_LENGTH
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


class RegisterData(TableListData):
    """Rows sorted by their keys. What has no key comes last whichever way; equals keep the plan's order."""

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(aliases):
            name = OrderBy(alias).bare
            held = [row for row in self.data if row.keys[name] is not None]
            rest = [row for row in self.data if row.keys[name] is None]
            held.sort(key=lambda row: row.keys[name], reverse=alias.startswith("-"))
            self.data[:] = held + rest


def number_column(label: object) -> tables.Column:
    """A column of figures, set to the right."""
    return tables.Column(verbose_name=label, attrs={"cell": {"class": "num"}}, default="")


class RegisterTable(tables.Table):
    """All columns; a request chooses which are shown."""

    code = tables.Column(verbose_name=gettext_lazy("Kode"), attrs={"td": {"class": "code"}})
    name = tables.Column(verbose_name=gettext_lazy("Måleindikator"))
    goal = tables.Column(verbose_name=gettext_lazy("Mål"))
    sub_goal = tables.Column(verbose_name=gettext_lazy("Delmål"), default="")
    organisation = tables.Column(verbose_name=gettext_lazy("Organisasjon"))
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    value = number_column(gettext_lazy("Verdi"))
    period = tables.Column(
        verbose_name=gettext_lazy("Periode"), default="", attrs={"td": {"class": "register-period"}}
    )
    attainment = number_column(gettext_lazy("Måloppnåelse"))
    baseline = number_column(gettext_lazy("Nullpunkt"))
    ambition = tables.Column(verbose_name=gettext_lazy("Ambisjon"))
    target = number_column(gettext_lazy("Målverdi"))
    deadline = tables.Column(verbose_name=gettext_lazy("Frist"), default="")
    unit = tables.Column(verbose_name=gettext_lazy("Enhet"), default="")
    direction = tables.Column(verbose_name=gettext_lazy("Retning"), default="")
    frequency = tables.Column(verbose_name=gettext_lazy("Rapporteres"), default="")
    over_time = tables.Column(verbose_name=gettext_lazy("Vurderes på"), default="")
    flags = tables.Column(verbose_name=gettext_lazy("Flagg"), default="")

    class Meta:
        order_by_field = "sort"


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


def read_table_choices(query: QueryDict) -> TableChoices:
    """Sorting, page, rows per page and columns, as the address has them; what cannot be read falls back."""
    misread: list[str] = []

    def among(name: str, known: Sequence[str], label: str, default: str) -> str:
        text = "".join(c for c in query.get(name, "") if c.isprintable()).strip()
        if text and text not in known:
            misread.append(_("%(filter)s: «%(text)s»") % {"filter": label, "text": text[:SHOWN_LENGTH]})
            return default
        return text or default

    names = list(RegisterTable.base_columns)
    sort = among("sort", [*names, *(f"-{name}" for name in names)], _("Sortering"), "")
    per_page = among("per_page", PER_PAGE, _("Rader per side"), DEFAULT_PER_PAGE)
    columns = among("columns", [EVERY_COLUMN], _("Kolonner"), "")
    page = among("page", [str(number) for number in range(1, 1000)], _("Side"), "1")
    return TableChoices(sort, int(page), per_page, columns == EVERY_COLUMN, tuple(misread))


def register_table(
    rows: Sequence[RegisterRow], choices: TableChoices, *, organisation: str
) -> tuple[RegisterTable, Page[RegisterRow]]:
    """The table sorted, and its page. A page beyond the last is the last."""
    hidden = set() if choices.every_column else set(RegisterTable.base_columns) - set(FIRST_SIGHT)
    if organisation != EVERY:
        hidden.add("organisation")
    table = RegisterTable(RegisterData(list(rows)), order_by=[choices.sort] if choices.sort else None)
    for name in hidden:
        table.columns.hide(name)
    per_page = max(1, len(rows)) if choices.per_page == "all" else int(choices.per_page)
    pages = -(-len(rows) // per_page) or 1
    table.paginate(per_page=per_page, page=min(choices.page, pages))
    return table, table.page


def sort_choices(table: RegisterTable, chosen: str) -> tuple[Choice, ...]:
    """The shown columns both ways, for where the headings cannot be seen."""
    held = [Choice("", _("Planens rekkefølge"), not chosen)]
    for column in table.columns:
        words: Mapping[str, str] = {"column": str(column.header)}
        up, down = column.name, f"-{column.name}"
        held.append(Choice(up, _("%(column)s, stigende") % words, chosen == up))
        held.append(Choice(down, _("%(column)s, synkende") % words, chosen == down))
    return tuple(held)


def per_page_choices(chosen: str) -> tuple[Choice, ...]:
    """How many rows a page may hold."""
    return tuple(Choice(code, _("alle") if code == "all" else code, code == chosen) for code in PER_PAGE)
