"""The made-up figures themselves, without the register: the same every time, adding up, and coming out as told."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from kpi.rules.period import Period
from kpi.trial.comments import Course, Given, Line, Measure, Rhythm
from kpi.trial.series import DemoFigure, figures_of
from kpi.trial.story import STORY

FIGURES = figures_of(STORY)
BY_CELL = {(figure.kpi, figure.organisation, figure.period.label): figure for figure in FIGURES}
COURSES = [
    pytest.param(line, organisation, course, id=f"{line.kpi}-{organisation}")
    for line in STORY.lines
    for organisation, course in line.courses.items()
    if isinstance(course, Course)
]
DIGEST = "import hashlib; from kpi.trial.series import figures_of; from kpi.trial.story import STORY; \
print(hashlib.sha256(repr(figures_of(STORY)).encode()).hexdigest())"


def test_the_same_figures_in_another_process() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert figures_of(STORY) == FIGURES


def test_one_figure_a_cell_in_calendar_periods_of_the_years_told() -> None:
    assert len(BY_CELL) == len(FIGURES)
    assert all(figure.period.is_calendar for figure in FIGURES)
    assert max(figure.period.end for figure in FIGURES) == Period.parse("2026-10").end
    early = {cell for cell, figure in BY_CELL.items() if figure.period.start < Period.parse("2023").start}
    assert early == {("S.1", "HMR", "2022"), ("K.1", "HMR", "2022")}


def test_at_least_half_of_the_indicators_are_monthly() -> None:
    months = Counter(figure.kpi for figure in FIGURES if figure.period.months == 1)
    assert len(months) >= 25
    assert all(count > 40 for count in months.values())


@pytest.mark.parametrize(("line", "organisation", "course"), COURSES)
def test_it_starts_and_ends_as_told(line: Line, organisation: str, course: Course) -> None:
    last = Period.parse(course.until or "2026-T2")
    if line.measure == Measure.FLOW:
        if not course.since:
            assert _year(line, organisation, last.end) == course.last
            assert _year(line, organisation, last.previous().end) == course.before
            assert _year(line, organisation, Period.parse("2023").end) == course.start
        return
    for tertial, told in ((last, course.last), (last.previous(), course.before)):
        if line.rhythm != Rhythm.MONTHS:
            figure = BY_CELL[line.kpi, organisation, tertial.label]
            # A few cases cannot give every share; nor do a few registries.
            slack = 50 / figure.denominator if line.measure == Measure.SHARE and figure.denominator else 0
            assert abs(figure.value - Decimal(str(told))) <= round(slack, 3)
    first = BY_CELL.get((line.kpi, organisation, "2023-01"))
    if first is not None and not (first.denominator and first.denominator < 1000):
        assert first.value == Decimal(str(course.start))


def _year(line: Line, organisation: str, end: int) -> Decimal:
    months = 4 if line.rhythm == Rhythm.TERTIALS else 1
    starts = range(end - 11, end + 1, months)
    return sum((BY_CELL[line.kpi, organisation, Period(s, months).label].value for s in starts), Decimal(0))


def test_tertials_are_made_of_their_months() -> None:
    measures = {line.kpi: line.measure for line in STORY.lines}
    checked = Counter[Measure]()
    for figure in FIGURES:
        if figure.period.months != 4:
            continue
        labels = [Period(figure.period.start + place, 1).label for place in range(4)]
        months = [BY_CELL.get((figure.kpi, figure.organisation, label)) for label in labels]
        found = [month for month in months if month is not None]
        if not found:
            continue
        assert len(found) == 4
        measure = measures[figure.kpi]
        checked[measure] += 1
        if measure == Measure.FLOW:
            assert figure.value == _sum(found, "value")
        elif measure == Measure.PLAIN:
            assert abs(_sum(found, "value") / 4 - figure.value) <= Decimal("0.05")
        else:
            assert figure.numerator == _sum(found, "numerator")
            assert figure.denominator == _sum(found, "denominator")
    assert {Measure.FLOW, Measure.PLAIN, Measure.SHARE, Measure.AVERAGE} == set(checked)


def _sum(figures: list[DemoFigure], field: str) -> Decimal:
    return sum((getattr(figure, field) for figure in figures), Decimal(0))


def test_the_summer_and_the_spring_after_go_live_are_felt() -> None:
    def value(kpi: str, organisation: str, period: str) -> Fraction:
        return Fraction(BY_CELL[kpi, organisation, period].value)

    for organisation in ("STO", "HNT", "HMR"):
        for year in ("2023", "2024", "2025"):
            quiet, usual = (value("DH.1a", organisation, f"{year}-{month}") for month in ("07", "10"))
            assert quiet < usual * Fraction(85, 100)
        assert value("SP-1.1", organisation, "2023-03") < value("SP-1.1", organisation, "2023-01") - 4
        assert value("SP-1.1", organisation, "2023-12") > value("SP-1.1", organisation, "2023-03") + 4
        assert value("S-1.1", organisation, "2023-03") > value("S-1.1", organisation, "2023-01")


def test_the_unfinished_tertial_and_a_few_others_wait_for_approval() -> None:
    closed = Period.parse("2026-T2").end
    waiting = {cell for cell, figure in BY_CELL.items() if not figure.approved}
    assert {cell for cell, figure in BY_CELL.items() if figure.period.end > closed} <= waiting
    earlier = {(kpi, org) for (kpi, org, label) in waiting if Period.parse(label).end <= closed}
    assert earlier == {("P-1.3", "HNT"), ("SP-3.2", "HMR"), ("DH-1.1", "HNT")}


def test_each_correction_changes_an_approved_figure_and_says_why() -> None:
    corrected = [figure for figure in FIGURES if figure.first_value is not None]
    assert len(corrected) == len(STORY.corrections) >= 2
    for figure in corrected:
        assert figure.approved
        assert figure.first_value != figure.value
        assert figure.reason


def test_one_trust_has_stopped_delivering_some_figures() -> None:
    stopped = {
        (line.kpi, organisation)
        for line in STORY.lines
        for organisation, course in line.courses.items()
        if isinstance(course, Course)
        and course.until
        and Period.parse(course.until) != Period.parse("2026-T2")
    }
    assert {organisation for _kpi, organisation in stopped} == {"HMR"}
    for kpi, organisation in stopped:
        assert (kpi, organisation, "2026-T2") not in BY_CELL
        assert (kpi, "STO", "2026-T2") in BY_CELL


def test_what_the_region_reports_is_given_for_itself() -> None:
    region = [line.courses["HMN"] for line in STORY.lines if "HMN" in line.courses]
    assert len(region) == 1
    assert isinstance(region[0], Given)
