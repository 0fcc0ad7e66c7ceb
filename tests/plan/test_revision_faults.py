"""What makes no revision: whatever the plan's files would be refused for, by the files' own checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kpi import models
from kpi.files.plan.revise import NotARevision
from kpi.models.revision import Dated
from tests.plan.new_terms import (
    baseline,
    by_the_action,
    definition,
    kpi,
    limit_of,
    limits,
    organisation,
    own,
    source,
    whole_ambition,
)
from tests.plan.register import everything

# P-2.1 is a share where higher is better, SP.1 a count and S-1.1 days where lower is better.
NONSENSE = [
    (lambda: own("P-2.1", "level", value=Decimal("130")), "value: 130 is not a share"),
    (lambda: own("P-2.1", "level", value=Decimal("-1")), '"-1" is negative'),
    (lambda: own("P-2.1", "reduction", value=Decimal("20")), "kind: reduction needs a KPI where lower"),
    (lambda: own("S-1.1", "increase", value=Decimal("20")), "kind: increase needs a KPI where higher"),
    (lambda: own("SP.1", "reduction", value=Decimal("130")), "value: a reduction of 130 % cannot be"),
    (
        lambda: own("SP.1", "reduction_range", value=Decimal("30"), value_high=Decimal("20")),
        "value_high: the range does not run upwards",
    ),
    (lambda: own("P-2.1", "requirement"), "kind: there is no limit for the KPI"),
    (
        lambda: models.Ambition(kpi=kpi(), organisation=organisation("HMN"), kind="level", value=Decimal(60)),
        "organisation: the ambitions of HMN as a whole",
    ),
    (lambda: whole_ambition("level", value=Decimal("101")), "value: 101 is not a share"),
    (
        lambda: models.RegionalAmbition(
            kpi=kpi(), organisation=organisation("STO"), kind="level", value=Decimal(60)
        ),
        "organisation: STO has no parts",
    ),
    (lambda: baseline("SP.1", value=Decimal("1.064")), "value: 1.064 is not a whole number"),
    (lambda: baseline("P-2.1", value=Decimal("170")), "value: 170 is not a share"),
    (lambda: baseline("P-2.1", kind="regional", organisation=organisation("HMN")), "kind: this is the whole"),
    (lambda: limits("share", "0.2", "0.3"), "green: green must begin above yellow"),
    (lambda: limits("share", "50", "25"), "green: 50 is not a share of the ambition"),
    (lambda: limits("value", "50", "40", "S-1.1"), "green: green must be stricter"),
    (lambda: limits("value", "50", "40"), "kpi: the cell is empty"),
    (
        lambda: models.RequirementLimit(
            requirement=models.Requirement.objects.get(code="waiting-time"),
            kpi=kpi("S-1.1"),
            comparison="at_least",
            limit=Decimal(45),
        ),
        "comparison: at_least suits a KPI where higher is better",
    ),
    (lambda: models.Ambition(kpi=kpi(), kind="level", value=Decimal(60)), "organisation"),
    (lambda: models.Threshold(basis="share", green=Decimal("0.5"), yellow=Decimal("0.25")), "plan"),
    (lambda: models.Baseline(organisation=organisation(), kind="value", value=Decimal(3)), "kpi"),
    (lambda: whole_ambition("reduction", value=Decimal(20)), 'kind: "reduction" is not a known word here'),
    (lambda: baseline("P-2.1", value=Decimal(3), year=1), "year: "),
    (lambda: own("P-2.1", "level", value=Decimal(3), deadline=32000), "deadline: "),
    (lambda: definition(document=source(), section="04.jan"), "section: "),
    (lambda: definition(section="4.1"), "document: the cell is empty"),
    (lambda: definition("x" * 30_000), "text: the text has 30000 characters"),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("row", "words"), NONSENSE, ids=[words for _row, words in NONSENSE])
def test_what_files_would_be_refused_for_makes_no_revision(
    plan: models.Plan, row: Callable[[], Dated], words: str
) -> None:
    before = everything()
    with pytest.raises(NotARevision, match=re.escape(words)):
        by_the_action(plan, [row()])
    assert everything() == before


@pytest.mark.one_database
def test_rows_that_files_would_be_refused_for_together_make_no_revision(plan: models.Plan) -> None:
    before = everything()
    twice = [baseline("P-2.1", value=Decimal(3)), baseline("P-2.1", value=Decimal(4), year=2024)]
    for rows, words in (
        (twice, "the same record stands on line"),
        ([limit_of("waiting-time"), limit_of("cancer-pathways")], "binds the KPI from the same day"),
    ):
        with pytest.raises(NotARevision, match=words):
            by_the_action(plan, rows)
    for options in ({"valid_from": date(1, 1, 1)}, {"decided_by": "x" * 500}, {"reason": "y" * 30_000}):
        with pytest.raises(NotARevision):
            by_the_action(plan, [definition()], **options)
    assert everything() == before
