"""A register in memory: some of the regional plan's indicators and organisations, for tests that only read files."""

from __future__ import annotations

from kpi.files.lookup import Absent, Lookup
from kpi.rules.terms import Unit
from kpi.selectors.measurable import MeasurableIndicator
from kpi.words.fault_codes import Misfit

UNITS = {
    "P-2.1": Unit.PERCENT,
    "SP-1.1": Unit.PERCENT,
    "B.1a": Unit.PERCENT,
    "S-1.1": Unit.DAYS,
    "SP.1": Unit.COUNT,
    "S.1": Unit.NOK,
}
INDICATORS = {
    code: MeasurableIndicator(id_, code, unit, below_zero=False)
    for id_, (code, unit) in enumerate(UNITS.items(), 1)
}
ORGANISATIONS = {"HMN": 1, "STO": 2, "HNT": 3, "HMR": 4}
CATEGORIES = {"Sykehus (Poliklinikk)": 1, "VOP": 2}
PLANS = ("regional", "municipal")


def indicator(code: str, plan: str) -> MeasurableIndicator | Absent | None:
    """The indicator, where the plan is none or one of those there are."""
    if plan and plan not in PLANS:
        return Absent("plan", Misfit.PLAN_UNKNOWN)
    if code == "TWICE" and not plan:
        return Absent("kpi", Misfit.KPI_IN_SEVERAL_PLANS, {"plans": ", ".join(PLANS)})
    return INDICATORS.get(code)


CODES = Lookup(
    indicator=indicator,
    organisation=ORGANISATIONS.get,
    misfits=lambda _indicator, _organisation: (),
    category=CATEGORIES.get,
)


def code_of(indicator_id: int) -> str:
    """The code of an indicator that was read."""
    return next(code for code, found in INDICATORS.items() if found.id == indicator_id)


def organisation_of(id_: int) -> str:
    """The code of an organisation that was read."""
    return next(code for code, known in ORGANISATIONS.items() if known == id_)
