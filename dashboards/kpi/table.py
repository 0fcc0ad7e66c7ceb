"""A KPI's figures as a table: periods down, organisations across, each with the status it had at its period's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.kpi.address import FIGURES, WHY, Address, Choice
from kpi.models import Kpi, Organisation
from kpi.presentation.cell import apart_from, cell_of
from kpi.presentation.explain.words import in_full
from kpi.presentation.formats import limit_in_unit, listed, short_period, value_in_unit
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.judgement import Judgement
from kpi.rules.period import MONTH, TERTIAL, YEAR, Period
from kpi.rules.series import KpiSeries, PeriodValue
from kpi.rules.terms import Aggregation, OverTime, Status
from kpi.selectors.board import judgements
from kpi.selectors.figures import Series

ROWS_AT_FIRST = 12
LENGTH_CODES = {"month": MONTH, "tertial": TERTIAL, "year": YEAR}


@dataclass(frozen=True)
class FigureCell:
    """One organisation's figure for one period. Without a `status` the figure was not the one judged at that time."""

    label: str
    is_whole: bool
    value: str = ""
    status: Status | None = None
    word: str = ""
    url: str = ""
    description: str = ""
    fraction: str = ""
    year_sum: str = ""
    note: str = ""


@dataclass(frozen=True)
class FigureRow:
    name: str
    cells: tuple[FigureCell, ...]


@dataclass(frozen=True)
class FiguresTable:
    """The table with what may be chosen about it. `context` rows are baseline and ambition."""

    heads: tuple[tuple[str, bool], ...]
    rows: tuple[FigureRow, ...]
    context: tuple[FigureRow, ...]
    lengths: tuple[Choice, ...]
    fractions: Choice | None
    all_url: str
    hidden: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class TableChoices:
    """What the address asks of the table."""

    address: Address
    links: Links
    length: int | None = None
    fractions: bool = False
    every_period: bool = False

    def url(self, **changed: str) -> str:
        return self.address.with_(FIGURES, **changed)


def figures_table(
    kpi: Kpi,
    organisations: Sequence[Organisation],
    laid_out: KpiSeries,
    series: Series,
    now: Mapping[str, Judgement],
    words: OrganisationWords,
    choices: TableChoices,
    *,
    preliminary: bool,
) -> FiguresTable:
    """The table of what `laid_out` holds. `now` are today's judgements by organisation, for the context rows."""
    chosen = [period for period in laid_out.periods if choices.length in (None, period.months)]
    shown = chosen if choices.every_period else chosen[:ROWS_AT_FIRST]
    rows = []
    for period in shown:
        then = judgements(laid_out.terms, series, as_of=period, preliminary=preliminary)
        cells = [
            _cell(kpi, organisation, laid_out, period, then[kpi.code, organisation.code], words, choices)
            for organisation in organisations
        ]
        rows.append(FigureRow(short_period(period), tuple(cells)))
    return FiguresTable(
        heads=tuple(
            (words.label(organisation), organisation.code == laid_out.terms.whole_code)
            for organisation in organisations
        ),
        rows=tuple(rows),
        context=_context_rows(kpi, organisations, laid_out, now, words),
        lengths=_lengths(laid_out, choices),
        fractions=_fractions(laid_out, choices),
        all_url=choices.url(periods="" if choices.every_period else "all")
        if len(chosen) > ROWS_AT_FIRST
        else "",
        hidden=len(chosen) - len(shown),
        notes=_notes(laid_out, words),
    )


def _cell(
    kpi: Kpi,
    organisation: Organisation,
    laid_out: KpiSeries,
    period: Period,
    judgement: Judgement,
    words: OrganisationWords,
    choices: TableChoices,
) -> FigureCell:
    code = organisation.code
    is_whole = code == laid_out.terms.whole_code
    label = words.label(organisation)
    point = laid_out.reported(code).get(period)
    if point is None:
        return FigureCell(label, is_whole)
    judged = _is_judged(judgement, period, laid_out.terms.over_time)
    cell = cell_of(judgement, kpi, choices.links, words=words)
    total = laid_out.whole_years(code).get(period.end) if period.months < YEAR else None
    return FigureCell(
        label=label,
        is_whole=is_whole,
        value=value_in_unit(point.value, kpi, apart_from=apart_from(judgement, kpi) if judged else ()),
        status=cell.status if judged else None,
        word=cell.word,
        url=choices.address.with_(WHY, organisation=code, as_of=period.label) if judged else "",
        description=_("Hvorfor %(status)s? %(organisation)s, %(period)s")
        % {"status": cell.asked, "organisation": label, "period": short_period(period)},
        fraction=_fraction(point) if choices.fractions else "",
        year_sum=_("år %(sum)s") % {"sum": value_in_unit(total.value, kpi)} if total else "",
        note=_("uten %(trusts)s") % {"trusts": listed(list(point.missing))} if point.missing else "",
    )


def _is_judged(judgement: Judgement, period: Period, over_time: OverTime) -> bool:
    """Whether the status at a period's end was set by the figure in this row, alone or as the end of a year's sum."""
    if judgement.period is None:
        return False
    if over_time == OverTime.YEAR_SUM:
        return judgement.period.end == period.end
    return judgement.period == period


def _fraction(point: PeriodValue) -> str:
    reported = point.figure
    if reported is None or reported.denominator is None:
        return ""
    if reported.numerator is None:
        return in_full(reported.denominator)
    return _("%(numerator)s av %(denominator)s") % {
        "numerator": in_full(reported.numerator),
        "denominator": in_full(reported.denominator),
    }


def _context_rows(
    kpi: Kpi,
    organisations: Sequence[Organisation],
    laid_out: KpiSeries,
    now: Mapping[str, Judgement],
    words: OrganisationWords,
) -> tuple[FigureRow, ...]:
    """The baseline and the target that the newest figures are compared with."""
    baselines, targets = [], []
    for organisation in organisations:
        label, is_whole = words.label(organisation), organisation.code == laid_out.terms.whole_code
        judgement = now[organisation.code]
        baseline, target = judgement.baseline, judgement.target
        baselines.append(FigureCell(label, is_whole, limit_in_unit(baseline.value, kpi) if baseline else ""))
        targets.append(FigureCell(label, is_whole, limit_in_unit(target.value, kpi) if target else ""))
    rows = [
        FigureRow(_("Nullpunkt"), tuple(baselines)),
        FigureRow(_("Målet det vurderes mot"), tuple(targets)),
    ]
    return tuple(row for row in rows if any(cell.value for cell in row.cells))


def _lengths(laid_out: KpiSeries, choices: TableChoices) -> tuple[Choice, ...]:
    if len(laid_out.lengths) < 2:
        return ()
    names = {"": _("Alle"), "month": _("Måneder"), "tertial": _("Tertialer"), "year": _("År")}
    return tuple(
        Choice(name, choices.url(length=code, periods=""), LENGTH_CODES.get(code) == choices.length)
        for code, name in names.items()
        if not code or LENGTH_CODES[code] in laid_out.lengths
    )


def _fractions(laid_out: KpiSeries, choices: TableChoices) -> Choice | None:
    has_fractions = any(
        point.figure is not None and point.figure.denominator is not None
        for code in laid_out.codes
        for point in laid_out.reported(code).values()
    )
    if not has_fractions:
        return None
    if choices.fractions:
        return Choice(_("Skjul teller og nevner"), choices.url(fractions=""), chosen=True)
    return Choice(_("Vis teller og nevner"), choices.url(fractions="1"), chosen=False)


def _notes(laid_out: KpiSeries, words: OrganisationWords) -> tuple[str, ...]:
    found = []
    if laid_out.terms.over_time == OverTime.YEAR_SUM:
        found.append(_("Statusen gjelder summen av de tolv månedene fram til periodens slutt («år»)."))
    else:
        found.append(
            _(
                "Statusen er den som gjaldt ved periodens slutt. Slutter to perioder samtidig, er den lengste vurdert."
            )
        )
    if not laid_out.terms.whole_code:
        return tuple(found)
    if laid_out.terms.aggregation == Aggregation.SUM:
        sentence = _("%(of_whole)s tall er summen av %(of_parts)s, der %(the_whole)s ikke selv har levert.")
    else:
        sentence = _("%(of_whole)s tall er vektet med nevnerne der alle har dem, ellers et rent snitt.")
    found.append(words.put(sentence))
    return tuple(found)
