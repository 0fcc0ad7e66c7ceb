"""The form for one measurement: which cell, which value, and what is wrong with them. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kpi.actions.new_measurement import NewMeasurement, this_month
from kpi.files.figures import FigureReader
from kpi.models import Kpi, Organisation
from kpi.presentation.formats import day, period_name
from kpi.presentation.goals import by_goal
from kpi.rules.correction import LONGEST_TEXT
from kpi.rules.period import HALF_YEAR, MONTH, QUARTER, TERTIAL, YEAR, Period, PeriodError
from kpi.rules.terms import Qualifier, Unit
from kpi.rules.validity import is_over, period_faults
from kpi.selectors.entry import EntryChoices
from kpi.selectors.terms_of_rows import REPORTING_MONTHS
from kpi.words.fault_codes import RowFault
from kpi.words.faults import in_words
from kpi.words.labels import QUALIFIER

EARLIEST = Period.parse("2018").start
KINDS = {
    YEAR: _("År"),
    HALF_YEAR: _("Halvår"),
    TERTIAL: _("Tertial"),
    QUARTER: _("Kvartal"),
    MONTH: _("Måned"),
}
ONLY_WHERE_REPORTED = (HALF_YEAR, QUARTER)
"""Lengths that are offered for an indicator reported by them, and no other: elsewhere they are never judged."""
FIGURE = ("value", "numerator", "denominator", "qualifier")
OFFERED = tuple(one for one in Qualifier if one not in (Qualifier.EXACT, Qualifier.TEXT))
"""What may be said of how exact a value is; exact is one that nothing is said of, and words stand only in files."""

CHOOSE_KPI = _("Velg en måleindikator fra listen.")
CHOOSE_ORGANISATION = _("Velg en organisasjon fra listen.")
CHOOSE_PERIOD = _("Velg en periode, for eksempel 2026-T2, 2026-03 eller 2026.")


class WantedField(forms.CharField):
    """A text field that is not marked as optional, although only the whole form can tell whether it must be filled:
    a value may be worked out from numerator and denominator, a reason is asked for where a value stands."""

    widget = forms.TextInput

    def validate(self, value: Any) -> None:
        """Nothing is demanded here; `MeasurementForm.clean` and the view do."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"maxlength": str(self.max_length)} if self.max_length else {}


class MeasurementForm(forms.Form):
    """One value for a KPI, an organisation and a period. `shown` is the cell and row the person had before them."""

    kpi = forms.CharField(
        label=_("Måleindikator"), widget=forms.Select, error_messages={"required": CHOOSE_KPI}
    )
    organisation = forms.CharField(
        label=_("Organisasjon"), widget=forms.Select, error_messages={"required": CHOOSE_ORGANISATION}
    )
    period = forms.CharField(
        label=_("Periode"), widget=forms.Select, error_messages={"required": CHOOSE_PERIOD}
    )
    value = WantedField(label=_("Verdi"), max_length=60)
    numerator = forms.CharField(label=_("Teller"), required=False, max_length=60)
    denominator = forms.CharField(label=_("Nevner"), required=False, max_length=60)
    comment = forms.CharField(
        label=_("Merknad"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    qualifier = forms.ChoiceField(label=_("Tallet er"), required=False)
    reason = WantedField(
        label=_("Grunn til rettelsen"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shown = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: EntryChoices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices = choices
        typed = self.data if self.is_bound else self.initial
        self.chosen_kpi = choices.kpi(str(typed.get("kpi", "")))
        self.chosen_organisation = choices.organisation(str(typed.get("organisation", "")))
        self.chosen_period = read_period(str(typed.get("period", "")))
        for name in ("value", "numerator", "denominator"):
            self.fields[name].widget.attrs.update(
                {"class": "ds-input", "inputmode": "decimal", "autocomplete": "off"}
            )
        for name in ("comment", "reason", "qualifier", "kpi", "organisation", "period"):
            self.fields[name].widget.attrs.update({"class": "ds-input", "autocomplete": "off"})
        self._offer(typed)

    def _offer(self, typed: Any) -> None:
        offered: dict[str, list[Any]] = {
            "kpi": [("", _("Velg måleindikator")), *_grouped(self.choices.kpis)],
            "organisation": [
                ("", _("Velg organisasjon")),
                *(
                    (one.code, f"{one.code} {one.title}" if one.title != one.code else one.code)
                    for one in self.choices.organisations
                ),
            ],
            "period": [("", _("Velg periode")), *_periods(self.chosen_kpi, self.chosen_period)],
        }
        qualifier = self.fields["qualifier"]
        assert isinstance(qualifier, forms.ChoiceField)
        qualifier.choices = [("", _("slik det er skrevet")), *((one, QUALIFIER[one]) for one in OFFERED)]
        qualifier.error_messages["invalid_choice"] = _("Velg fra listen.")
        for name, options in offered.items():
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select)
            widget.choices = options

    def begin_at(self, field: str) -> None:
        """Let the page open with the cursor in this field: the rest has been chosen on the way here."""
        self.fields[field].widget.attrs["autofocus"] = True

    @property
    def has_fraction(self) -> bool:
        """Whether the KPI is a share or an average, which may come with numerator and denominator."""
        return self.chosen_kpi is not None and self.chosen_kpi.unit != Unit.COUNT

    @property
    def cell_key(self) -> str:
        """The chosen cell as one text; empty until all three are chosen."""
        if not (self.chosen_kpi and self.chosen_organisation and self.chosen_period):
            return ""
        return f"{self.chosen_kpi.code}|{self.chosen_organisation.code}|{self.chosen_period.label}"

    @property
    def chosen_period_name(self) -> str:
        """The chosen period in words, empty without one."""
        return period_name(self.chosen_period) if self.chosen_period else ""

    @property
    def warned_of(self) -> str:
        """The chosen cell with the value as it is written: what a warning was about, once it has been seen."""
        return f"{self.cell_key}|{str(self.data.get('value', '')).strip()}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the person saves this very value after having been warned of it."""
        return str(self.data.get("warned", "")) == self.warned_of

    def shown_row(self) -> tuple[bool, int | None]:
        """Whether the person was shown this very cell, and the id of the row that stood there then."""
        key, _separator, row = str(self.data.get("shown", "")).rpartition("|")
        return key == self.cell_key and bool(key), int(row) if row.isascii() and row.isdigit() and len(
            row
        ) < 19 else None

    def clean_kpi(self) -> str:
        if self.chosen_kpi is None:
            raise forms.ValidationError(CHOOSE_KPI)
        return self.chosen_kpi.code

    def clean_organisation(self) -> str:
        if self.chosen_organisation is None:
            raise forms.ValidationError(CHOOSE_ORGANISATION)
        return self.chosen_organisation.code

    def clean_period(self) -> Period:
        if self.chosen_period is None:
            raise forms.ValidationError(CHOOSE_PERIOD)
        for found in period_faults(self.chosen_period, today=this_month()):
            raise forms.ValidationError(str(in_words(found.fault)))
        if not is_over(self.chosen_period, timezone.localdate()):
            raise forms.ValidationError(
                _("Perioden er ikke over før %(day)s. Vent til perioden er over.")
                % {"day": day(self.chosen_period.last_day)}
            )
        return self.chosen_period

    def clean(self) -> dict[str, Any]:
        """The figure, read as the cells of a file are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.chosen_kpi is None or any(name in self.errors for name in FIGURE):
            return cleaned
        indicator = self.chosen_kpi.indicator
        reader = FigureReader(
            unit=Unit(self.chosen_kpi.unit) if self.chosen_kpi.unit else None,
            below_zero=indicator is not None and indicator.below_zero,
            decimals=self.chosen_kpi.decimals,
        )
        figures = reader.read({name: cleaned.get(name, "") for name in FIGURE})
        for field, fault, values in reader.faults:
            self.add_error(field, _sentence(field, fault, values))
        if not reader.faults:
            cleaned.update({name: getattr(figures, name) for name in FIGURE})
        return cleaned

    def cell(self) -> tuple[Kpi, Organisation, Period]:
        """The chosen KPI, organisation and period of a form that is valid."""
        assert self.chosen_kpi is not None
        assert self.chosen_organisation is not None
        assert self.chosen_period is not None
        return self.chosen_kpi, self.chosen_organisation, self.chosen_period

    def measurement(self) -> NewMeasurement:
        """The valid form as the measurement to record."""
        kpi, organisation, period = self.cell()
        assert kpi.indicator_id is not None  # only what is measured is offered
        return NewMeasurement(
            indicator_id=kpi.indicator_id,
            organisation_id=organisation.pk,
            period=period,
            value=self.cleaned_data["value"],
            numerator=self.cleaned_data["numerator"],
            denominator=self.cleaned_data["denominator"],
            qualifier=self.cleaned_data["qualifier"],
            comment=self.cleaned_data["comment"].strip(),
        )


def _sentence(field: str, fault: str, values: dict[str, object]) -> str:
    """What is wrong with a field of the figure, in the words of the form."""
    if field == "value" and fault == RowFault.BLANK:
        return gettext("Skriv en verdi. Finnes den ikke, velger du «ikke publisert» under «Tallet er».")
    if "qualifier" in values:
        values = {**values, "qualifier": f"«{QUALIFIER[str(values['qualifier'])]}»"}
    return str(in_words(fault)) % values


def read_period(text: str) -> Period | None:
    """The calendar period that `text` names, or None."""
    try:
        period = Period.parse(text)
    except PeriodError:
        return None
    return period if period.is_calendar else None


def usual_period(kpi: Kpi) -> Period:
    """The newest period of the KPI's own frequency that has ended."""
    now = this_month()
    current = Period.of(now.first_day, _length(kpi))
    return current if current.end < now.start else current.previous()


def _length(kpi: Kpi) -> int:
    """The length of the periods that the KPI is reported by; what is reported more seldom than each year, by years."""
    return min(REPORTING_MONTHS.get(kpi.frequency, TERTIAL), YEAR)


def _grouped(kpis: Iterable[Kpi]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for goal, of_goal in by_goal(kpis):
        yield f"{goal.code} {goal.name}", [(kpi.code, f"{kpi.code} {kpi.name}") for kpi in of_goal]


def _periods(kpi: Kpi | None, chosen: Period | None) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """The periods that are over, newest first, the KPI's own length before the others."""
    now = this_month().start
    first = _length(kpi) if kpi else TERTIAL
    offered = [months for months in KINDS if months not in ONLY_WHERE_REPORTED or months == first]
    for months in sorted(offered, key=lambda length: (length != first, -length)):
        last = now - now % months - months
        periods = [Period(start, months) for start in range(last, EARLIEST - 1, -months)]
        if chosen is not None and chosen.months == months and chosen not in periods:
            periods.append(chosen)
        yield KINDS[months], [(period.label, period_name(period)) for period in periods]
    if chosen is not None and chosen.months not in offered:
        yield _("Annen periode"), [(chosen.label, period_name(chosen))]


def organisation_of(choices: EntryChoices, code: str) -> Organisation | None:
    """The organisation with this code, when the person may write for it; the only one there is, when none is named."""
    if not code and len(choices.organisations) == 1:
        return choices.organisations[0]
    return choices.organisation(code)
