"""How the codes in a file of measurements are found in the register. Reading the file is `measurements`' matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kpi.actions.new_measurement import misfits
from kpi.selectors.measurable import Measurable, MeasurableKpi
from kpi.words.fault_codes import Misfit


@dataclass(frozen=True, slots=True)
class Absent:
    """Why a code means nothing here: the column it is about, the fault, and what the sentence about it needs."""

    column: str
    fault: Misfit
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What codes mean. `kpi` is asked with the code and with the plan's code, which is empty where none is given.

    `misfits` says why a KPI and an organisation do not go together, None being one that there is not.
    """

    kpi: Callable[[str, str], MeasurableKpi | Absent | None]
    organisation: Callable[[str], int | None]
    misfits: Callable[[MeasurableKpi | None, int | None], Iterable[tuple[str, Misfit]]]
    category: Callable[[str], int | None] = lambda code: None
    document: Callable[[str], int | None] = lambda code: None


def lookup(
    register: Measurable,
    *,
    plans: Mapping[str, int] | None = None,
    documents: Mapping[str, int] | None = None,
) -> Lookup:
    """Codes as the register has them. `plans` and `documents` are ids by code, given where a file may name them."""
    kpis = register.kpis_by_code()
    organisations = register.organisations_by_code()

    def kpi(code: str, plan: str) -> MeasurableKpi | Absent | None:
        if plan and plan not in (plans or {}):
            return Absent("plan", Misfit.PLAN_UNKNOWN)
        found = kpis.get(code)
        if found is not None and plan and found.plan_id != (plans or {})[plan]:
            return Absent("kpi", Misfit.KPI_NOT_IN_PLAN, {"plan": plan})
        return found

    return Lookup(
        kpi=kpi,
        organisation=organisations.get,
        misfits=lambda kpi, organisation: misfits(kpi, organisation, register),
        document=(documents or {}).get,
    )
