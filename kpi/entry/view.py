"""Entering one measurement: the form, what the value would mean, and saving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kpi.actions.record import lacks_reason, record_measurement
from kpi.actions.refusals import Conflict, Refused
from kpi.entry.form import FIGURE, MeasurementForm, organisation_of, read_period, usual_period
from kpi.entry.meaning import Meaning, last_values, meaning_of, shown_only
from kpi.files.text_cell import is_storable
from kpi.models import Measurement, Organisation, Plan
from kpi.presentation.as_of import state_of
from kpi.presentation.cell import Cell, cell_of
from kpi.presentation.formats import period_name, short_day, unit_word
from kpi.presentation.links import Links
from kpi.presentation.measured import measured_words
from kpi.presentation.organisation_words import words_about
from kpi.presentation.page_context import PLAN_LANGUAGE
from kpi.presentation.plan_page import plan_page
from kpi.rules.figure import Figure
from kpi.rules.period import TERTIAL, Period
from kpi.rules.terms import JUDGED_QUALIFIERS
from kpi.selectors.board import judgements
from kpi.selectors.entry import (
    EntryChoices,
    current_measurement,
    entry_choices,
    last_measurements,
    next_cell,
)
from kpi.selectors.figures import whole_history
from kpi.selectors.plan_terms import plan_terms
from kpi.words.fault_codes import Misfit
from kpi.words.labels import DIRECTION, FREQUENCY, label_of


@require_http_methods(["GET", "HEAD", "POST"])
@plan_page
def enter(request: HttpRequest, plan: Plan) -> HttpResponse:
    """`…/measurements/new/`: `?kpi=&organisation=&period=` choose the cell. A POST with `preview` only shows what the
    value would mean; without it the value is saved. What may be chosen belongs to the plan in the address."""
    choices = entry_choices(plan, request.user)
    if not choices.organisations:
        return render(request, "entry/enter_refused.html", {"links": Links(plan.code)}, status=403)
    if request.method != "POST":
        form = MeasurementForm(initial=_initial(request, choices), choices=choices)
        if form.chosen_organisation and form.chosen_period:
            # The next figure of a row of them: what is left to choose, else the value itself.
            if form.chosen_kpi is None:
                form.begin_at("kpi")
            elif "saved" in request.GET:
                form.begin_at("value")
        return _page(request, plan, form, not_offered=_not_offered(request, form))
    form = MeasurementForm(request.POST, choices=choices)
    if "preview" in request.POST:
        return _page(request, plan, form, preview=True)
    return _save(request, plan, form)


def _initial(request: HttpRequest, choices: EntryChoices) -> dict[str, str]:
    asked = {name: request.GET.get(name, "")[:60] for name in ("kpi", "organisation", "period")}
    organisation = organisation_of(choices, asked["organisation"])
    kpi = choices.kpi(asked["kpi"])
    period = asked["period"] or (usual_period(kpi).label if kpi else "")
    return {
        "kpi": kpi.code if kpi else "",
        "organisation": organisation.code if organisation else "",
        "period": period.strip().upper(),
    }


def _not_offered(request: HttpRequest, form: MeasurementForm) -> list[str]:
    """What the address asks for and nobody could choose here."""
    chosen = {
        "kpi": form.chosen_kpi,
        "organisation": form.chosen_organisation,
        "period": form.chosen_period,
    }
    asked = {name: request.GET.get(name, "").strip() for name in chosen}
    if _closed(request, form):
        del asked["organisation"]
    return [text[:40] for name, text in asked.items() if text and chosen[name] is None]


def _closed(request: HttpRequest, form: MeasurementForm) -> str:
    """The organisation that the address asks for, where it is one this person may not write for."""
    code = request.GET.get("organisation", "").strip()[:60]
    if form.is_bound or form.chosen_organisation is not None or not is_storable(code):
        return ""
    return code if code and Organisation.objects.filter(code=code).exists() else ""


def _save(request: HttpRequest, plan: Plan, form: MeasurementForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    standing = current_measurement(*form.cell())
    was_shown, shown = form.shown_row()
    if was_shown and shown != (standing.pk if standing else None):
        if standing is not None and _is_own_first_save(request, standing, form):
            return _saved(request, plan, form, standing, unchanged=False)
        return _page(request, plan, form, status=409, met=standing)
    new = form.measurement()
    if standing is not None and lacks_reason(standing, new, form.cleaned_data["reason"]):
        form.add_error("reason", _needs_reason())
        return _page(request, plan, form, status=422)
    if not form.is_confirmed and (meaning := _meaning(request, plan, form)) and meaning.warning:
        form.begin_at("value")  # where Enter saves, and where a slip is mended
        return _page(request, plan, form, status=422, doubted=meaning.warning)
    try:
        stored = record_measurement(
            new,
            by=request.user,  # type: ignore[arg-type]  # signed in: everyone here is
            reason=form.cleaned_data["reason"].strip(),
            expected_current=standing.pk if standing else None,
        )
    except Conflict:
        met = current_measurement(*form.cell())
        if met is not None and _is_own_first_save(request, met, form):
            return _saved(request, plan, form, met, unchanged=False)
        return _page(request, plan, form, status=409, met=met)
    except Refused as refused:
        for finding in refused.findings:
            if finding.code == Misfit.CORRECTION_WITHOUT_REASON:
                form.add_error("reason", _needs_reason())
            else:
                form.add_error(finding.column if finding.column in form.fields else None, finding.reason)
        return _page(request, plan, form, status=422)
    return _saved(request, plan, form, stored, unchanged=standing is not None and stored.pk == standing.pk)


def _needs_reason() -> str:
    return _("Det står allerede et tall her. Skriv hvorfor det skal rettes.")


def _figure_of(standing: Measurement) -> tuple[object, ...]:
    return tuple(getattr(standing, name) for name in FIGURE)


def _figure_in(form: MeasurementForm) -> tuple[object, ...]:
    return tuple(form.cleaned_data[name] for name in FIGURE)


def _is_own_first_save(request: HttpRequest, standing: Measurement, form: MeasurementForm) -> bool:
    """Whether what stands in the cell is what this very form says, saved by the same person: the second click of an
    impatient double click, which is answered as the first."""
    return (
        standing.entered_by_id == request.user.pk
        and _figure_of(standing) == _figure_in(form)
        and standing.comment == form.cleaned_data["comment"].strip()
    )


def _saved(
    request: HttpRequest, plan: Plan, form: MeasurementForm, stored: Measurement, *, unchanged: bool
) -> HttpResponse:
    """Tell what was saved and what it became, on a page of its own, so that a reload saves nothing again."""
    kpi, organisation, period = form.cell()
    words = {
        "kpi": kpi.code,
        "organisation": organisation.code,
        "period": period_name(period),
        "value": measured_words(stored, kpi),
    }
    if unchanged:
        messages.info(
            request, _("%(value)s stod allerede for %(kpi)s, %(organisation)s, %(period)s.") % words
        )
    else:
        messages.success(request, _("Lagret: %(value)s for %(kpi)s, %(organisation)s, %(period)s.") % words)
    filled = f"{kpi.code} {organisation.code} {period.label}"
    following = next_cell(plan, form.choices, organisation, kpi, period, today=timezone.localdate())
    to_kpi, to_period = following or (kpi, period)
    return redirect(
        Links(plan.code).enter(
            kpi=to_kpi.code, organisation=organisation.code, period=to_period.label, saved=filled
        )
    )


@dataclass(frozen=True)
class _Saved:
    """The status that a saved value gave, where it can be changed, and whether another figure waits."""

    cell: Cell
    seen_as_of: str
    cell_key: str
    cell_name: str
    cell_url: str
    waits: bool


def _page(
    request: HttpRequest,
    plan: Plan,
    form: MeasurementForm,
    *,
    status: int = 200,
    preview: bool = False,
    met: Measurement | None = None,
    not_offered: Sequence[str] = (),
    doubted: str = "",
) -> HttpResponse:
    kpi, organisation, period = form.chosen_kpi, form.chosen_organisation, form.chosen_period
    context: dict[str, Any] = {
        "form": form,
        "links": Links(plan.code),
        "plan_lang": "" if get_language() == PLAN_LANGUAGE else PLAN_LANGUAGE,
        "conflict": status == 409,
        "not_offered": not_offered,
        "doubted": doubted,
        "closed": _closed(request, form),
        # Asked for by the page itself, while somebody is still writing: nothing is wrong yet.
        "only_a_look": preview and request.htmx,  # type: ignore[attr-defined]
    }
    if kpi is not None:
        context |= {
            "kpi": kpi,
            "kpi_url": Links(plan.code).kpi(kpi.code),
            "unit": "%" if kpi.unit == "percent" else unit_word(kpi),
            "direction": label_of(DIRECTION, kpi.direction),
            "frequency": label_of(FREQUENCY, kpi.frequency),
        }
    if kpi is not None and organisation is not None:
        context["last_values"] = last_values(last_measurements(kpi, organisation), kpi)
    if kpi is not None and organisation is not None and period is not None:
        standing = met or current_measurement(kpi, organisation, period)
        context["standing"] = standing
        context["cell_url"] = Links(plan.code).enter(
            kpi=kpi.code, organisation=organisation.code, period=period.label
        )
        if standing is not None:
            context["standing_value"] = measured_words(standing, kpi)
            context["standing_day"] = short_day(timezone.localtime(standing.entered_at).date())
        context["shown"] = f"{form.cell_key}|{standing.pk if standing else ''}"
        if preview and form.shown_row()[0]:
            context["shown"] = form.data["shown"]
        if form.is_bound:
            context["meaning"] = _meaning(request, plan, form)
    if request.method != "POST":
        context["saved"] = _saved_before(request, plan, form.choices)
    if preview:
        # What has not been filled in yet is no fault.
        for name in ("kpi", "organisation", "period", "value"):
            if not request.POST.get(name, "").strip():
                form.errors.pop(name, None)
    return render(request, "entry/enter.html", context, status=status)


def _meaning(request: HttpRequest, plan: Plan, form: MeasurementForm) -> Meaning | None:
    if form.errors.keys() - {"reason"}:
        return None
    kpi, organisation, _period = form.cell()
    new = form.measurement()
    terms = plan_terms(plan.code, kpi_code=kpi.code)
    if new.value is None or new.qualifier not in JUDGED_QUALIFIERS:
        return shown_only(new, kpi)
    if terms is None:
        return None
    figure = Figure(new.period, new.value, new.numerator, new.denominator)
    usual = state_of(request, plan).default_as_of
    written = measured_words(new, kpi)
    return meaning_of(terms, kpi, organisation, figure, written=written, dashboards_as_of=usual)


def _saved_before(request: HttpRequest, plan: Plan, choices: EntryChoices) -> _Saved | None:
    """What the address says was saved just now, where that is a cell with a figure that this person may write."""
    named = request.GET.get("saved", "").split()
    if len(named) != len(("kpi", "organisation", "period")):
        return None
    kpi, organisation, period = choices.kpi(named[0]), choices.organisation(named[1]), read_period(named[2])
    if kpi is None or organisation is None or period is None:
        return None
    terms = plan_terms(plan.code, kpi_code=kpi.code)
    if terms is None or terms.organisation(organisation.code) is None:
        return None
    usual = state_of(request, plan).default_as_of
    as_of = max(usual, Period.of(period.last_day, TERTIAL), key=lambda one: one.end)
    series = whole_history(terms, until=as_of)[kpi.code]
    judged = judgements(terms.terms[kpi.code], series, as_of=as_of)[kpi.code, organisation.code]
    links, by_code = Links(plan.code), {one.code: one for one in terms.organisations}
    return _Saved(
        cell=cell_of(
            judged, kpi, links, words=words_about(organisation.code, terms.terms[kpi.code], by_code)
        ),
        seen_as_of=period_name(as_of),
        cell_key=f"{kpi.code} {organisation.code} {period.label}",
        cell_name=f"{kpi.code}, {organisation.code}, {period_name(period)}",
        cell_url=links.enter(kpi=kpi.code, organisation=organisation.code, period=period.label),
        waits=tuple(request.GET.get(name, "") for name in ("kpi", "organisation", "period"))
        != (kpi.code, organisation.code, period.label),
    )
