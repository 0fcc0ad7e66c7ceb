"""A register cell as a row: every column as ready text, with what it sorts by. No HTML and no queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpi.models import Organisation
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.cells import FlagText, asked_about, flags_of, status_word
from kpi.presentation.explain.words import told_apart
from kpi.presentation.formats import short_period, value_in_unit, with_percent
from kpi.presentation.links import Links
from kpi.rules.ambition import Ambition
from kpi.rules.judgement import Judgement
from kpi.rules.period import Period
from kpi.rules.terms import AmbitionKind, Status, ThresholdBasis
from kpi.selectors.register import Entry
from kpi.words.labels import DIRECTION, FREQUENCY, OVER_TIME, UNIT

STATUS_ORDER = (Status.GREEN, Status.YELLOW, Status.RED, Status.NONE)

Key = str | int | Fraction | tuple[object, ...] | None


@dataclass(frozen=True)
class RegisterRow:
    """The columns go by the table's names. `keys` is what each sorts by; None comes last whichever way."""

    code: str
    name: str
    name_url: str
    sub_goal: str
    goal: str
    organisation: str
    status: Status
    word: str
    why_url: str
    why: str
    value: str
    period: str
    attainment: str
    baseline: str
    ambition: str
    target: str
    deadline: str
    unit: str
    direction: str
    frequency: str
    over_time: str
    flags: tuple[FlagText, ...]
    keys: Mapping[str, Key]


def row_of(entry: Entry, *, region: Organisation, as_of: Period, links: Links) -> RegisterRow:
    """A cell's row."""
    kpi, judgement = entry.kpi, entry.judgement
    baseline = judgement.baseline.value if judgement.baseline else None
    target = judgement.target.value if judgement.target else None
    goal, sub_goal = kpi.goal, kpi.sub_goal
    flags = flags_of(judgement)
    word = status_word(judgement)
    ambition = ambition_of(judgement)
    return RegisterRow(
        code=kpi.code,
        name=kpi.name,
        name_url=links.kpi(kpi.code),
        goal=f"{goal.code} {goal.name}",
        sub_goal=f"{sub_goal.code} {sub_goal.name}" if sub_goal else "",
        organisation=_("Regionen") if entry.organisation == region else entry.organisation.code,
        status=judgement.status,
        word=word,
        why_url=links.why(kpi.code, entry.organisation.code, as_of),
        why=_("Hvorfor %(status)s? %(kpi)s, %(organisation)s")
        % {"status": asked_about(judgement), "kpi": kpi.code, "organisation": entry.organisation.code},
        value="" if judgement.value is None else value_in_unit(judgement.value, kpi),
        period=short_period(judgement.period) if judgement.period else "",
        attainment=attainment_text(judgement),
        baseline="" if baseline is None else value_in_unit(baseline, kpi),
        ambition=ambition_words(entry),
        target="" if target is None else value_in_unit(target, kpi),
        deadline="/".join(str(year) for year in entry.deadlines),
        unit=str(UNIT[kpi.unit]) if kpi.unit else "",
        direction=str(DIRECTION[kpi.direction]) if kpi.direction else "",
        frequency=str(FREQUENCY[kpi.frequency]) if kpi.frequency else "",
        over_time=str(OVER_TIME[kpi.over_time]) if kpi.over_time else "",
        flags=flags,
        keys={
            "code": entry.places,
            "name": kpi.name.casefold(),
            "goal": goal.position,
            "sub_goal": (goal.position, sub_goal.position) if sub_goal else None,
            "organisation": entry.places[1],
            "status": STATUS_ORDER.index(judgement.status),
            "value": judgement.value,
            "period": (judgement.period.end, judgement.period.months) if judgement.period else None,
            "attainment": judgement.attainment,
            "baseline": baseline,
            "ambition": (list(AmbitionKind).index(ambition.kind), ambition.value or Fraction(0)),
            "target": target,
            "deadline": entry.deadlines or None,
            "unit": str(UNIT[kpi.unit]) if kpi.unit else None,
            "direction": str(DIRECTION[kpi.direction]) if kpi.direction else None,
            "frequency": str(FREQUENCY[kpi.frequency]) if kpi.frequency else None,
            "over_time": str(OVER_TIME[kpi.over_time]) if kpi.over_time else None,
            "flags": len(flags) or None,
        },
    )


def attainment_text(judgement: Judgement) -> str:
    """The share of the ambition reached, with the decimals it takes to be on the right side of the limits."""
    if judgement.attainment is None:
        return ""
    limits = [Fraction(1), Fraction(0)]
    if judgement.thresholds is not None and judgement.thresholds.basis == ThresholdBasis.SHARE:
        limits += [judgement.thresholds.green, judgement.thresholds.yellow]
    return with_percent(told_apart(judgement.attainment * 100, [limit * 100 for limit in limits], least=1))


def ambition_of(judgement: Judgement) -> Ambition:
    """The ambition that sets the colour; a requirement stands with its figure."""
    held = judgement.ambition
    if held.kind == AmbitionKind.REQUIREMENT and judgement.requirement is not None:
        return Ambition(held.kind, judgement.requirement.limit)
    return held


def ambition_words(entry: Entry) -> str:
    """That ambition in words: `80 % reduksjon`, `nasjonalt krav: 50 dager`, `sum av foretakenes mål`."""
    held = ambition_of(entry.judgement)
    if held.kind == AmbitionKind.REQUIREMENT and held.value is not None:
        level = ambition_text(Ambition(AmbitionKind.LEVEL, held.value), entry.kpi)
        return _("nasjonalt krav: %(limit)s") % {"limit": level}
    if (held.rules.is_change or held.kind == AmbitionKind.LEVEL) and held.value is None:
        return _("sum av foretakenes mål")
    return ambition_text(held, entry.kpi)
