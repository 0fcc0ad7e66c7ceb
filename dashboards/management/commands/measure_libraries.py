"""`manage.py measure_libraries`: what pandas and plotly cost against doing without, on one KPI's figures at hand.

The numbers behind docs/decisions.md. Ratios of one run: machines differ, and one machine differs from hour to hour.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from dashboards.kpi.chart import Chart
from dashboards.kpi.charts import charts
from dashboards.kpi.drawing import drawing_of
from kpi.presentation.organisation_words import words_of
from kpi.rules.period import MONTH, Period
from kpi.rules.series import KpiSeries, PeriodValue
from kpi.selectors.board import judgements
from kpi.selectors.figures import whole_history
from kpi.selectors.kpi_facts import kpi_facts
from kpi.selectors.plan_terms import plan_terms


class Command(BaseCommand):
    help = "Measures pandas and plotly against plain code, on the figures of one KPI."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kpi", nargs="?", default="SP-1.1", help="code of the KPI (default: SP-1.1)")
        parser.add_argument("--runs", type=int, default=15)
        parser.add_argument(
            "--plan", metavar="CODE", default="regional", help="code of the plan (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        series, drawn = _charts_of(options["plan"], options["kpi"])
        if not drawn:
            raise CommandError(f"{options['kpi']} has no figures to measure with.")
        self.runs = options["runs"]
        self.stdout.write(
            f"{options['kpi']}: {len(series.periods)} periods, {len(drawn)} charts; processor time"
        )
        self._measure_plotly(drawn)
        self._measure_pandas(series)

    def _measure_plotly(self, drawn: list[Chart]) -> None:
        def build() -> Any:
            import plotly.graph_objects as go

            return go.Figure

        as_plotly = self._imported(
            "plotly.graph_objects, and its first figure", lambda: build()({"data": [{}]}) and build()
        )
        plain = [drawing_of(chart).figure for chart in drawn]
        checked = [json.loads(as_plotly(drawing).to_json()) for drawing in plain]
        self._compare(
            "a chart as a dictionary and as plotly's object",
            lambda: [drawing_of(chart) for chart in drawn],
            lambda: [as_plotly(drawing_of(chart).figure).to_plotly_json() for chart in drawn],
            count=len(drawn),
        )
        sizes = [sum(len(json.dumps(one)) for one in many) / len(many) / 1000 for many in (plain, checked)]
        self.stdout.write(f"  {sizes[0]:.1f} kB and {sizes[1]:.1f} kB in the page")

    def _measure_pandas(self, series: KpiSeries) -> None:
        def build() -> Any:
            from kpi import frames

            return frames

        frames = self._imported("pandas", build)

        def afresh() -> KpiSeries:
            figures = {code: series.figures(code) for code in series.codes}
            return KpiSeries(series.terms, figures, until=series.periods[0].end, preliminary=False)

        def in_lists() -> dict[str, list[PeriodValue]]:
            made = afresh()
            return {code: [*made.reported(code).values(), *made.judged(code)] for code in made.codes}

        self._compare("a series in lists and as a frame", in_lists, lambda: frames.series_frame(afresh()))
        values = in_lists()

        def beside() -> None:
            for own in values.values():
                earlier = {value.period: value for value in own}
                for value in own:
                    before = earlier.get(value.period.year_before())
                    if before is not None and before.missing == value.missing:
                        value.value - before.value

        frame = frames.series_frame(series)
        self._compare(
            "each beside the year before, by dictionaries and by a frame",
            beside,
            lambda: frames.beside_the_year_before(frame),
        )

    def _imported(self, what: str, build: Callable[[], Any]) -> Any:
        size, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
        found = build()
        seconds = process_time() - start
        megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size) / 1024
        self.stdout.write(f"import of {what}: {seconds:.2f} s, {megabytes:.0f} MB")
        return found

    def _compare(
        self, what: str, plain: Callable[[], object], by_library: Callable[[], object], *, count: int = 1
    ) -> None:
        """Both in turn, so that a slow moment of the machine meets both."""
        times: tuple[list[float], list[float]] = ([], [])
        for _run in range(self.runs):
            for one, kept in zip((plain, by_library), times, strict=True):
                start = process_time()
                one()
                kept.append((process_time() - start) * 1000 / count)
        first, second = (median(kept) for kept in times)
        self.stdout.write(
            f"{what}: {first:.2f} ms and {second:.2f} ms, ratio {second / max(first, 0.001):.0f}"
        )


def _charts_of(plan: str, code: str) -> tuple[KpiSeries, list[Chart]]:
    """A KPI's series as of today, and its charts."""
    terms = plan_terms(plan)
    kpi = terms.kpi(code) if terms else None
    if terms is None or kpi is None:
        raise CommandError(
            f"There is no KPI {code} in the plan {plan}. Load a plan with: python manage.py load_plan"
        )
    as_of = Period.of(timezone.localdate(), MONTH)
    own = terms.terms[code]
    figures = whole_history(terms, until=as_of)[code]
    judged = judgements(own, figures, as_of=as_of)
    by_code = {judgement.organisation: judgement for judgement in judged.values()}
    facts = kpi_facts(terms, code, series=figures, judged=judged.values(), about=[])
    series = KpiSeries(own, figures, until=as_of.end, preliminary=False)
    with translation.override("nb"):
        views = charts(
            kpi, terms.organisations, series, figures, by_code, facts, words_of(terms), preliminary=False
        )
    return series, [view.chart for view in views if view.chart is not None]
