"""What a KPI is, and what the plan prints of it: definition, roles, baselines, ambitions, requirements, deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpi.models import Ambition as AmbitionRow
from kpi.models import Baseline, Kpi, Organisation, PlanRole
from kpi.models.source import Sourced
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.explain.parts import FromPlan, Text, quoted, rich
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import value_with_unit
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.ambition import Ambition
from kpi.rules.terms import AmbitionKind, ComparesWith
from kpi.selectors.kpi_facts import Facts
from kpi.selectors.terms_of_rows import source_of
from kpi.words.labels import DIRECTION, FREQUENCY, OVER_TIME, ROLE, UNIT


@dataclass(frozen=True)
class Entry:
    """A term and its explanation."""

    name: str
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class PrintedRow:
    """What the plan prints for one organisation."""

    organisation: str
    is_whole: bool
    baseline: Text
    baseline_notes: tuple[Text, ...]
    ambition: Text
    ambition_notes: tuple[Text, ...]
    deadline: str
    source: tuple[str, ...]


def definition(
    kpi: Kpi, facts: Facts, roles: Sequence[PlanRole], words: Words, organisations: OrganisationWords
) -> tuple[Entry, ...]:
    """The entries of the definition list; those the plan says nothing of are left out."""
    found = [
        Entry(_("Navn i planen"), (quoted(_printed_name(kpi)),)) if _printed_name(kpi) != kpi.name else None,
        Entry(_("Teller"), (quoted(kpi.numerator),)) if kpi.numerator else None,
        Entry(_("Nevner"), (quoted(kpi.denominator),)) if kpi.denominator else None,
        _labelled(_("Måles i"), UNIT.get(kpi.unit)),
        _labelled(_("Retning"), DIRECTION.get(kpi.direction)),
        _labelled(_("Vurderes på"), OVER_TIME.get(kpi.over_time)),
        _aggregation(kpi, organisations) if facts.terms.whole_code else None,
        _labelled(_("Rapporteres"), FREQUENCY.get(kpi.frequency)),
        _previous(kpi),
        _deadlines(facts, organisations),
        *_requirements(facts, words),
        *(_role(role) for role in roles),
        Entry(_("Kilde"), tuple(quoted(line) for line in words.sources(source_of(kpi)))),
    ]
    return tuple(entry for entry in found if entry is not None and any(entry.lines))


def _printed_name(kpi: Kpi) -> str:
    return f"{kpi.printed_name}: {kpi.part}" if kpi.part else kpi.printed_name


def _role(role: PlanRole) -> Entry:
    return Entry(
        str(ROLE.get(role.code, role.name)), (quoted(role.holder), quoted(role.responsibility + "."))
    )


def _labelled(name: str, label: object) -> Entry | None:
    return None if label is None else Entry(name, (rich("%(label)s", label=capfirst(str(label))),))


def _previous(kpi: Kpi) -> Entry | None:
    if kpi.compares_with != ComparesWith.PREVIOUS:
        return None
    return Entry(_("Forbedring fra"), (rich(_("Forrige måling")),))


def _aggregation(kpi: Kpi, words: OrganisationWords) -> Entry | None:
    return _labelled(words.put(_("%(of_whole)s tall")), words.aggregation(kpi.aggregation) or None)


def _deadlines(facts: Facts, words: OrganisationWords) -> Entry | None:
    """The year for all the trusts, or each trust's own."""
    parts = [one for one in facts.terms.organisations if not facts.terms.is_whole(one.code)]
    years = {
        part.code: rows[-1].deadline
        for part in parts
        if (rows := facts.ambitions.get(part.code)) and rows[-1].deadline
    }
    if not years:
        return None
    if len(years) == len(parts) and len(set(years.values())) == 1:
        year = next(iter(years.values()))
        # In several levels the parts of the whole are not all that have a deadline.
        everyone = replace(words, are_trusts=words.are_trusts and not words.is_deep)
        text = everyone.put(_("%(year)s for alle %(the_parts)s"), year=year)
        line = rich(text if len(parts) > 1 else str(year))
        return Entry(_("Frist"), (line,))
    lines = [rich(_("%(year)s for %(trust)s"), year=year, trust=code) for code, year in years.items()]
    return Entry(_("Frist"), tuple(lines))


def _requirements(facts: Facts, words: Words) -> Iterable[Entry]:
    """Each requirement with its own dates, which are shown and not calculated with."""
    for row, rule in zip(facts.requirements, facts.terms.requirements, strict=False):
        lines = [rich("%(limit)s", limit=capfirst(words.requirement(rule)))]
        required = row.requirement
        if required.printed:
            lines.append(rich(_("I planen står «%(printed)s»."), printed=FromPlan(required.printed)))
        lines += [quoted(text) for text in (required.own_dates, required.note) if text]
        lines += [quoted(line) for line in words.sources(source_of(row))]
        yield Entry(_("Styringskrav"), tuple(lines))


# ---- what the plan prints, cell by cell ----


def printed_rows(
    kpi: Kpi, organisations: Sequence[Organisation], facts: Facts, words: Words, names: OrganisationWords
) -> tuple[PrintedRow, ...]:
    """A row per organisation: baseline with context years, ambition with condition, deadline and source."""
    return tuple(_printed_row(kpi, one, facts, words, names) for one in organisations)


def _printed_row(
    kpi: Kpi, organisation: Organisation, facts: Facts, words: Words, names: OrganisationWords
) -> PrintedRow:
    code = organisation.code
    is_whole = code == facts.terms.whole_code
    baselines = facts.baselines.get(code, ())
    ambitions = facts.ambitions.get(code, ())
    ambition, notes = _adopted(facts, names) if is_whole else _ambition(kpi, ambitions)
    sourced: list[Sourced] = [*baselines, *ambitions, *(facts.adopted if is_whole else ())]
    return PrintedRow(
        organisation=names.title(organisation),
        is_whole=is_whole,
        baseline=_baseline(kpi, baselines[-1], names) if baselines else Text(()),
        baseline_notes=tuple(_baseline_notes(baselines, facts.context.get(code, ()))),
        ambition=ambition,
        ambition_notes=notes,
        deadline=str(ambitions[-1].deadline or "") if ambitions else "",
        source=words.sources(*[source_of(row) for row in sourced]),
    )


def _baseline(kpi: Kpi, row: Baseline, names: OrganisationWords) -> Text:
    if row.value is not None and row.calculated_with:
        value = value_with_unit(row.value, kpi, exact=True)
        if row.year:
            return rich(_("%(value)s (%(year)s)"), value=value, year=row.year)
        return rich("%(value)s", value=value)
    if row.printed:
        return rich(_("«%(printed)s»"), printed=FromPlan(row.printed))
    return rich("%(kind)s", kind=capfirst(names.baseline_kind(row.kind)))


def _baseline_notes(rows: Sequence[Baseline], context: Sequence[Baseline]) -> Iterable[Text]:
    """The notes of the baseline in use, and the other years, which are shown and not calculated with."""
    for row in rows[-1:]:
        if row.note:
            yield quoted(row.note)
        if row.value is not None and not row.calculated_with:
            yield rich(_("Regnes ikke med."))
    for row in context:
        yield rich(_("Til sammenligning: %(printed)s"), printed=FromPlan(row.printed or str(row.value)))
        if row.note:
            yield quoted(row.note)


def _ambition(kpi: Kpi, rows: Sequence[AmbitionRow]) -> tuple[Text, tuple[Text, ...]]:
    if not rows:
        return Text(()), ()
    row = rows[-1]
    notes = []
    if row.condition:
        notes.append(quoted(row.condition))
    if row.printed_elsewhere:
        notes.append(
            rich(_("Et annet sted i planen: «%(printed)s»."), printed=FromPlan(row.printed_elsewhere))
        )
    if row.printed:
        return rich(_("«%(printed)s»"), printed=FromPlan(row.printed)), tuple(notes)
    return rich("%(kind)s", kind=capfirst(_without_print(kpi, row))), tuple(notes)


def _without_print(kpi: Kpi, row: AmbitionRow) -> str:
    value = None if row.value is None else Fraction(row.value)
    high = None if row.value_high is None else Fraction(row.value_high)
    return ambition_text(Ambition(AmbitionKind(row.kind), value, high), kpi)


def _adopted(facts: Facts, names: OrganisationWords) -> tuple[Text, tuple[Text, ...]]:
    """The adopted regional ambition as printed in section 7.1, with what is printed to lead up to it."""
    if not facts.adopted:
        return rich(names.put(_("Ikke i planens liste over %(the_common)s ambisjoner"))), ()
    row = facts.adopted[-1]
    notes = [quoted(text) for text in (row.printed_inputs, row.note) if text]
    return rich(_("«%(printed)s»"), printed=FromPlan(row.printed)), tuple(notes)
