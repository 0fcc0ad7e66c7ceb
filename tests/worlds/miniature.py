"""The miniature plan: one KPI of each kind, for tests in which many KPIs of the same kind would only take time.

What it must hold is written here as data, in few words. The lower half puts it into the files of a plan, and nothing
else knows their format. It has the regional plan's code, organisations and some of its KPIs' codes, so that users, demo
figures and addresses fit both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.conf import settings

from kpi.files.plan.load import load_plans
from kpi.files.printed_figures import FILE, load_figures
from tests.worlds.plan_files import PlanFiles

REGION, PARTS = "HMN", ("STO", "HNT", "HMR")
DOCUMENT, REPORT = "plan-2.0", "annual-report-2019"
REAL_FIGURES = settings.BASE_DIR / "fixtures" / "annual-report-2019" / FILE

# Goal: what it promises. Together they have every kind of promise.
GOALS = {
    "B": "improvement",
    "P": "level 80",
    "SP": "reduction 80",
    "DH": "reduction 30",
    "S": "reduction_range 20 30",
    "F": "increase 10",
}
SUB_GOALS = ("B-1", "P-1", "P-2", "SP-1", "SP-2", "SP-3", "DH-1", "DH-2", "S-1", "F-1")


@dataclass(frozen=True)
class MiniatureKpi:
    """A KPI in the words of a table. Baselines and ambitions go by part, in order; one stands for all.

    A baseline: `40.6 2019`, `(502)` for a figure that is not calculated with, or a kind such as `pending`; an ambition:
    `level 85`, `reduction_range 20 30`, `none`. `also` are figures of other years, `{"STO": "6.1 2020"}`.
    """

    code: str
    shows: str
    sub_goal: str = ""
    unit: str = "percent"
    direction: str = "higher"
    aggregation: str = "weighted"
    over_time: str = "level"
    frequency: str = "tertial"
    decimals: int = 1
    compares_with: str = "baseline"
    baselines: tuple[str, ...] = ("none",)
    of_the_region: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    ambitions: tuple[str, ...] = ("none",)
    condition: str = ""
    printed_elsewhere: str = ""
    rule: str = ""
    rule_decimals: str = ""
    when_pending: str = "wait"
    adopted: str = ""
    complement: bool = False
    required: str = ""
    inconsistent: str = ""
    thresholds: str = ""
    definition: str = ""

    @property
    def takes_measurements(self) -> bool:
        return self.unit != ""


COUNT = {"unit": "count", "decimals": 0, "aggregation": "sum", "over_time": "year_sum"}
KPIS = (
    MiniatureKpi(
        "B.1a",
        "improvement on a baseline that the region alone has, measured once a year",
        frequency="year",
        baselines=("regional",),
        of_the_region="33.4",
        ambitions=("improvement",),
    ),
    MiniatureKpi(
        "B-1.1",
        "improvement on the figure before, in minutes",
        sub_goal="B-1",
        unit="minutes",
        direction="lower",
        compares_with="previous",
        baselines=("blank",),
        ambitions=("improvement",),
    ),
    MiniatureKpi(
        "P-1.2",
        "limits of its own that are values",
        sub_goal="P-1",
        unit="working_days",
        direction="lower",
        ambitions=("level 3",),
        inconsistent="Navnet sier andel, ambisjonen er en grense i virkedager.",
        thresholds="value 5 10",
    ),
    MiniatureKpi(
        "P-2.1",
        "a level, adopted as the mean, without a baseline",
        sub_goal="P-2",
        ambitions=("level 50", "level 30", "level 50"),
        rule="mean",
        rule_decimals="1",
        adopted="level 43.3",
    ),
    MiniatureKpi(
        "SP.1",
        "a count of the year: reductions, one with a condition, and zero; the regional ambition is a sum",
        direction="lower",
        **COUNT,
        baselines=("1064 2020", "239 2020", "1041 2020"),
        ambitions=("reduction 80", "reduction 95", "zero"),
        condition="HNT",
    ),
    MiniatureKpi(
        "SP-1.1",
        "all there is: sub-goal, baseline, other years, condition, common ambition, requirement, note, definition",
        sub_goal="SP-1",
        baselines=("40.6 2019", "50.5 2019", "47.4 2019"),
        also={"STO": "43.1 2020"},
        ambitions=("level 85", "level 95", "level 95"),
        condition="HNT",
        rule="mean",
        rule_decimals="0",
        adopted="level 92",
        required="at_least 70",
        inconsistent="Kravet er trykt på to måter.",
        definition="Epikriser sendt innen et døgn, av alle utskrivninger.",
    ),
    MiniatureKpi("SP-2.1", "what takes no measurements", sub_goal="SP-2", unit="", baselines=("blank",)),
    MiniatureKpi(
        "SP-3.3",
        "a reduction for one and none for others, where something else is printed elsewhere; the common one is awaited",
        sub_goal="SP-3",
        direction="lower",
        ambitions=("reduction 50", "none", "none"),
        printed_elsewhere="Avventes",
        rule="mean",
        rule_decimals="1",
        adopted="pending",
    ),
    MiniatureKpi(
        "DH-1.1",
        "a baseline of zero with other years beside it; adopted as the lowest",
        sub_goal="DH-1",
        baselines=("0 2019",),
        also={"STO": "6.1 2020", "HNT": "3.2 2020", "HMR": "3.3 2020"},
        ambitions=("level 15", "level 20", "level 20"),
        rule="lowest",
        adopted="level 15",
    ),
    MiniatureKpi(
        "DH-2.1",
        "a stock that is added up over the parts; all ambitions are awaited",
        sub_goal="DH-2",
        **{**COUNT, "over_time": "level"},
        ambitions=("pending",),
    ),
    MiniatureKpi(
        "S.1",
        "a reduction within a range, in kroner, from a baseline that is awaited",
        unit="nok",
        direction="lower",
        decimals=0,
        baselines=("pending",),
        ambitions=("reduction_range 20 30",),
    ),
    MiniatureKpi(
        "S-1.1",
        "the national requirement is the ambition, and one is awaited",
        sub_goal="S-1",
        unit="days",
        direction="lower",
        baselines=("56", "60", "61"),
        ambitions=("requirement", "pending", "requirement"),
        rule="requirement",
        when_pending="available",
        adopted="requirement 50",
        required="at_most 50",
    ),
    MiniatureKpi(
        "S-1.3",
        "an adopted ambition that is printed as the complement",
        sub_goal="S-1",
        direction="lower",
        baselines=("8.5", "13.7", "11.5"),
        ambitions=("requirement",),
        rule="requirement",
        when_pending="available",
        adopted="requirement 95",
        complement=True,
        required="at_most 5",
    ),
    MiniatureKpi(
        "S-1.4",
        "none at all, and baselines that are not calculated with",
        sub_goal="S-1",
        direction="lower",
        baselines=("(502)", "(849)", "(1765)"),
        ambitions=("zero",),
        inconsistent="Nullpunktene er antall, ambisjonen er en andel.",
    ),
    MiniatureKpi("S-1.5", "no ambition and no baseline", sub_goal="S-1", baselines=("blank",)),
    MiniatureKpi(
        "F.1",
        "an increase of a count of the year",
        **COUNT,
        baselines=("38 2020", "9 2020", "13 2020"),
        ambitions=("increase 10",),
    ),
    MiniatureKpi(
        "F-1.1",
        "a count of which neither more nor less is better",
        sub_goal="F-1",
        direction="neutral",
        **COUNT,
        baselines=("blank",),
    ),
)


def load_miniature() -> None:
    """Put the plan into the register."""
    with tempfile.TemporaryDirectory(prefix="gevinst-miniature-") as folder:
        load_plans([miniature_files().write(Path(folder) / "miniature")])


def load_real_figures_of_miniature() -> None:
    """The measured figures of the annual report for the KPIs that are here."""
    codes = {kpi.code for kpi in KPIS}
    header, *lines = REAL_FIGURES.read_text(encoding="utf-8").splitlines()
    load_figures(BytesIO("\n".join([header, *(row for row in lines if row.split(";")[0] in codes)]).encode()))


# ---- the files of a plan ----


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
