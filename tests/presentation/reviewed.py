"""The explanations that stand whole in `reviewed_texts.md`: one for each sort of cell, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from kpi.models import Ambition, Measurement, Revision, User
from kpi.presentation.explain.parts import Explanation, Text
from kpi.rules.figure import Figure
from kpi.rules.period import Period
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import ComparesWith, RegionalRule, ThresholdBasis, Unit
from kpi.selectors.kpi_facts import KnownInconsistency
from tests.presentation.cells import explained
from tests.rules.build import SUM_OF_YEAR, figure, terms

HEAD = """# Explanations as a reader meets them

Every text here has been read by a person. `test_reviewed_texts.py` compares them with what is said now. After a change
that is meant, write the file anew and read the difference before it is committed:

    GEVINST_REWRITE_TEXTS=1 .venv/bin/python -m pytest tests/presentation/test_reviewed_texts.py; git diff
"""

DAYS = {"unit": Unit.DAYS, "lower": True}
DEVIATIONS = {"lower": True, **SUM_OF_YEAR}
DISCHARGES = terms(given="40.6", promises="level 85", adopted="level 92", required="at_least 70")
WAITING = terms(given="56", promises="requirement", adopted="requirement", required="at_most 50", **DAYS)
SUM_OF_TARGETS = terms(
    given=["1064", "239", "1041"], promises=["reduction 80", "reduction 95", "zero"], **DEVIATIONS
)


def _entered_and_corrected() -> Explanation:
    moment = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
    record = Measurement(
        origin="entered",
        state="current",
        value=Decimal("58"),
        entered_at=moment,
        entered_by=User(pk=1, first_name="Kari", last_name="Nordmann"),
        approved_by=User(pk=2, username="ola"),
        approved_at=moment,
        corrects=Measurement(value=Decimal("57.1")),
        reason="Feil i uttrekket",
    )
    of_record = Figure(
        Period.parse("2026-T2"), Decimal("58.0"), numerator=Decimal(1257), denominator=Decimal(2168), ref=7
    )
    return explained(
        DISCHARGES,
        [of_record],
        as_of="2026-T2",
        numerator="Epikriser sendt innen 1 dag etter utskrivning",
        facts={
            "records": {7: record},
            "ambitions": {
                "STO": [
                    Ambition(
                        kind="level", value=Decimal(85), deadline=2025, printed="85%", revision=Revision()
                    )
                ]
            },
        },
    )


CASES: dict[str, Callable[[], Explanation]] = {
    "A level, on the border to green": lambda: explained(
        terms(promises="level 50", adopted="level 43.3"), "21.65"
    ),
    "A level, just below the border": lambda: explained(terms(adopted="level 43.3"), "21.649"),
    "A level that is lower the better, far off": lambda: explained(
        terms(given="8", promises="level 5", **DAYS), "25"
    ),
    "A requirement that is not met, with what is counted, a correction and a deadline": _entered_and_corrected,
    "A requirement that overrules the limit for green": lambda: explained(WAITING, "56"),
    "A requirement that is met": lambda: explained(WAITING, "50"),
    "A reduction of a count, summed over a year": lambda: explained(
        terms(given="1064", promises="reduction 80", **DEVIATIONS),
        [figure("2024-T1", 212), figure("2024-T2", 213), figure("2024-T3", 213)],
    ),
    "A count that has become worse than its baseline": lambda: explained(
        terms(given="1064", promises="reduction 80", **DEVIATIONS), [figure("2024", 1100)]
    ),
    "A reduction within a range": lambda: explained(
        terms(given="100", promises="reduction_range 20 30", lower=True, unit=Unit.NOK), "90"
    ),
    "An increase": lambda: explained(terms(given="60", promises="increase 10", **SUM_OF_YEAR), "61"),
    "No case is the ambition": lambda: explained(terms(given="1.8", promises="zero", lower=True), "0.9"),
    "An improvement on the baseline": lambda: explained(
        terms(given="41", promises="improvement"), [figure("2025", "45", of=(450, 1000))], numerator="Svar"
    ),
    "No improvement on the figure before": lambda: explained(
        terms(promises="improvement", compares_with=ComparesWith.PREVIOUS),
        [figure("2024", 42), figure("2025", 40)],
    ),
    "Limits that are values": lambda: explained(
        terms(
            adopted="level 5",
            thresholds=(Thresholds(Fraction(10), Fraction(20), ThresholdBasis.VALUE),),
            **DAYS,
        ),
        "12",
    ),
    "No measurement": lambda: explained(
        terms(adopted="level 80"),
        facts={"inconsistencies": (KnownInconsistency("Kapittel 4 og 7.1 er ulike.", "", "7.1", ""),)},
    ),
    "A year with a hole": lambda: explained(
        terms(given="60", promises="increase 10", **SUM_OF_YEAR),
        [figure("2025-T1", 20), figure("2025-T3", 22)],
    ),
    "An ambition that is awaited": lambda: explained(terms(promises="pending"), "5"),
    "A figure that has just become the baseline": lambda: explained(terms(promises="increase 10"), "5"),
    "What takes no measurements": lambda: explained(terms(), takes_measurements=False),
    "The region: pooled, with a trust missing, an old figure": lambda: explained(
        terms(given="60", promises=["level 85", "level 95", "level 95"], adopted="level 92"),
        [figure("2022-T1", "50", of=(50, 100))],
        [figure("2022-T1", "20", of=(10, 50))],
        whose="HMN",
    ),
    "The region: its own figure, and an ambition that is calculated": lambda: explained(
        terms(
            promises=["level 85", "level 95", "level 95"],
            regional=RegionalTerms(RegionalRule.MEAN, 0),
        ),
        "46",
        "62",
        "49",
        whose="HMN",
        own=[figure("2025", 51)],
    ),
    "The region: the sum of the trusts' targets": lambda: explained(
        SUM_OF_TARGETS, "612", "158", "887", whose="HMN"
    ),
    "The region: a sum that lacks a trust": lambda: explained(
        SUM_OF_TARGETS, "612", "158", None, whose="HMN"
    ),
}


def reviewed_texts() -> str:
    """The whole file."""
    return "\n".join([HEAD, *(f"## {name}\n\n{written(make())}" for name, make in CASES.items())])


def written(explanation: Explanation) -> str:
    """An explanation as Markdown, a sentence on a line, with plain spaces; what is strong on the page is so here."""
    lines = [f"**{explanation.title}** ({explanation.word})", ""]
    lines += [_marked(sentence) for sentence in explanation.answer]
    lines += [""]
    for place, step in enumerate(explanation.steps, start=1):
        lines += [f"{place}. {step.name}"]
        lines += [f"   - {_marked(line)}" for line in step.lines]
        lines += [f"   - _{_marked(note)}_" for note in step.notes]
        lines += [f"   - _{source}_" for source in step.sources]
    beside = [f"- {fact.name}: {' | '.join(map(_marked, fact.lines))}" for fact in explanation.facts]
    beside += [f"- Flagg: {flag.word}: {_marked(flag.sentence)}" for flag in explanation.flags]
    beside += [f"- Avvik i planen: {_marked(note)}" for note in explanation.inconsistencies]
    if explanation.scale:
        named = "; ".join(mark.text for mark in explanation.scale.marks)
        now = f" [{explanation.scale.now}]" if explanation.scale.now else ""
        beside += [f"- {explanation.scale.title}{now} {explanation.scale.description} [{named}]"]
    lines += ["", *beside] if beside else []
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _marked(text: Text) -> str:
    return "".join(f"**{run.text}**" if run.strong else run.text for run in text.runs).replace("****", "")
