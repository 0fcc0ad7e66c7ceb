"""A register in memory: some of the regional plan's KPIs and organisations, for tests that only read files."""

from __future__ import annotations

from kpi.files.lookup import Absent, Lookup
from kpi.rules.terms import Unit
from kpi.selectors.measurable import MeasurableKpi
from kpi.words.fault_codes import Misfit

UNITS = {
    "P-2.1": Unit.PERCENT,
    "SP-1.1": Unit.PERCENT,
    "B.1a": Unit.PERCENT,
    "S-1.1": Unit.DAYS,
    "SP.1": Unit.COUNT,
    "S.1": Unit.NOK,
}
KPIS = {code: MeasurableKpi(id_, code, 1, unit, True) for id_, (code, unit) in enumerate(UNITS.items(), 1)}
ORGANISATIONS = {"HMN": 1, "STO": 2, "HNT": 3, "HMR": 4}
CATEGORIES = {"Sykehus (Poliklinikk)": 1, "VOP": 2}
PLANS = ("regional", "municipal")


def kpi(code: str, plan: str) -> MeasurableKpi | Absent | None:
    """The KPI, where the plan is none or the regional one."""
    if plan and plan not in PLANS:
        return Absent("plan", Misfit.PLAN_UNKNOWN)
    if code == "TWICE" and not plan:
        return Absent("kpi", Misfit.KPI_IN_SEVERAL_PLANS, {"plans": ", ".join(PLANS)})
    return KPIS.get(code)


CODES = Lookup(
    kpi=kpi,
    organisation=ORGANISATIONS.get,
    misfits=lambda _kpi, _organisation: (),
    category=CATEGORIES.get,
)


def code_of(kpi_id: int) -> str:
    """The code of a KPI that was read."""
    return next(code for code, found in KPIS.items() if found.id == kpi_id)


def organisation_of(id_: int) -> str:
    """The code of an organisation that was read."""
    return next(code for code, known in ORGANISATIONS.items() if known == id_)
