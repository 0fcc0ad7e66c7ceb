"""The plan's chapter 7 as ready text: regional ambitions, adopted beside calculated, thresholds, requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboards.plan.goals import anchor_of
from dashboards.plan.texts import calculated_how, calculated_text, rule_text, waiting_text
from kpi.models import Kpi, RequirementLimit, Threshold
from kpi.presentation.ambitions import ambition_mark, ambition_text, requirement_text
from kpi.presentation.citations import Citations
from kpi.presentation.formats import day, exact_number, share, value_with_unit
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords, words_of
from kpi.rules.ambition import Ambition, Requirement
from kpi.rules.terms import AmbitionKind, Comparison, ThresholdBasis
from kpi.selectors.plan_document import LeftOut, PlanDocument
from kpi.selectors.reconciliation import ReconciledAmbition


@dataclass(frozen=True)
class Input:
    """A trust's ambition in few words."""

    who: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Something to know of a row. `from_plan` texts are Norwegian whatever the page's language."""

    text: str
    from_plan: bool


@dataclass(frozen=True)
class RegionalRow:
    """An adopted regional ambition beside the one its rule gives. `remarks` say why they differ, or how it is read."""

    anchor: str

    code: str
    name: str
    url: str
    inputs: tuple[Input, ...]
    rule: tuple[str, ...]
    calculated: str
    adopted: str
    agrees: bool
    remarks: tuple[Remark, ...]
    source: str


@dataclass(frozen=True)
class LeftOutRow:
    """A KPI that the plan has no regional ambition for, with the calculated one."""

    code: str
    name: str
    url: str
    inputs: tuple[Input, ...]
    calculated: str
    how: str


@dataclass(frozen=True)
class ThresholdRow:
    """Where green and yellow begin, for the plan (`code` empty) or for one KPI."""

    code: str
    url: str
    green: str
    yellow: str
    red: str
    since: str
    source: str


@dataclass(frozen=True)
class RequirementRow:
    """A national requirement."""

    code: str
    name: str
    url: str
    requirement: str
    limit: str
    printed: str
    own_dates: str
    note: str
    source: str


def regional_rows(document: PlanDocument, sources: Citations, links: Links) -> tuple[RegionalRow, ...]:
    """The adopted ones, in the order of the plan's own table."""
    return tuple(_regional(document, row, sources, links) for row in document.reconciliation.rows)


def _regional(
    document: PlanDocument, row: ReconciledAmbition, sources: Citations, links: Links
) -> RegionalRow:
    kpi, record = row.kpi, row.record
    rule = [rule_text(row.terms), waiting_text(row.terms, row.inputs.values())]
    if row.requirement is not None:
        rule.append(requirement_text(row.requirement, kpi))
    return RegionalRow(
        anchor=f"regional-{anchor_of(kpi.code)}",
        code=kpi.code,
        name=record.printed_name or kpi.name,
        url=links.kpi(kpi.code),
        inputs=_inputs(row.inputs, kpi),
        rule=tuple(text for text in rule if text),
        calculated=_printed(row.calculated, row.calculated_kind, kpi),
        adopted=_printed(row.adopted, row.adopted_kind, kpi),
        agrees=row.agrees,
        remarks=tuple(_remarks(document, row)),
        source=sources.text(record),
    )


def _remarks(document: PlanDocument, row: ReconciledAmbition) -> Iterable[Remark]:
    record = row.record
    if record.note:
        yield Remark(record.note, from_plan=True)
    if record.complement:
        yield Remark(
            _("Planens tall er 100 minus det indikatoren måler. Det beregnede er regnet om på samme måte."),
            from_plan=False,
        )
    cells = {trust.code: (row.kpi.pk, trust.pk) for trust in document.terms.parts}
    own = {code: document.ambitions[cell] for code, cell in cells.items() if cell in document.ambitions}
    # What a trust's ambition depends on stands beside the common one too, as the plan's own table has it.
    for code, ambition in own.items():
        if ambition.condition:
            yield Remark(f"{code}: {ambition.condition}", from_plan=True)
    if record.printed_inputs and any(ambition.printed_elsewhere for ambition in own.values()):
        printed = _("%(the_parts)s som trykt her: %(inputs)s. Kapittel 4 gjelder.")
        inputs = record.printed_inputs.replace(" | ", ", ")
        yield Remark(words_of(document.terms).put(printed, inputs=inputs), from_plan=False)


def _inputs(inputs: Mapping[str, Ambition], kpi: Kpi) -> tuple[Input, ...]:
    """Each trust's, or what all have in common."""
    given = [Input(code, ambition_mark(ambition, kpi)) for code, ambition in inputs.items()]
    if len(given) > 1 and len({one.text for one in given}) == 1:
        return (Input(_("alle"), given[0].text),)
    return tuple(given)


def _printed(value: Fraction | None, kind: AmbitionKind, kpi: Kpi) -> str:
    if value is not None:
        return value_with_unit(value, kpi, exact=True)
    return ambition_text(Ambition(kind), kpi)


def left_out_rows(
    left_out: Iterable[LeftOut], links: Links, words: OrganisationWords
) -> tuple[LeftOutRow, ...]:
    """The calculated ones, in plan order."""
    return tuple(
        LeftOutRow(
            code=row.kpi.code,
            name=row.kpi.name,
            url=links.kpi(row.kpi.code),
            inputs=_inputs(row.inputs, row.kpi),
            calculated=calculated_text(row.calculated, row.kpi),
            how=calculated_how(row.calculated, row.inputs.values(), words),
        )
        for row in left_out
    )


def threshold_rows(document: PlanDocument, sources: Citations, links: Links) -> tuple[ThresholdRow, ...]:
    """The limits in force: the plan's, then those of single KPIs."""
    kpis = {kpi.pk: kpi for kpi in document.terms.kpis}
    return tuple(
        _threshold(row, kpis.get(row.kpi_id) if row.kpi_id else None, sources, links)
        for row in document.thresholds
    )


def _threshold(row: Threshold, kpi: Kpi | None, sources: Citations, links: Links) -> ThresholdRow:
    if row.basis == ThresholdBasis.SHARE:
        words = {"green": share(Fraction(row.green)), "yellow": share(Fraction(row.yellow))}
        green, yellow, red = (
            _("minst %(green)s av ambisjonen") % words,
            _("fra %(yellow)s, men under %(green)s") % words,
            _("under %(yellow)s") % words,
        )
    else:
        words = {
            "green": value_with_unit(row.green, kpi, exact=True) if kpi else exact_number(row.green),
            "yellow": value_with_unit(row.yellow, kpi, exact=True) if kpi else exact_number(row.yellow),
        }
        green, yellow, red = (
            _("%(green)s eller bedre") % words,
            _("%(yellow)s eller bedre, men ikke grønn") % words,
            _("dårligere enn %(yellow)s") % words,
        )
    return ThresholdRow(
        code=kpi.code if kpi else "",
        url=links.kpi(kpi.code) if kpi else "",
        green=green,
        yellow=yellow,
        red=red,
        since=day(row.valid_from) if row.valid_from else "",
        source=sources.text(row),
    )


def requirement_rows(document: PlanDocument, sources: Citations, links: Links) -> tuple[RequirementRow, ...]:
    """The requirements in force, in plan order."""
    kpis = {kpi.pk: kpi for kpi in document.terms.kpis}
    return tuple(_requirement(row, kpis[row.kpi_id], sources, links) for row in document.requirements)


def _requirement(row: RequirementLimit, kpi: Kpi, sources: Citations, links: Links) -> RequirementRow:
    return RequirementRow(
        code=kpi.code,
        name=kpi.name,
        url=links.kpi(kpi.code),
        requirement=row.requirement.name,
        limit=limit_text(Requirement(Comparison(row.comparison), Fraction(row.limit)), kpi),
        printed=row.requirement.printed,
        own_dates=row.requirement.own_dates,
        note=row.requirement.note,
        source=sources.text(row),
    )


def limit_text(requirement: Requirement, kpi: Kpi) -> str:
    """A requirement's limit with its unit: `Minst 70 %`."""
    limit = value_with_unit(requirement.limit, kpi, exact=True)
    if requirement.comparison == Comparison.AT_LEAST:
        return capfirst(_("minst %(limit)s") % {"limit": limit})
    return capfirst(_("høyst %(limit)s") % {"limit": limit})
