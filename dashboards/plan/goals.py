"""The plan's chapters 4 and 5 as ready text: each goal with its promise, indicators, prerequisites and changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from dashboards.plan.texts import baseline_text, promise_text
from kpi.models import Ambition as AmbitionRow
from kpi.models import Baseline, BenefitGoal, Kpi, Organisation, SubGoal, Undertaking
from kpi.presentation.ambitions import ambition_text
from kpi.presentation.citations import Citations
from kpi.presentation.formats import EN_DASH, listed
from kpi.presentation.goals import by_sub_goal
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords, words_of
from kpi.rules.ambition import Ambition
from kpi.rules.kinds import kind_of
from kpi.rules.terms import AmbitionKind, BaselineKind
from kpi.selectors.plan_document import PlanDocument

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Note:
    """A footnote below a table. Texts that are `from_plan` are Norwegian whatever the page's language."""

    mark: str
    anchor: str
    text: str
    from_plan: bool


@dataclass(frozen=True)
class Line:
    """What applies to some organisations: whose it is (empty for all of them), the text, and its footnotes."""

    who: str
    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class KpiRow:
    """A row of a goal's table, as the plan prints it."""

    anchor: str
    code: str
    name: str
    url: str
    baselines: tuple[Line, ...]
    ambitions: tuple[Line, ...]
    deadlines: tuple[Line, ...]
    takes_measurements: bool
    inconsistencies: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class KpiGroup:
    """The KPIs of a sub-goal; `code` is empty for those of the main goal itself."""

    anchor: str
    code: str
    name: str
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True)
class UndertakingRow:
    """A prerequisite or a change with those who answer for it."""

    anchor: str
    code: str
    text: str
    responsible: str


@dataclass(frozen=True)
class UndertakingTable:
    """A goal's prerequisites or changes."""

    title: str
    heading: str
    rows: tuple[UndertakingRow, ...]


@dataclass(frozen=True)
class GoalSection:
    """A goal's part of the page. `anchor` is its code, so that links to it last."""

    anchor: str
    code: str
    name: str
    source: str
    statement: str
    promise_measure: str
    promise: str
    groups: tuple[KpiGroup, ...]
    notes: tuple[Note, ...]
    undertakings: tuple[UndertakingTable, ...]
    undertakings_source: str


@dataclass
class _Notebook:
    """The footnotes of one goal, each text once, in the order they are met."""

    anchor: str
    by_key: dict[tuple[str, str], Note] = field(default_factory=dict)

    def note(self, text: str, footnote: str = "", *, from_plan: bool = True) -> tuple[Note, ...]:
        """The mark for a text; none for no text. Notes without a number in the plan get a letter."""
        if not text:
            return ()
        key = (footnote, text)
        if key not in self.by_key:
            mark = self._mark(footnote)
            self.by_key[key] = Note(mark, f"note-{self.anchor}-{slugify(mark)}", text, from_plan)
        return (self.by_key[key],)

    def _mark(self, footnote: str) -> str:
        taken = {note.mark for note in self.by_key.values()}
        return next(
            mark
            for mark in (footnote, *(footnote + letter for letter in LETTERS))
            if mark and mark not in taken
        )


def goal_sections(document: PlanDocument, sources: Citations, links: Links) -> tuple[GoalSection, ...]:
    """Every goal of the plan, in its order."""
    return tuple(_section(document, goal, sources, links) for goal in document.goals)


def anchor_of(code: str) -> str:
    """A code as the name of a place in the page: `SP-1`, `B.1a`."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in code)


def inconsistency_anchor(code: str) -> str:
    """The place of a known inconsistency."""
    return f"avvik-{anchor_of(code)}"


def _section(document: PlanDocument, goal: BenefitGoal, sources: Citations, links: Links) -> GoalSection:
    notebook = _Notebook(anchor_of(goal.code))
    kpis = document.kpis.get(goal.pk, [])
    groups = []
    for sub_goal, of_sub_goal in by_sub_goal(kpis):
        rows = tuple(_row(document, kpi, sources, notebook, links) for kpi in of_sub_goal)
        groups.append(_group(sub_goal, rows))
    with_kpis = {group.code for group in groups}
    groups += [
        _group(sub_goal, ())
        for sub_goal in document.sub_goals.get(goal.pk, [])
        if sub_goal.code not in with_kpis
    ]
    prerequisites = document.prerequisites.get(goal.pk, [])
    changes = document.changes.get(goal.pk, [])
    tables = [
        UndertakingTable(_("Forutsetninger"), _("Forutsetning"), _undertakings(document, prerequisites)),
        UndertakingTable(_("Endringer"), _("Endring"), _undertakings(document, changes)),
    ]
    return GoalSection(
        anchor=anchor_of(goal.code),
        code=goal.code,
        name=goal.name,
        source=sources.text(goal),
        statement=goal.statement,
        promise_measure=capfirst(goal.promise_measure),
        promise=promise_text(goal),
        groups=tuple(groups),
        notes=tuple(notebook.by_key.values()),
        undertakings=tuple(table for table in tables if table.rows),
        undertakings_source=sources.text(*prerequisites, *changes),
    )


def _group(sub_goal: SubGoal | None, rows: tuple[KpiRow, ...]) -> KpiGroup:
    if sub_goal is None:
        return KpiGroup("", "", "", rows)
    return KpiGroup(anchor_of(sub_goal.code), sub_goal.code, sub_goal.name, rows)


def _row(document: PlanDocument, kpi: Kpi, sources: Citations, notebook: _Notebook, links: Links) -> KpiRow:
    terms = document.terms
    cells = [(kpi.pk, organisation.pk) for organisation in terms.organisations]
    baselines = [document.baselines.get(cell) for cell in cells]
    context = [row for cell in cells for row in document.context.get(cell, [])]
    ambitions = [document.ambitions.get(cell) for cell in cells]
    return KpiRow(
        anchor=anchor_of(kpi.code),
        code=kpi.code,
        name=kpi.name,
        url=links.kpi(kpi.code),
        baselines=_baseline_lines(document, kpi, notebook),
        ambitions=_ambition_lines(document, kpi, notebook),
        deadlines=_deadline_lines(document, kpi),
        takes_measurements=kpi.takes_measurements,
        inconsistencies=tuple(
            inconsistency_anchor(inconsistency.code)
            for inconsistency in document.inconsistencies
            if any(other.pk == kpi.pk for other in inconsistency.kpis.all())
        ),
        source=sources.text(kpi, *baselines, *context, *ambitions),
    )


def _baseline_lines(document: PlanDocument, kpi: Kpi, notebook: _Notebook) -> tuple[Line, ...]:
    """The trusts' baselines, or the region's where the plan gives it alone."""
    terms, words = document.terms, words_of(document.terms)
    whole = document.baselines.get((kpi.pk, terms.whole.pk)) if terms.whole else None
    lines = []
    for organisation in _below(document):
        row = document.baselines.get((kpi.pk, organisation.pk))
        if row is None or (row.kind == BaselineKind.REGIONAL and whole is not None):
            continue
        lines.append(_baseline_line(document, kpi, organisation, row, notebook, words))
    if whole is not None and terms.whole is not None:
        note = notebook.note(whole.note, whole.footnote)
        lines.append((words.label(terms.whole), baseline_text(whole, kpi, words), note))
    return _together(lines, _below(document))


def _below(document: PlanDocument) -> tuple[Organisation, ...]:
    """All organisations but the whole, at every level."""
    terms = document.terms
    return tuple(organisation for organisation in terms.organisations if organisation != terms.whole)


def _baseline_line(
    document: PlanDocument,
    kpi: Kpi,
    trust: Organisation,
    row: Baseline,
    notebook: _Notebook,
    words: OrganisationWords,
) -> tuple[str, str, tuple[Note, ...]]:
    notes = notebook.note(row.note, row.footnote)
    texts = [baseline_text(row, kpi, words)]
    for other in document.context.get((kpi.pk, trust.pk), []):
        texts.append(baseline_text(other, kpi))
        notes += tuple(n for n in notebook.note(other.note, other.footnote) if n not in notes)
    return trust.code, ", ".join(texts), notes


def _ambition_lines(document: PlanDocument, kpi: Kpi, notebook: _Notebook) -> tuple[Line, ...]:
    lines = []
    for trust in _with_an_ambition(document, kpi):
        row = document.ambitions.get((kpi.pk, trust.pk))
        if row is not None:
            lines.append((trust.code, _ambition(row, kpi), _ambition_notes(row, notebook)))
    if all(text == _not_set() for _code, text, _notes in lines) and not any(notes for *_rest, notes in lines):
        return ()
    return _together(lines, document.terms.parts)


def _with_an_ambition(document: PlanDocument, kpi: Kpi) -> tuple[Organisation, ...]:
    """The whole's parts, which the plan lists; of the others, those that it gives an ambition of their own."""
    return tuple(
        organisation
        for organisation in document.terms.organisations
        if organisation in document.terms.parts or (kpi.pk, organisation.pk) in document.ambitions
    )


def _not_set() -> str:
    return ambition_text(Ambition(AmbitionKind.NONE), Kpi())


def _ambition(row: AmbitionRow, kpi: Kpi) -> str:
    value = None if row.value is None else Fraction(row.value)
    high = None if row.value_high is None else Fraction(row.value_high)
    return ambition_text(Ambition(AmbitionKind(row.kind), value, high), kpi)


def _ambition_notes(row: AmbitionRow, notebook: _Notebook) -> tuple[Note, ...]:
    notes = notebook.note(row.condition, row.footnote)
    if (
        kind_of(AmbitionKind(row.kind)).is_change
        and row.printed
        and not any(c.isalpha() for c in row.printed)
    ):
        read = _("I planen står «%(printed)s». Hovedmålet sier at det er en endring fra nullpunktet.")
        notes += notebook.note(read % {"printed": row.printed}, from_plan=False)
    if row.printed_elsewhere:
        elsewhere = _("Kapittel 7.1 oppgir «%(printed)s». Kapittel 4 gjelder.")
        notes += notebook.note(elsewhere % {"printed": row.printed_elsewhere}, from_plan=False)
    return notes


def _deadline_lines(document: PlanDocument, kpi: Kpi) -> tuple[Line, ...]:
    lines = []
    for trust in _with_an_ambition(document, kpi):
        row = document.ambitions.get((kpi.pk, trust.pk))
        if row is not None and row.deadline:
            lines.append((trust.code, str(row.deadline), ()))
    return _together(lines, document.terms.parts)


def _together(
    lines: Iterable[tuple[str, str, tuple[Note, ...]]], everyone: Sequence[Organisation]
) -> tuple[Line, ...]:
    """Those who have the same text and notes on one line, in the order of the first of them; nobody named for all."""
    by_line: dict[tuple[str, tuple[Note, ...]], list[str]] = {}
    for who, text, notes in lines:
        by_line.setdefault((text, notes), []).append(who)
    every = {organisation.code for organisation in everyone}
    return tuple(
        Line("" if set(who) == every else ", ".join(who), text, notes)
        for (text, notes), who in by_line.items()
    )


def _undertakings(document: PlanDocument, rows: Iterable[Undertaking]) -> tuple[UndertakingRow, ...]:
    order = {organisation.pk: place for place, organisation in enumerate(document.terms.organisations)}

    def responsible(row: Undertaking) -> str:
        roles = sorted(row.responsible.all(), key=lambda other: (order.get(other.pk, len(order)), other.code))
        return listed([other.code for other in roles]) or EN_DASH

    return tuple(UndertakingRow(anchor_of(row.code), row.code, row.text, responsible(row)) for row in rows)
