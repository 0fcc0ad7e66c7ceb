"""Why a plan's rows cannot be stored: they contradict what others use, or leave out what somebody has used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi.actions.plan_records import RecordRow
from kpi.selectors.plan_in_use import PlanInUse

PUT_BACK = "so it cannot be removed; put it back"


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Why the rows cannot be stored: table, row (None where one is missing), its key, column and remedy."""

    table: str
    row: RecordRow | None
    record: str
    column: str
    reason: str


class PlanNotStorable(Exception):
    """The rows do not fit what the register holds. Nothing was stored."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


def left_out(rows: Mapping[str, Sequence[RecordRow]], in_use: PlanInUse) -> Iterator[PlanFault]:
    """What the rows leave out or turn into something else, though somebody has measured it, revised it or followed it
    up."""
    for table, column, codes, why in (
        ("kpis", "code", in_use.kpis, "the KPI has measurements or revisions"),
        (
            "members",
            "organisation",
            in_use.members,
            "the organisation has measurements or revisions on the plan's KPIs",
        ),
        ("requirements", "code", in_use.requirements, "revisions made in the register set limits by it"),
    ):
        given = {row[column] for row in rows[table]}
        for code in codes:
            if code not in given:
                yield PlanFault(table, None, code, column, f"{why}, {PUT_BACK}")
    for row in rows["kpis"]:
        indicator = in_use.measured_kpis.get(row["code"], row["indicator"])
        if row["indicator"] != indicator:
            reason = f"there are measurements of {indicator} already; write it again, or take a new KPI code"
            yield PlanFault("kpis", row, row.record, "indicator", reason)
    responsible = {row["code"]: row["responsible"] for row in rows["undertakings"]}
    for code, organisation in in_use.followed_up:
        if organisation not in responsible.get(code, ()):
            reason = f"{organisation} has follow-up here, {PUT_BACK} in the list"
            yield PlanFault("undertakings", None, code, "responsible", reason)
