"""The miniature plan as a plan's files, and in the register. What it holds stands in `miniature`."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from django.conf import settings

from kpi.files.plan.load import load_plans
from kpi.files.printed_figures import FILE, load_figures
from tests.worlds.miniature import DOCUMENT, GOALS, KPIS, PARTS, REGION, REPORT, SUB_GOALS, MiniatureKpi
from tests.worlds.plan_files import PlanFiles

REAL_FIGURES = settings.BASE_DIR / "fixtures" / "annual-report-2019" / FILE


def load_miniature() -> None:
    """Put the plan into the register."""
    with tempfile.TemporaryDirectory(prefix="gevinst-miniature-") as folder:
        load_plans([miniature_files().write(Path(folder) / "miniature")])


def load_real_figures_of_miniature() -> None:
    """The measured figures of the annual report for the KPIs that are here."""
    codes = {kpi.code for kpi in KPIS}
    header, *lines = REAL_FIGURES.read_text(encoding="utf-8").splitlines()
    load_figures(BytesIO("\n".join([header, *(row for row in lines if row.split(";")[0] in codes)]).encode()))


def miniature_files() -> PlanFiles:
    """The plan as files."""
    files = PlanFiles()
    _frame(files)
    for code, promise in GOALS.items():
        kind, low, high = _words(promise)
        files.add(
            "goals",
            code=code,
            name=f"Hovedmål {code}",
            statement=f"Det som {code} lover.",
            promise_kind=kind,
            promise_low=low,
            promise_high=high,
            promise_measure=f"måltallet for {code}",
            within_years=3,
            compared_with_year=2019,
            **_source("4"),
        )
        files.add(
            "undertakings",
            code=f"{code}-F1",
            kind="prerequisite",
            goal=code,
            text=f"Det er gitt opplæring i {code}.",
            responsible=",".join(PARTS),
            **_source("5"),
        )
        files.add(
            "undertakings",
            code=f"{code}-E1",
            kind="change",
            goal=code,
            text=f"Arbeidet med {code} legges om.",
            responsible=PARTS[0],
            **_source("5"),
        )
    for code in SUB_GOALS:
        files.add("sub_goals", code=code, goal=code.split("-")[0], name=f"Delmål {code}", **_source("4"))
    for kpi in KPIS:
        _kpi(files, kpi)
    return files


def _frame(files: PlanFiles) -> None:
    files.add("documents", code=DOCUMENT, title="Regional gevinstrealiseringsplan", version="2.0")
    files.add("documents", code=REPORT, title="Årlig melding 2019")
    files.add("organisations", code=REGION, name="Helse Midt-Norge RHF", kind="region")
    for code in PARTS:
        files.add("organisations", code=code, name=f"Helseforetaket {code}", kind="trust", parent=REGION)
        files.add("members", organisation=code, part_of=REGION, go_live="2023-01")
    files.add("members", organisation=REGION)
    files.add(
        "plan",
        code="regional",
        kind="regional",
        title="Gevinstplan i miniatyr",
        version="2.0",
        owner=REGION,
        reporting_period="tertial",
    )
    files.add("versions", version="2.0", change="Vedtatt", date="2024-12-04")
    files.add("glossary", term="Gevinst", explanation="Virkning av en endring som kan måles.")
    files.add("roles", code="owner", name="Gevinsteier", holder="Direktøren", responsibility="Har ansvaret")
    files.add("reporting", code="tertial-status", name="Statusrapport hvert tertial", frequency="tertial")
    files.add("thresholds", basis="share", green="0.50", yellow="0.25", **_source("7.2"))


def _kpi(files: PlanFiles, kpi: MiniatureKpi) -> None:
    if kpi.takes_measurements:
        files.add(
            "indicators",
            code=kpi.code,
            name=f"Indikator {kpi.code}: {kpi.shows}",
            unit=kpi.unit,
            direction=kpi.direction,
            aggregation=kpi.aggregation,
            over_time=kpi.over_time,
            decimals=kpi.decimals,
            numerator=f"Antall i {kpi.code}" if kpi.unit == "percent" else "",
            denominator=f"Alle i {kpi.code}" if kpi.unit == "percent" else "",
            below_zero="no",
            crosses_levels="no",
            is_complete="yes",
            **_source("4"),
        )
    files.add(
        "kpis",
        code=kpi.code,
        goal=kpi.code.split("-")[0].split(".")[0],
        sub_goal=kpi.sub_goal,
        indicator=kpi.code if kpi.takes_measurements else "",
        use="kpi",
        printed_name=f"Trykt navn på {kpi.code}",
        name=f"Indikator {kpi.code}: {kpi.shows}",
        frequency=kpi.frequency if kpi.takes_measurements else "",
        compares_with=kpi.compares_with,
        regional_rule=kpi.rule,
        regional_decimals=kpi.rule_decimals,
        regional_when_pending=kpi.when_pending if kpi.rule else "",
        **_source("4"),
    )
    for place, code in enumerate(PARTS):
        _baseline(files, kpi, code, _of(kpi.baselines, place))
        kind, low, high = _words(_of(kpi.ambitions, place))
        files.add(
            "ambitions",
            kpi=kpi.code,
            organisation=code,
            kind=kind,
            value="0" if kind == "zero" else low,
            value_high=high,
            deadline=2025,
            condition="Gjelder henvisninger i løsningen." if kpi.condition == code else "",
            printed=_of(kpi.ambitions, place),
            printed_elsewhere=kpi.printed_elsewhere if kind == "none" else "",
            **_source("4"),
        )
    if kpi.of_the_region:
        _baseline(files, kpi, REGION, kpi.of_the_region)
    for code, given in kpi.also.items():
        _baseline(files, kpi, code, given, role="context")
    _common(files, kpi)


def _baseline(
    files: PlanFiles, kpi: MiniatureKpi, organisation: str, given: str, role: str = "baseline"
) -> None:
    figure, _space, year = given.partition(" ")
    is_figure = figure.strip("()")[0].isdigit()
    files.add(
        "baselines",
        kpi=kpi.code,
        organisation=organisation,
        kind="value" if is_figure else figure,
        value=figure.strip("()") if is_figure else "",
        year=year,
        role=role,
        calculated_with="no" if figure.startswith("(") else "yes",
        printed=given if is_figure else "",
        **_source("4"),
    )


def _common(files: PlanFiles, kpi: MiniatureKpi) -> None:
    """What holds for the region and all its parts."""
    if kpi.adopted:
        kind, value, _high = _words(kpi.adopted)
        files.add(
            "regional_ambitions",
            kpi=kpi.code,
            organisation=REGION,
            printed_name=f"Trykt navn på {kpi.code}",
            kind=kind,
            value=value,
            printed=kpi.adopted,
            complement="yes" if kpi.complement else "no",
            **_source("7.1"),
        )
    if kpi.required:
        comparison, limit, _high = _words(kpi.required)
        files.add(
            "requirements",
            code=f"requirement-{kpi.code}",
            name=f"Krav til {kpi.code}",
            printed=kpi.required,
            document=REPORT,
            section="2.1",
        )
        files.add(
            "requirement_limits",
            requirement=f"requirement-{kpi.code}",
            kpi=kpi.code,
            comparison=comparison,
            limit=limit,
            document=REPORT,
            section="2.1",
        )
    if kpi.inconsistent:
        files.add(
            "inconsistencies", code=f"note-{kpi.code}", kpis=kpi.code, note=kpi.inconsistent, **_source("7.1")
        )
    if kpi.definition:
        files.add("definitions", kpi=kpi.code, text=kpi.definition, **_source("4"))
    if kpi.thresholds:
        basis, green, yellow = _words(kpi.thresholds)
        files.add("thresholds", kpi=kpi.code, basis=basis, green=green, yellow=yellow, **_source("7.2"))


def _of(given: tuple[str, ...], place: int) -> str:
    return given[place] if len(given) > 1 else given[0]


def _words(text: str) -> tuple[str, str, str]:
    """`reduction_range 20 30` as three words, those that are missing as empty ones."""
    first, second, third = (*text.split(), "", "")[:3]
    return first, second, third


def _source(section: str) -> dict[str, str]:
    return {"document": DOCUMENT, "section": section}
