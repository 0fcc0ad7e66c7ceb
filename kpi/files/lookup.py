"""How the codes in a file of measurements are found in the register. Reading the file is `measurements`' matter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kpi.actions.new_measurement import misfits
from kpi.selectors.measurable import (
    AmbiguousCode,
    Measurable,
    MeasurableIndicator,
    NotMeasured,
    UnknownCode,
)
from kpi.words.fault_codes import Misfit


@dataclass(frozen=True, slots=True)
class Absent:
    """Why a code means nothing here: the column it is about, the fault, and what the sentence about it needs."""

    column: str
    fault: Misfit
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What codes mean. `indicator` is asked with the code of a KPI or an indicator and with the plan's code, which is
    empty where none is given.

    `misfits` says why an indicator and an organisation do not go together, None being one that there is not.
    """

    indicator: Callable[[str, str], MeasurableIndicator | Absent | None]
    organisation: Callable[[str], int | None]
    misfits: Callable[[MeasurableIndicator | None, int | None], Iterable[tuple[str, Misfit]]]
    category: Callable[[str], int | None] = lambda code: None
    document: Callable[[str], int | None] = lambda code: None
    plans_with: Callable[[int], list[str]] = lambda indicator_id: []


def lookup(
    register: Measurable,
    *,
    plans: Collection[str],
    plan: str = "",
    documents: Mapping[str, int] | None = None,
    indicators_first: bool = False,
) -> Lookup:
    """Codes as the register has them. `plans` are the codes of all plans, `plan` the one meant where a row names none;
    `documents` are ids by code, given where a file may name them. With `indicators_first` a code is an indicator's
    before it is a KPI's: documents print what is measured, whatever plans use it."""
    organisations = register.organisations_by_code()

    def indicator(code: str, named: str) -> MeasurableIndicator | Absent | None:
        if named and named not in plans:
            return Absent("plan", Misfit.PLAN_UNKNOWN)
        meant = named or plan
        if indicators_first and not meant and (own := register.indicator_with(code)) is not None:
            return own
        try:
            return register.indicator(code, meant or None)
        except AmbiguousCode as error:
            return Absent("kpi", Misfit.KPI_IN_SEVERAL_PLANS, {"plans": ", ".join(error.plans)})
        except NotMeasured:
            return Absent("kpi", Misfit.KPI_NOT_MEASURED)
        except UnknownCode:
            return Absent("kpi", Misfit.KPI_NOT_IN_PLAN, {"plan": meant}) if meant else None

    return Lookup(
        indicator=indicator,
        organisation=organisations.get,
        misfits=lambda indicator, organisation: misfits(indicator, organisation, register),
        category=register.category,
        plans_with=register.plans_with,
        document=(documents or {}).get,
    )
