"""A register cell as a row: every column as ready text, with what it sorts by. No HTML and no queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpi.presentation.ambitions import ambition_text, level_text
from kpi.presentation.cell import Cell, Cells
from kpi.presentation.explain.words import told_apart
from kpi.presentation.formats import in_norwegian_order, limit_in_unit, with_percent
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.ambition import Ambition
from kpi.rules.judgement import Judgement
from kpi.rules.terms import AmbitionKind, Status, ThresholdBasis
from kpi.selectors.register import Entry
from kpi.words.labels import DIRECTION, FREQUENCY, OVER_TIME, UNIT, label_of

STATUS_ORDER = (Status.GREEN, Status.YELLOW, Status.RED, Status.NONE)

Key = str | int | Fraction | tuple[object, ...] | None


@dataclass(frozen=True)
class RegisterRow:
    """A cell of the plan with what it promises. `keys` is what each column sorts by; None comes last whichever way."""

    code: str
    name: str
    url: str
    sub_goal: str
    goal: str
    organisation: str
    cell: Cell
    attainment: str
    baseline: str
    ambition: str
    target: str
    deadline: str
    unit: str
    direction: str
    frequency: str
    over_time: str
    keys: Mapping[str, Key]


def row_of(entry: Entry, cells: Cells) -> RegisterRow:
    """A cell's row."""
    kpi, judgement = entry.kpi, entry.judgement
    baseline = judgement.baseline.value if judgement.baseline else None
    target = judgement.target.value if judgement.target else None
    goal, sub_goal = kpi.goal, kpi.sub_goal
    apart_from = () if judgement.value is None else (judgement.value,)
    cell = cells.of(kpi, entry.organisation.code)
    ambition = ambition_of(judgement)
    unit, direction = label_of(UNIT, kpi.unit), label_of(DIRECTION, kpi.direction)
    frequency, over_time = label_of(FREQUENCY, kpi.frequency), label_of(OVER_TIME, kpi.over_time)
    return RegisterRow(
        code=kpi.code,
        name=kpi.name,
        url=cells.links.kpi(kpi.code),
        goal=f"{goal.code} {goal.name}",
        sub_goal=f"{sub_goal.code} {sub_goal.name}" if sub_goal else "",
        organisation=cells.words.label(entry.organisation),
        cell=cell,
        attainment=attainment_text(judgement),
        baseline="" if baseline is None else limit_in_unit(baseline, kpi, apart_from=apart_from),
        ambition=ambition_words(entry, cells.words_about(entry.organisation.code)),
        target="" if target is None else limit_in_unit(target, kpi, apart_from=apart_from),
        deadline="/".join(str(year) for year in entry.deadlines),
        unit=unit,
        direction=direction,
        frequency=frequency,
        over_time=over_time,
        keys={
            "code": entry.places,
            "name": in_norwegian_order(kpi.name),
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
            "unit": unit or None,
            "direction": direction or None,
            "frequency": frequency or None,
            "over_time": over_time or None,
            "flags": len(cell.flags) or None,
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
    ambition = judgement.ambition
    if ambition.rules.follows_requirement and judgement.requirement is not None:
        return Ambition(ambition.kind, judgement.requirement.limit)
    return ambition


def ambition_words(entry: Entry, words: OrganisationWords) -> str:
    """That ambition in words: `80 % reduksjon`, `nasjonalt krav: 50 dager`, `sum av foretakenes mål`."""
    ambition = ambition_of(entry.judgement)
    if ambition.rules.follows_requirement and ambition.value is not None:
        return _("nasjonalt krav: %(limit)s") % {"limit": level_text(ambition.value, entry.kpi)}
    if ambition.rules.has_value and not ambition.rules.is_zero and ambition.value is None:
        return words.in_a_row(_("sum av %(of_parts)s mål"))
    return ambition_text(ambition, entry.kpi)
