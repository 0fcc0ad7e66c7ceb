"""The charts of a KPI's page: one per trust and one for the region, with bands, lines and a caption each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from dashboards.kpi.chart import Chart, ChartBand, ChartLine, ChartPoint, Frame, without_what_is_far_back
from dashboards.kpi.drawing import drawing_of
from dashboards.kpi.finding import caption
from kpi.models import Kpi, Organisation
from kpi.presentation.explain.parts import Text, rich
from kpi.presentation.explain.scale import Span, span_of, zone_bounds
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import listed, number, period_name, short_period
from kpi.presentation.organisation_words import OrganisationWords
from kpi.rules.change import change
from kpi.rules.judgement import Judgement
from kpi.rules.period import YEAR, Period
from kpi.rules.series import KpiSeries, PeriodValue
from kpi.rules.terms import Aggregation, Basis, OverTime, Status
from kpi.selectors.board import judgements
from kpi.selectors.figures import Series
from kpi.selectors.kpi_facts import Facts
from kpi.words.labels import STATUS

LINE_WORDS = {
    "baseline": gettext_noop("Prikket linje: %(name)s."),
    "ambition": gettext_noop("Stiplet linje: %(name)s."),
    "own": gettext_noop("Linje med strek og prikk: %(name)s."),
    "requirement": gettext_noop("Heltrukket linje: %(name)s."),
}
"""How a line is told from the others where its name has no room in the chart."""


@dataclass(frozen=True)
class ChartView:
    """A chart with its heading and caption; `chart` is None where there is nothing to draw."""

    key: str
    name: str
    caption: tuple[Text, ...]
    description: str
    chart: Chart | None
    drawing: dict[str, Any] | None = None
    """The chart in plotly's form."""
    unnamed: str = ""
    """The lines that found no room for their names in it, told in words."""


def charts(
    kpi: Kpi,
    organisations: Sequence[Organisation],
    laid_out: KpiSeries,
    series: Series,
    now: Mapping[str, Judgement],
    facts: Facts,
    organisation_words: OrganisationWords,
    *,
    preliminary: bool,
) -> tuple[ChartView, ...]:
    """A chart per organisation. All share one scale, save counts, which are as large as the organisation is."""
    words = {code: Words(judgement, kpi, facts) for code, judgement in now.items()}
    codes = [organisation.code for organisation in organisations]
    frames = {code: _frame(laid_out, words, [code] if has_own_scales(laid_out) else codes) for code in codes}
    names = _Names()
    found: list[ChartView] = []
    for organisation in organisations:
        code = organisation.code
        judgement = now[code]
        before = _year_before(laid_out, series, judgement, preliminary=preliminary)
        moved = change(judgement, before or judgement, laid_out.terms.direction, decimals=kpi.decimals)
        shown = caption(words[code], moved, before)
        frame = frames[code]
        name = organisation_words.title(organisation)
        chart = None if frame is None else _chart(words[code], laid_out, frame, names)
        drawing = None if chart is None else drawing_of(chart)
        found.append(
            ChartView(
                key=f"chart-{len(found)}",
                name=name,
                caption=(*shown, *(() if frame is None else _older(laid_out, code, frame))),
                description=_(
                    "%(organisation)s over tid. %(caption)s Piltastene leser tall for tall. Tallene står også i "
                    "tabellen under."
                )
                % {"organisation": name, "caption": " ".join(str(text) for text in shown)},
                chart=chart,
                drawing=None if drawing is None else drawing.figure,
                unnamed="" if drawing is None else _unnamed(drawing.unnamed),
            )
        )
    return tuple(found)


def _unnamed(lines: Sequence[ChartLine]) -> str:
    return " ".join(_(LINE_WORDS[line.kind]) % {"name": line.text} for line in lines)


def _older(laid_out: KpiSeries, code: str, frame: Frame) -> tuple[Text, ...]:
    """How many figures lie too far back to be drawn, which is told where they are left out."""
    older = [period for period in laid_out.reported(code) if not frame.shows(period)]
    if not older:
        return ()
    sentence = ngettext(
        "Et eldre tall, for %(last)s, står bare i tabellen.",
        "%(count)s eldre tall, det siste for %(last)s, står bare i tabellen.",
        len(older),
    )
    last = max(older, key=lambda period: period.end)
    return (rich(sentence, count=number(len(older)), last=period_name(last)),)


def has_own_scales(laid_out: KpiSeries) -> bool:
    """Whether each chart has a scale of its own: on a common one a small trust's counts would be a flat line."""
    return laid_out.terms.aggregation == Aggregation.SUM


def _year_before(
    laid_out: KpiSeries, series: Series, judgement: Judgement, *, preliminary: bool
) -> Judgement | None:
    """What the same organisation was judged by a year earlier; None without a figure now."""
    if judgement.period is None:
        return None
    then = judgement.period.year_before()
    earlier = judgements(
        laid_out.terms,
        series,
        as_of=then,
        preliminary=preliminary,
        organisations=[judgement.organisation],
    )
    return earlier[laid_out.terms.code, judgement.organisation]


# ---- one chart ----


def _chart(words: Words, laid_out: KpiSeries, frame: Frame, names: _Names) -> Chart | None:
    code = words.judgement.organisation
    in_years = laid_out.terms.over_time == OverTime.YEAR_SUM
    judged = [value for value in laid_out.judged(code) if frame.shows(value.period)]
    main = [_point(words, value, names) for value in judged]
    shown = {value.period for value in judged}
    # What is not judged lies behind: other lengths of period, or the figures that a year's sum is made of. A year
    # reported as one figure is its own sum, so a bar would say the same twice.
    other = [
        _point(words, value, names)
        for period, value in laid_out.reported(code).items()
        if frame.shows(period) and period not in shown and not (in_years and period.months >= YEAR)
    ]
    if not main and not other:
        return None
    return Chart(
        frame=frame,
        main=main,
        other=other,
        # Calendar years alone are drawn in their middle, like any period.
        year_sums=in_years and laid_out.lengths != [YEAR],
        other_name=_("Rapporterte tall"),
        # Figures that make up no whole year yet stand alone: there is nothing to hold against the limits.
        bands=_bands(words, frame) if main or not in_years else (),
        lines=_lines(words) if main or not in_years else (),
        go_live=_go_live(words),
    )


class _Names(dict[Period, str]):
    """The names of periods, each made once for all the charts."""

    def __missing__(self, period: Period) -> str:
        self[period] = name = period_name(period)
        return name


def _point(words: Words, point: PeriodValue, names: _Names) -> ChartPoint:
    values = {"period": names[point.period], "value": words.value(point.value)}
    if point.missing:
        text = _("%(period)s: %(value)s, uten %(trusts)s") % {**values, "trusts": listed(list(point.missing))}
    else:
        text = _("%(period)s: %(value)s") % values
    return ChartPoint(point.period, point.value, text, part=bool(point.missing))


def _bands(words: Words, frame: Frame) -> list[ChartBand]:
    """The colours' stretches. None where nothing is judged: the chart then shows the figures alone."""
    green = words.limits.green
    if green is None or not words.judgement.ambition.rules.is_set:
        return []
    bounds = zone_bounds(green, words.limits.yellow, Span(frame.low, frame.high), higher=words.higher)
    return [
        ChartBand(status.value, start, end, _band_name(words, status), from_top=not words.higher)
        for status, start, end in bounds
    ]


def _band_name(words: Words, status: Status) -> str:
    """A stretch's name with its limit. A requirement's own line says where green begins; an improvement has one limit,
    which is the baseline's line."""
    limit = {Status.GREEN: words.limits.green, Status.YELLOW: words.limits.yellow}.get(status)
    required = words.judgement.requirement is not None and status == Status.GREEN
    if limit is None or required or words.judgement.ambition.rules.compares:
        return str(STATUS[status])
    return _("%(status)s: %(limit)s") % {"status": STATUS[status], "limit": words.or_better(limit)}


def _lines(words: Words) -> list[ChartLine]:
    judgement = words.judgement
    found = []
    if judgement.requirement is not None:
        text = _("Krav: %(limit)s") % {"limit": words.requirement(judgement.requirement)}
        found.append(ChartLine("requirement", judgement.requirement.limit, text))
    if judgement.target is not None and not judgement.ambition.rules.follows_requirement:
        values = {"value": words.exact(judgement.target.value)}
        text = (
            _("Egen ambisjon %(value)s") % values
            if judgement.basis == Basis.OWN
            else words.organisations.put(_("%(common)s ambisjon %(value)s"), **values)
        )
        found.append(ChartLine("ambition", judgement.target.value, text))
    own = judgement.own_target
    if (
        own is not None
        and judgement.basis == Basis.REGIONAL
        and own != judgement.target
        and not words.is_whole
    ):
        found.append(ChartLine("own", own.value, _("Egen %(value)s") % {"value": words.exact(own.value)}))
    if judgement.baseline is not None:
        text = _("Nullpunkt %(value)s") % {"value": words.exact(judgement.baseline.value)}
        found.append(ChartLine("baseline", judgement.baseline.value, text))
    return found


def _go_live(words: Words) -> tuple[Period, str] | None:
    month = words.facts.terms.go_live_of(words.judgement.organisation)
    if month is None:
        return None
    period = Period(month, 1)
    return period, _("Innføring %(month)s") % {"month": short_period(period)}


# ---- the common scale ----


def _stretch(laid_out: KpiSeries) -> Period | None:
    """The time that is drawn: what lies far back is left out, unless it is all that somebody has."""
    recent = without_what_is_far_back(laid_out.periods)
    codes = [organisation.code for organisation in laid_out.terms.organisations]
    reported = [list(laid_out.reported(code)) for code in codes]
    if recent is None or all(
        any(period.start >= recent.start for period in periods) for periods in reported if periods
    ):
        return recent
    first = min(period.start for period in laid_out.periods)
    return Period(first, recent.end - first + 1)


def _frame(laid_out: KpiSeries, words: Mapping[str, Words], codes: Sequence[str]) -> Frame | None:
    """The stretch that holds all values, and the limits, targets and baselines they are compared with."""
    stretch = _stretch(laid_out)
    if stretch is None:
        return None
    values: list[Fraction] = []
    far: list[Fraction] = []
    for code in codes:
        judgement = words[code].judgement
        drawn = list(laid_out.judged(code))
        if not (drawn and laid_out.terms.over_time == OverTime.YEAR_SUM):
            drawn += laid_out.reported(code).values()
        values += [one.value for one in drawn if one.period.start >= stretch.start]
        compared = (judgement.baseline, judgement.target, judgement.own_target)
        values += [one.value for one in compared if one is not None]
        values += [limit for limit in (words[code].limits.green,) if limit is not None]
        far += [limit for limit in (words[code].limits.yellow,) if limit is not None]
    if not values:
        return None
    span = span_of([*values, *far], max(far, default=None), words[codes[0]])
    if laid_out.terms.over_time == OverTime.YEAR_SUM:
        span = Span(Fraction(0), span.high)
    return Frame(
        first=Period(stretch.start, 1),
        last=Period(stretch.end, 1),
        low=span.low,
        high=span.high,
    )
