"""The miniature plan: one KPI of each kind, for tests in which many KPIs of the same kind would only take time.

What it must hold is written here as data, in few words. `miniature_files` puts it into the files of a plan, and nothing
else knows their format. It has the regional plan's code, organisations and some of its KPIs' codes, so that users, demo
figures and addresses fit both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REGION, PARTS = "HMN", ("STO", "HNT", "HMR")
DOCUMENT, REPORT = "plan-2.0", "annual-report-2019"

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
