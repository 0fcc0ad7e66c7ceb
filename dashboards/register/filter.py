"""What the register can be narrowed to: read from the address by django-filter, applied to a judged plan.

Lights and deadlines are not columns of the database, so those filters look at the board. What cannot be read is
left out of the filtering and named in `misread`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpi.models import Kpi
from kpi.selectors.board import Board
from kpi.selectors.register import Entry, entries, kpis_of
from kpi.words.labels import FREQUENCY, STATUS, UNIT

EVERY = "all"
"""In place of an organisation: a row for each."""
SHOWN_LENGTH = 40
TEXT_LENGTH = 100


class RegisterFilter(filters.FilterSet):
    """The filters, with the choices the plan at hand gives. `organisation` chooses whose figures are shown, and whose
    light and deadline the other filters look at."""

    goal = filters.ChoiceFilter(label=gettext_lazy("Mål"), field_name="goal__code")
    status = filters.ChoiceFilter(label=gettext_lazy("Status"), method="with_status")
    organisation = filters.ChoiceFilter(label=gettext_lazy("Organisasjon"), method="unfiltered")
    deadline = filters.ChoiceFilter(label=gettext_lazy("Frist"), method="with_deadline")
    unit = filters.ChoiceFilter(label=gettext_lazy("Enhet"))
    frequency = filters.ChoiceFilter(label=gettext_lazy("Rapporteres"))
    q = filters.CharFilter(label=gettext_lazy("Søk"), method="with_text", max_length=TEXT_LENGTH)

    class Meta:
        model = Kpi
        fields: tuple[str, ...] = ()

    def __init__(self, query: QueryDict, *, board: Board, default_organisation: str) -> None:
        self.board = board
        self.entries = entries(board)
        self.default_organisation = default_organisation
        super().__init__(_readable(query, self.base_filters), queryset=kpis_of(board.terms.plan))
        self._offer_choices()

    @property
    def chosen_organisation(self) -> str:
        """The code of the organisation shown, or EVERY."""
        return self._cleaned("organisation") or self.default_organisation

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the organisation is chosen."""
        return any(self._cleaned(name) for name in self.filters if name != "organisation")

    @property
    def misread(self) -> list[str]:
        """The filters that were not understood, with what was written."""
        return [
            _("%(filter)s: «%(text)s»")
            % {"filter": self.filters[name].label, "text": self.data[name][:SHOWN_LENGTH]}
            for name in self.errors
        ]

    @property
    def shown(self) -> list[Entry]:
        """The cells let through, in plan order. One query."""
        kept = set(self.qs.values_list("pk", flat=True))
        return [entry for entry in self.entries if entry.kpi.pk in kept and self._concerns(entry)]

    def unfiltered(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """The choice of organisation leaves out no KPI."""
        return queryset

    def with_status(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs with this light in the chosen organisation, or in any when all are shown."""
        return self._where(queryset, lambda entry: entry.judgement.status == value)

    def with_deadline(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs whose ambition shall be reached in this year."""
        return self._where(queryset, lambda entry: int(value) in entry.deadlines)

    def with_text(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs whose code, name, goal or sub-goal holds the text, in capitals or not (also æ, ø and å)."""
        sought = value.casefold()
        return self._where(
            queryset, lambda entry: any(sought in held.casefold() for held in _texts(entry.kpi))
        )

    def _where(self, queryset: QuerySet[Kpi], holds: Any) -> QuerySet[Kpi]:
        kept = {entry.kpi.pk for entry in self.entries if self._concerns(entry) and holds(entry)}
        return queryset.filter(pk__in=kept)

    def _concerns(self, entry: Entry) -> bool:
        return self.chosen_organisation in (EVERY, entry.organisation.code)

    def _cleaned(self, name: str) -> str:
        self.errors  # noqa: B018 - cleans the form
        return str(self.form.cleaned_data.get(name) or "")

    def _offer_choices(self) -> None:
        terms = self.board.terms
        goals = {kpi.goal.code: f"{kpi.goal.code} {kpi.goal.name}" for kpi in terms.kpis}
        units = {kpi.unit for kpi in terms.kpis}
        frequencies = {kpi.frequency for kpi in terms.kpis}
        years = sorted({year for entry in self.entries for year in entry.deadlines})
        self._offer("goal", goals.items(), _("Alle"))
        self._offer("status", ((str(code), str(label)) for code, label in STATUS.items()), _("Alle"))
        self._offer("deadline", ((str(year), str(year)) for year in years), _("Alle"))
        self._offer("unit", ((str(c), str(text)) for c, text in UNIT.items() if c in units), _("Alle"))
        self._offer(
            "frequency", ((c, str(text)) for c, text in FREQUENCY.items() if c in frequencies), _("Alle")
        )
        self._offer(
            "organisation",
            (
                (terms.lead.code, _("Regionen")),
                *((trust.code, f"{trust.code} {trust.title}") for trust in terms.parts),
                (EVERY, _("Alle, en rad for hver")),
            ),
            None,
        )
        self.filters["q"].extra["widget"] = forms.TextInput(
            attrs={
                "type": "search",
                "class": "ds-input",
                "autocomplete": "off",
                "placeholder": _("Kode, navn eller mål"),
            }
        )

    def _offer(self, name: str, choices: Iterable[tuple[str, str]], empty: str | None) -> None:
        held = self.filters[name].extra
        held["choices"] = list(choices)
        held["empty_label"] = empty
        held["widget"] = forms.Select(
            attrs={"class": "ds-input", "data-width": "auto", "autocomplete": "off"}
        )


def _readable(query: QueryDict, names: Iterable[str]) -> QueryDict:
    """The filters' part of an address without characters that cannot be shown or stored (NUL, half characters)."""
    held = QueryDict(mutable=True)
    for name in names:
        if name in query:
            held[name] = "".join(c for c in query.get(name, "") if c.isprintable()).strip()
    return held


def _texts(kpi: Kpi) -> list[str]:
    texts = [kpi.code, kpi.name, kpi.printed_name, kpi.goal.code, kpi.goal.name]
    return texts + ([kpi.sub_goal.code, kpi.sub_goal.name] if kpi.sub_goal else [])
