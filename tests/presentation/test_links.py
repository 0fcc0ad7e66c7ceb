"""Addresses are made in one place: of a plan, with what they carry on; without a plan the short ones."""

from __future__ import annotations

import pytest

from kpi.presentation.links import Links
from kpi.rules.period import Period

T2 = Period.parse("2026-T2")
PLAIN, CARRYING = Links("regional"), Links("regional", T2, preliminary=True)


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (PLAIN.overview(), "/plans/regional/"),
        (PLAIN.overview(status="red", anchor="indicators"), "/plans/regional/?status=red#indicators"),
        (PLAIN.organisations(), "/plans/regional/organisations/"),
        (PLAIN.organisation("STO", status=""), "/plans/regional/organisations/STO/"),
        (PLAIN.kpi("SP-1.1"), "/plans/regional/kpi/SP-1.1/"),
        (PLAIN.kpi_file("SP-1.1"), "/plans/regional/kpi/SP-1.1/?format=csv"),
        (PLAIN.why("P-2.1", "STO", T2), "/plans/regional/kpi/P-2.1/?organisation=STO&as_of=2026-T2#why"),
        (PLAIN.register(q="a&b", goal="SP"), "/plans/regional/register/?q=a%26b&goal=SP"),
        (PLAIN.plan(), "/plans/regional/plan/"),
        (PLAIN.rules(), "/plans/regional/status-rules/"),
        (PLAIN.enter(kpi="K.1", period="2025"), "/plans/regional/measurements/new/?kpi=K.1&period=2025"),
        (CARRYING.overview(goal="P"), "/plans/regional/?goal=P&as_of=2026-T2&preliminary=1"),
        (
            CARRYING.why("P-2.1", "STO", Period.parse("2025")),
            "/plans/regional/kpi/P-2.1/?organisation=STO&as_of=2025&preliminary=1#why",
        ),
        (CARRYING.enter(kpi="K.1"), "/plans/regional/measurements/new/?kpi=K.1"),
        (Links("en plan?").kpi("Å.1 %"), "/plans/en%20plan%3F/kpi/%C3%85.1%20%25/"),
        (Links().overview(), "/"),
        (Links().kpi("P-2.1"), "/kpi/P-2.1/"),
        (Links().enter(), "/measurements/new/"),
    ],
)
def test_addresses(made: str, address: str) -> None:
    assert made == address
