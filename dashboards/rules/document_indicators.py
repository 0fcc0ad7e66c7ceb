"""The plan's indicators that the worked examples use, with the figures plan 2.0 prints. No figures measured later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.kpi_terms import KpiTerms, OrganisationTerms
from kpi.rules.period import Period
from kpi.rules.status import STANDARD
from kpi.rules.terms import (
    Aggregation,
    AmbitionKind,
    BaselineKind,
    Comparison,
    Direction,
    OverTime,
    Unit,
)

TRUSTS = ("STO", "HNT", "HMR")
REGION = "HMN"
GO_LIVE = Period.parse("2023-01").start
YEARLY_COUNT: dict[str, Any] = {
    "aggregation": Aggregation.SUM,
    "over_time": OverTime.YEAR_SUM,
    "unit": Unit.COUNT,
}
LOWER: dict[str, Any] = {"direction": Direction.LOWER}


@dataclass(frozen=True)
class Indicator:
    """A KPI of the plan with its printed name and its terms."""

    name: str
    terms: KpiTerms


def _ambition(text: str) -> Ambition:
    kind, *numbers = text.split()
    low, high = [*(Fraction(number) for number in numbers), None, None][:2]
    return Ambition(AmbitionKind(kind), low, high)


def _baseline(text: str) -> GivenBaseline:
    """A printed figure, a figure in brackets that is context only, or a word such as `none`."""
    if text in BaselineKind.__members__.values():
        return GivenBaseline(BaselineKind(text))
    return GivenBaseline(
        BaselineKind.VALUE, Fraction(text.strip("()")), calculated_with=not text.startswith("(")
    )


def _indicator(
    code: str,
    name: str,
    *,
    baselines: Sequence[str],
    ambitions: Sequence[str],
    adopted: str | None = None,
    requirement: tuple[Comparison, int] | None = None,
    **more: Any,
) -> Indicator:
    parts = tuple(
        OrganisationTerms(
            trust, REGION, GO_LIVE, (_baseline(baselines[place]),), (_ambition(ambitions[place]),)
        )
        for place, trust in enumerate(TRUSTS)
    )
    required = () if requirement is None else (Requirement(requirement[0], Fraction(requirement[1])),)
    terms = KpiTerms(
        code=code,
        organisations=(
            *parts,
            OrganisationTerms(REGION, adopted=() if adopted is None else (_ambition(adopted),)),
        ),
        requirements=required,
        thresholds=(STANDARD,),
        **more,
    )
    return Indicator(name, terms)


P_1 = _indicator(
    "P.1",
    "Økt score i pasienttilfredshetsundersøkelse som følge av HelsaMi",
    baselines=["41", "43", "39"],
    ambitions=["improvement"] * 3,
    reporting_months=12,
)
P_2_1 = _indicator(
    "P-2.1",
    "Andel timeavtaler bestilt av pasienter i HelsaMi",
    baselines=["none"] * 3,
    ambitions=["level 50", "level 30", "level 50"],
    adopted="level 43.3",
)
SP_1 = _indicator(
    "SP.1",
    "Antall samhandlingsavvik",
    baselines=["1064", "239", "1041"],
    ambitions=["reduction 80", "reduction 95", "zero"],
    **LOWER,
    **YEARLY_COUNT,
)
SP_1_1 = _indicator(
    "SP-1.1",
    "Andel epikriser sendt innen 1 dag etter utskrivning",
    baselines=["40.6", "50.5", "47.4"],
    ambitions=["level 85", "level 95", "level 95"],
    adopted="level 92",
    requirement=(Comparison.AT_LEAST, 70),
)
SP_3_1 = _indicator(
    "SP-3.1",
    "Vurderingstid (dager) for henvisninger",
    baselines=["3.62", "2.95", "3.82"],
    ambitions=["level 5"] * 3,
    adopted="level 5",
    unit=Unit.DAYS,
    **LOWER,
)
DH_2_1 = _indicator(
    "DH-2.1",
    "Antall pasienter per HelsaMi oppfølgingsprogram",
    baselines=["none"] * 3,
    ambitions=["pending"] * 3,
    adopted="pending",
    aggregation=Aggregation.SUM,
    unit=Unit.COUNT,
)
S_1 = _indicator(
    "S.1",
    "KPP",
    baselines=["pending"] * 3,
    ambitions=["reduction_range 20 30"] * 3,
    unit=Unit.NOK,
    **LOWER,
)
S_1_1 = _indicator(
    "S-1.1",
    "Ventetid avviklede pasienter",
    baselines=["56", "60", "61"],
    ambitions=["requirement", "pending", "requirement"],
    adopted="requirement",
    requirement=(Comparison.AT_MOST, 50),
    unit=Unit.DAYS,
    **LOWER,
)
S_1_3 = _indicator(
    "S-1.3",
    "Andel kontakter som har passert planlagt tid",
    baselines=["8.5", "13.7", "11.5"],
    ambitions=["requirement", "pending", "requirement"],
    adopted="requirement",
    requirement=(Comparison.AT_MOST, 5),
    **LOWER,
)
S_1_4 = _indicator(
    "S-1.4",
    "Fristbrudd andel avviklede",
    baselines=["(502)", "(849)", "(1765)"],
    ambitions=["zero", "pending", "requirement"],
    adopted="requirement",
    requirement=(Comparison.AT_MOST, 0),
    **LOWER,
)
F_1 = _indicator(
    "F.1",
    "Antall nye kliniske behandlingsstudier",
    baselines=["38", "9", "13"],
    ambitions=["increase 10"] * 3,
    **YEARLY_COUNT,
)
F_1_1 = _indicator(
    "F-1.1",
    "Antall pasienter som har fått tilbud om å delta i kliniske behandlingsstudier",
    baselines=["none"] * 3,
    ambitions=["increase 10", "increase 10", "pending"],
    **YEARLY_COUNT,
)
K_1 = _indicator(
    "K.1",
    "Dekningsgrad i kvalitetsregistre",
    baselines=["73.2", "70.94", "77"],
    ambitions=["level 80"] * 3,
    reporting_months=12,
)
