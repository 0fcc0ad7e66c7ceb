"""The filters of a plan's KPIs: one set, that the region page, the register and an organisation's page offer some of.

They are read from the address by django-filter. Statuses, deadlines and changes are no columns of the database, so
those filters look at the board. What is not understood is left out of the filtering and named in `misread`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.parts.together import deadlines_together
from kpi.models import Kpi
from kpi.presentation.organisation_words import words_of
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board
from kpi.selectors.register import deadlines_of, kpis_of
from kpi.words.labels import FREQUENCY, STATUS, UNIT

EVERY = "all"
"""In place of an organisation: every one of the plan's."""
TICKED = "1"
SHOWN_LENGTH = 40
TEXT_LENGTH = 100


class Tick(forms.CheckboxInput):
    """A box that writes `1` into the address. Unlike Django's it hands on what stands there, so that anything else can
    be said not to be understood."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"}, check_test=lambda value: value == TICKED)

    def format_value(self, value: Any) -> str:
        return TICKED

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


@dataclass(frozen=True)
class Chip:
    """A filter that is on or off, with how many KPIs it lets through."""

    box: forms.BoundField
    label: str


class KpiFilter(filters.FilterSet):
    """The filters, with the choices that the plan gives. `organisation` chooses whose statuses, deadlines and changes
    the others look at; every organisation's when none is chosen."""

    goal = filters.ChoiceFilter(label=gettext_lazy("Mål"), field_name="goal__code")
    status = filters.ChoiceFilter(label=gettext_lazy("Status"), method="with_status")
    organisation = filters.ChoiceFilter(label=gettext_lazy("Organisasjon"), method="unfiltered")
    deadline = filters.ChoiceFilter(label=gettext_lazy("Frist"), method="with_deadline")
    unit = filters.ChoiceFilter(label=gettext_lazy("Enhet"), field_name="indicator__unit")
    frequency = filters.ChoiceFilter(label=gettext_lazy("Rapporteres"))
    q = filters.CharFilter(label=gettext_lazy("Søk"), method="with_text", max_length=TEXT_LENGTH)
    changed = filters.ChoiceFilter(label=gettext_lazy("Endret status"), method="with_a_change")
    requirement = filters.ChoiceFilter(
        label=gettext_lazy("Krav ikke møtt"), method="with_a_requirement_missed"
    )

    class Meta:
        model = Kpi
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        query: QueryDict,
        *,
        board: Board,
        offers: Collection[str],
        organisation: str = EVERY,
        every_level: bool = False,
    ) -> None:
        """`offers` are the names of the filters that the page has. `organisation` is the one that the page is about, or
        EVERY, when the address names none. `every_level`: the page has a row for each organisation of the plan, not
        only for the whole and its direct parts."""
        self.board = board
        self.is_table_of_all = every_level
        self.shown = board.terms.organisations if every_level else board.terms.shown_together
        self.usual_organisation = organisation
        super().__init__(_readable(query, offers, organisation), queryset=kpis_of(board.terms.plan))
        for name in self.base_filters.keys() - set(offers):
            del self.filters[name]
        self._offer_choices()

    @property
    def chosen_organisation(self) -> str:
        """The code of the organisation that is looked at, or EVERY."""
        return self._cleaned("organisation") or self.usual_organisation

    @property
    def chosen_status(self) -> Status | None:
        """The status that is asked for."""
        text = self._cleaned("status")
        return Status(text) if text else None

    def query(self) -> dict[str, str]:
        """The filters in force, as addresses write them."""
        return {name: text for name in self.filters if (text := self._cleaned(name))}

    @property
    def is_filtered(self) -> bool:
        """Whether anything is chosen that leaves out KPIs."""
        return bool(self.query().keys() - {"organisation"})

    @property
    def misread(self) -> tuple[str, ...]:
        """The filters that were not understood, with what was written."""
        return tuple(misread_text(self.filters[name].label, self.data[name]) for name in self.errors)

    @cached_property
    def kpis(self) -> tuple[Kpi, ...]:
        """The KPIs let through, in plan order. One query, none where nothing is chosen."""
        if not self.is_filtered:
            return self.board.terms.kpis
        kept = set(self.qs.values_list("pk", flat=True))
        return tuple(kpi for kpi in self.board.terms.kpis if kpi.pk in kept)

    @property
    def fields(self) -> list[forms.BoundField]:
        """The filters to choose or write in; those that are on or off are `chips`."""
        return [field for field in self.form if field.name not in CHIPS]

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on or off, each with how many KPIs of the plan it is true of."""
        labels = {
            "changed": _("Endret status (%(count)s)"),
            "requirement": _("Krav ikke møtt (%(count)s)"),
        }
        return [
            Chip(
                self.form[name],
                labels[name] % {"count": sum(map(self._any(CHIPS[name]), self.board.terms.kpis))},
            )
            for name in CHIPS
            if name in self.filters
        ]

    # ---- what each lets through ----

    def unfiltered(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """The choice of organisation leaves out no KPI."""
        return queryset

    def with_status(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs with this status for the chosen organisation, or for any."""
        return self._where(queryset, lambda board, kpi, code: board.now[kpi.code, code].status == value)

    def with_deadline(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs whose ambition shall be reached in this year."""
        return self._where(queryset, lambda board, kpi, code: int(value) in deadlines_of(board, kpi, code))

    def with_a_change(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs whose status has become better or worse since the period before."""
        return self._where(queryset, has_changed)

    def with_a_requirement_missed(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs whose requirement is not met."""
        return self._where(queryset, misses_requirement)

    def with_text(self, queryset: QuerySet[Kpi], name: str, value: str) -> QuerySet[Kpi]:
        """KPIs that the text finds (see `found_by`)."""
        return queryset.filter(pk__in=[kpi.pk for kpi in found_by(value, self.board.terms.kpis)])

    def _where(self, queryset: QuerySet[Kpi], test: Test) -> QuerySet[Kpi]:
        is_true_of_any = self._any(test)
        return queryset.filter(pk__in=[kpi.pk for kpi in self.board.terms.kpis if is_true_of_any(kpi)])

    def _any(self, test: Test) -> Callable[[Kpi], bool]:
        """Whether something is true of a KPI for any of the organisations that are looked at."""
        every = [organisation.code for organisation in self.shown]
        codes = every if self.chosen_organisation == EVERY else [self.chosen_organisation]
        return lambda kpi: any(test(self.board, kpi, code) for code in codes)

    @property
    def form(self) -> forms.Form:
        """The form, whose fields are called on the page what they are called in the address."""
        form: forms.Form = super().form
        form.auto_id = "%s"
        return form

    def _cleaned(self, name: str) -> str:
        self.errors  # noqa: B018 - cleans the form
        return str(self.form.cleaned_data.get(name) or "")

    # ---- what each offers ----

    def _offer_choices(self) -> None:
        kpis = self.board.terms.kpis
        goals = {kpi.goal.code: f"{kpi.goal.code} {kpi.goal.name}" for kpi in kpis}
        units, frequencies = {kpi.unit for kpi in kpis}, {kpi.frequency for kpi in kpis}
        every = _("Alle")
        self._offer("goal", goals.items(), _("Alle %(count)s") % {"count": len(goals)})
        self._offer("status", ((str(code), str(label)) for code, label in STATUS.items()), every)
        self._offer("unit", ((str(code), str(text)) for code, text in UNIT.items() if code in units), every)
        self._offer("frequency", ((c, str(text)) for c, text in FREQUENCY.items() if c in frequencies), every)
        if "deadline" in self.filters:
            self._offer("deadline", ((str(year), str(year)) for year in self._deadlines()), every)
        self._offer_organisations()
        for name in CHIPS:
            if name in self.filters:
                self.filters[name].extra.update(choices=[(TICKED, "")], widget=Tick())
        if "q" in self.filters:
            attributes = {"type": "search", "class": "ds-input", "autocomplete": "off"}
            self.filters["q"].extra["widget"] = forms.TextInput(
                attrs={**attributes, "placeholder": _("Kode, navn eller mål")}
            )

    def _offer_organisations(self) -> None:
        """The page's usual choice first: every organisation, or the one that it is about; then in plan order."""
        terms, words = self.board.terms, words_of(self.board.terms)
        others = [(one.code, f"{one.code} {one.title}") for one in self.shown if one != terms.whole]
        whole = [(terms.whole.code, words.title(terms.whole))] if terms.whole else []
        if self.is_table_of_all:
            every = (EVERY, _("Alle, en rad for hver"))
            usual_first = [*whole, *others, every] if terms.subject else [every, *others]
            self._offer("organisation", usual_first, None)
        else:
            self._offer("organisation", [*others, *whole], words.put(_("Alle %(plain_parts)s")))

    def _deadlines(self) -> list[int]:
        """All deadlines of the plan, in time order."""
        return sorted({y for kpi in self.board.terms.kpis for y in deadlines_together(self.board, kpi)})

    def _offer(self, name: str, choices: Iterable[tuple[str, str]], empty: str | None) -> None:
        if name in self.filters:
            widget = forms.Select(attrs={"class": "ds-input", "data-width": "auto", "autocomplete": "off"})
            self.filters[name].extra.update(choices=list(choices), empty_label=empty, widget=widget)


Test = Callable[[Board, Kpi, str], bool]
"""Something that is true or not of a KPI for an organisation."""


def has_changed(board: Board, kpi: Kpi, organisation: str) -> bool:
    """Whether the status has become better or worse since the period before."""
    return board.status_change((kpi.code, organisation)) is not None


def misses_requirement(board: Board, kpi: Kpi, organisation: str) -> bool:
    """Whether a requirement binds the KPI and is not met."""
    return Flag.REQUIREMENT_NOT_MET in board.now[kpi.code, organisation].flags


CHIPS: dict[str, Test] = {"changed": has_changed, "requirement": misses_requirement}


def found_by(text: str, kpis: Sequence[Kpi]) -> list[Kpi]:
    """The KPIs that a text finds, whatever its case (also æ, ø and å).

    A whole code finds what it is the code of and nothing else: the KPI, else the KPIs of the sub-goal, else the goal's.
    Any other text finds the KPIs whose code begins with it, or whose name, name in the plan, sub-goal or goal has it.

    Example: `P-2.1` finds P-2.1 alone and not SP-2.1, `P-2` the sub-goal's two, `P-2.` those that begin so.
    """
    sought = text.casefold().strip()
    for code in (_code_of_kpi, _code_of_sub_goal, _code_of_goal):
        exact = [kpi for kpi in kpis if code(kpi).casefold() == sought]
        if exact:
            return exact
    return [
        kpi
        for kpi in kpis
        if kpi.code.casefold().startswith(sought) or any(sought in name.casefold() for name in _names_of(kpi))
    ]


def _code_of_kpi(kpi: Kpi) -> str:
    return kpi.code


def _code_of_sub_goal(kpi: Kpi) -> str:
    return kpi.sub_goal.code if kpi.sub_goal else ""


def _code_of_goal(kpi: Kpi) -> str:
    return kpi.goal.code


def _names_of(kpi: Kpi) -> list[str]:
    sub_goal = [kpi.sub_goal.name] if kpi.sub_goal else []
    return [kpi.name, kpi.printed_name, *sub_goal, kpi.goal.name]


def printable(text: str) -> str:
    """What was written, without characters that cannot be shown or stored (NUL, half characters)."""
    return "".join(character for character in text if character.isprintable()).strip()


def misread_text(label: object, text: str) -> str:
    """What is said of a part of the address that was not understood: `Status: «blue»`."""
    return _("%(filter)s: «%(text)s»") % {"filter": label, "text": printable(text)[:SHOWN_LENGTH]}


def _readable(query: QueryDict, names: Iterable[str], usual_organisation: str) -> QueryDict:
    """The filters' part of an address; of a name given several times the last counts. What changes nothing is left out:
    a box that is off, and every organisation where that is what the page shows anyway."""
    written = QueryDict(mutable=True)
    for name in names:
        text = printable(query.get(name, ""))
        is_off = name in CHIPS and text == "0"
        is_usual = name == "organisation" and text == usual_organisation == EVERY
        if text and not is_off and not is_usual:
            written[name] = text
    return written
