"""Chapter 7 on the plan page: regional ambitions beside what their rules give, limits, requirements, revisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpi.models import (
    Ambition,
    Baseline,
    Kpi,
    Organisation,
    RegionalAmbition,
    RequirementLimit,
    Revision,
    Threshold,
)
from kpi.presentation.formats import NBSP
from tests.pages.plan_reading import kpi_row, lines, page_of

Measure = Callable[..., None]


@pytest.mark.usefixtures("plan")
def test_adopted_ambitions_stand_beside_what_the_rule_gives() -> None:
    page = page_of()
    assert len(page.regional) == 19
    assert all(row.agrees for row in page.regional)
    assert page.regional_summary == "19 regionale ambisjoner. Regelen gir det vedtatte for alle."
    rows = {row.code: row for row in page.regional}
    shown = {
        code: [text.replace(NBSP, " ") for text in (*row.rule, row.calculated, row.adopted)]
        for code, row in rows.items()
    }
    assert shown["P-1.3"] == ["Snitt, med 1 desimal", "93,3 %", "93,3 %"]
    assert shown["SP-1.1"] == ["Snitt, i hele tall", "92 %", "92 %"]
    assert shown["L-1.1"] == ["Median", "90 %", "90 %"]
    assert shown["DH-1.1"] == ["Laveste", "15 %", "15 %"]
    assert shown["P-3.1"] == ["Snitt, med 1 desimal", "Bare de som har satt ambisjon, er med", "80 %", "80 %"]
    assert shown["SP-3.3"][-3:] == ["Venter til alle har satt ambisjon", "avventes", "avventes"]
    assert shown["S-1.1"] == ["Nasjonalt krav", "Krav: høyst 50 dager", "50 dager", "50 dager"]
    assert shown["S-1.3"][-2:] == ["95 %", "95 %"]
    assert "100 minus" in rows["S-1.3"].remarks[-1].text
    assert "HNT: Avventes" in rows["SP-3.3"].remarks[-1].text
    assert rows["SP-1.1"].source == "Kap. 7.1, fotnote 27"
    # Footnotes 27 and 28 say what HNT's ambitions depend on.
    assert [
        row.code for row in page.regional if any("HNT: 5 dager" in text.text for text in row.remarks)
    ] == ["SP-3.2"]
    assert rows["SP-1.1"].remarks[0].text.startswith("HNT: 95 % for kommuner")


@pytest.mark.usefixtures("plan")
def test_an_adopted_ambition_that_differs_says_so_and_why() -> None:
    RegionalAmbition.objects.filter(kpi__code="P-1.3").update(value=Decimal(94), note="Rundet opp av styret")
    page = page_of()
    row = next(row for row in page.regional if row.code == "P-1.3")
    assert (row.agrees, row.calculated, row.adopted) == (False, f"93,3{NBSP}%", f"94{NBSP}%")
    assert [(note.text, note.from_plan) for note in row.remarks] == [("Rundet opp av styret", True)]
    assert page.regional_summary.endswith("for 18. P-1.3 avviker.")


@pytest.mark.usefixtures("plan")
def test_what_the_plan_leaves_out_is_calculated() -> None:
    page = page_of()
    found = {row.code: (row.calculated.replace(NBSP, " "), row.how) for row in page.left_out}
    assert found["SP.1"] == ("224,75", "Summen av foretakenes mål")
    assert found["F.1"] == ("66", "Summen av foretakenes mål")
    assert found["S.1"] == (
        "20–30 % reduksjon",
        "Snittet av foretakenes prosenter, regnet av regionens nullpunkt",
    )
    assert found["P-1.1"] == ("76,7 %", "Snittet av foretakenes ambisjoner, med én desimal")
    assert found["B.1a"] == ("forbedring", "Alle foretakene har forbedring som ambisjon")
    assert found["F-1.1"] == ("avventes", "Avventes til alle foretakene har satt ambisjon")
    assert found["S-1.5"] == ("ikke satt", "Ingen av foretakene har satt ambisjon")
    assert len(found) == 29
    assert "SP-2.1" not in found
    assert not set(found) & {row.code for row in page.regional}


@pytest.mark.usefixtures("plan")
def test_a_sum_that_lacks_a_baseline_cannot_be_worked_out_until_it_is_measured(measure: Measure) -> None:
    hmr = Ambition.objects.get(kpi__code="F-1.1", organisation__code="HMR")
    Ambition.objects.filter(pk=hmr.pk).update(kind="increase", value=10, printed="10% økning")
    measure(("F-1.1", "STO", "2024", "100"), ("F-1.1", "HNT", "2024", "50"))
    rows = {row.code: row for row in page_of().left_out}
    assert rows["F-1.1"].calculated == "kan ikke regnes ut ennå"
    measure(("F-1.1", "HMR", "2024", "30"))
    assert {row.code: row.calculated for row in page_of().left_out}["F-1.1"] == "198"


@pytest.mark.usefixtures("plan")
def test_thresholds_and_requirements_are_told_with_their_limits() -> None:
    page = page_of()
    assert [
        (row.code, *(text.replace(NBSP, " ") for text in (row.green, row.yellow, row.red)), row.source)
        for row in page.thresholds
    ] == [("", "minst 50 % av ambisjonen", "fra 25 %, men under 50 %", "under 25 %", "Kap. 7.2")]
    limits = {row.code: row.limit.replace(NBSP, " ") for row in page.requirements}
    assert limits == {
        "SP-1.1": "Minst 70 %",
        "S-1.1": "Høyst 50 dager",
        "S-1.2": "Minst 70 %",
        "S-1.3": "Høyst 5 %",
        "S-1.4": "Høyst 0 %",
    }


def test_a_revision_is_seen_from_the_day_it_is_in_force(plan: Any) -> None:
    kpi, sto = Kpi.objects.get(code="SP-1.1"), Organisation.objects.get(code="STO")
    start = Revision.objects.create(plan=plan, code="2026", origin=Revision.FILE, valid_from=date(2026, 1, 1))
    Ambition.objects.create(kpi=kpi, organisation=sto, kind="level", value=99, deadline=2030, revision=start)
    Baseline.objects.create(kpi=kpi, organisation=sto, kind="value", value=41, year=2022, revision=start)
    Threshold.objects.create(plan=plan, kpi=kpi, basis="value", green=80, yellow=60, revision=start)
    RequirementLimit.objects.filter(kpi=kpi).update(revision=start)
    before, after = page_of("2025-T3"), page_of("2026-T1")
    assert lines(kpi_row(before, "SP-1.1").ambitions)[0] == "STO 85 %"
    assert lines(kpi_row(after, "SP-1.1").ambitions)[0] == "STO 99 %"
    assert lines(kpi_row(after, "SP-1.1").deadlines) == ["STO 2030", "HNT, HMR 2027"]
    assert lines(kpi_row(after, "SP-1.1").baselines)[0] == "STO 41 % (2022)"
    assert len(before.thresholds) == 1
    assert [(row.code, row.since) for row in after.thresholds] == [("", ""), ("SP-1.1", "1. januar 2026")]
    assert after.thresholds[1].green == f"80{NBSP}% eller bedre"
    assert "SP-1.1" not in [row.code for row in before.requirements]
