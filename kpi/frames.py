"""What is in the register as tidy frames of pandas: one row per observation, one column per thing known of it.

For files, comparisons and analysis. Pages do without: pandas takes a second to import and forty megabytes, so whoever
needs a frame imports this module where it is used. Numbers stand in columns of objects, exact as the rules have them
(Decimal, Fraction or int; None for none); `column.astype(float)` gives what a drawing needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kpi.files.export import Value, norwegian_csv
from kpi.rules.figure import Figure
from kpi.rules.judgement import Judgement
from kpi.rules.period import Period
from kpi.rules.series import KpiSeries, PeriodValue
from kpi.selectors.kpi_history import ShownOnly

WHOSE = {"kpi": "str", "organisation": "str"}
"""A KPI and an organisation by their codes."""
WHEN = {"period": "str", "first_day": "datetime64[s]", "last_day": "datetime64[s]", "months": "int64"}
"""A period by its code, its days, and how many months it is long."""
MEASUREMENTS = {
    **WHOSE,
    **WHEN,
    "value": "object",
    "numerator": "object",
    "denominator": "object",
    "qualifier": "str",
    "category": "str",
    "approved": "bool",
}
STATUS = {
    **WHOSE,
    "as_of": "str",
    "period": "str",
    "value": "object",
    "baseline": "object",
    "target": "object",
    "basis": "str",
    "attainment": "object",
    "progress": "object",
    "status": "str",
    "reason": "str",
    "flags": "object",
}
SERIES = {
    **WHOSE,
    "kind": "str",
    **WHEN,
    "year_before": "str",
    "value": "object",
    "calculated": "bool",
    "missing": "object",
    "judged": "bool",
}


def measurements_frame(
    figures: Mapping[str, Mapping[str, Sequence[Figure]]],
    others: Mapping[str, Sequence[ShownOnly]] | None = None,
) -> pd.DataFrame:
    """A row per figure of `figures` (KPI code to organisation code to figures), organisation by organisation, oldest
    first, and after them one per figure of `others` (by KPI code), which are shown and never judged. The columns are
    those of MEASUREMENTS; `value` is in the KPI's unit, per cent as 0 to 100."""
    rows = [
        (
            kpi,
            code,
            *_when(figure.period),
            figure.value,
            figure.numerator,
            figure.denominator,
            str(figure.qualifier),
            "",
            figure.approved,
        )
        for kpi, by_organisation in figures.items()
        for code, own in by_organisation.items()
        for figure in sorted(own, key=lambda figure: (figure.period.end, figure.period.months))
    ]
    rows += [
        (
            kpi,
            other.organisation,
            *_when(other.period),
            other.value,
            other.numerator,
            other.denominator,
            other.qualifier,
            other.category,
            other.approved,
        )
        for kpi, of_kpi in (others or {}).items()
        for other in of_kpi
    ]
    return _frame(rows, MEASUREMENTS)


def status_frame(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """A row per judgement, in the order given, unrounded. The columns are those of STATUS; `flags` holds tuples of
    codes, `period` and `reason` are missing where there is none."""
    rows = [
        (
            judgement.kpi,
            judgement.organisation,
            judgement.as_of.label,
            judgement.period.label if judgement.period else None,
            judgement.value,
            judgement.baseline.value if judgement.baseline else None,
            judgement.target.value if judgement.target else None,
            judgement.basis.value,
            judgement.attainment,
            judgement.progress,
            judgement.status.value,
            judgement.reason.value if judgement.reason else None,
            tuple(flag.value for flag in judgement.flags),
        )
        for judgement in judgements
    ]
    return _frame(rows, STATUS)


def series_frame(series: KpiSeries) -> pd.DataFrame:
    """A row per value of one KPI, organisation by organisation, oldest first. The columns are those of SERIES.

    `kind` is `reported` or `year_sum`; `year_before` is the code of the same months a year earlier; `calculated` and
    `missing` (a tuple of codes) tell whether a value is made of the trusts', and without which; `judged` tells whether
    the judgement goes by it.
    """
    rows = [
        (
            series.terms.code,
            code,
            kind,
            *_when(value.period),
            value.period.year_before().label,
            value.value,
            value.calculated,
            value.missing,
            judged,
        )
        for code in series.codes
        for kind, value, judged in _values(series, code)
    ]
    return _frame(rows, SERIES)


def beside_the_year_before(series: pd.DataFrame) -> pd.DataFrame:
    """The rows of `series_frame` with the value of the same months a year earlier as `before`, and what has been added
    since as `difference`.

    Only like is compared with like, as when a change is judged: values of the same kind and organisation, for a whole
    both reported or made of the same parts. Elsewhere the two are None. Example: 58.0 in 2026-T2 and 54.6 in 2025-T2
    give 54.6 and 3.4.
    """
    alike = ["kpi", "organisation", "kind", "calculated", "missing"]
    earlier = series[[*alike, "period", "value"]].rename(columns={"period": "year_before", "value": "before"})
    frame = series.merge(earlier, on=[*alike, "year_before"], how="left", validate="one_to_one")
    frame["before"] = frame["before"].astype(object).where(frame["before"].notna(), None)
    frame["difference"] = pd.Series(
        [
            None if before is None else now - before
            for now, before in zip(frame["value"], frame["before"], strict=True)
        ],
        dtype=object,
    )
    return frame


def table(columns: Mapping[str, Sequence[Value]]) -> pd.DataFrame:
    """A table for a file: values as they are, under the headings that the file has."""
    return pd.DataFrame(
        {heading: pd.Series(list(values), dtype=object) for heading, values in columns.items()}
    )


def csv_of(frame: pd.DataFrame) -> bytes:
    """A frame of texts and numbers as Excel in Norwegian opens it: see `norwegian_csv`. What is missing is empty.

    `DataFrame.to_csv` writes floats alone with a decimal comma, so exact numbers would be texts before it saw them.
    """
    exact = frame.astype(object).where(frame.notna(), None)
    return norwegian_csv([str(name) for name in frame.columns], exact.itertuples(index=False, name=None))


def _when(period: Period) -> tuple[Any, ...]:
    return period.label, period.first_day, period.last_day, period.months


def _values(series: KpiSeries, code: str) -> Iterator[tuple[str, PeriodValue, bool]]:
    years = series.whole_years(code)
    judged = set() if years else {value.period for value in series.judged(code)}
    for period, value in sorted(
        series.reported(code).items(), key=lambda item: (item[0].end, item[0].months)
    ):
        yield "reported", value, period in judged
    for value in years.values():
        yield "year_sum", value, True


def _frame(rows: Sequence[tuple[Any, ...]], columns: Mapping[str, str]) -> pd.DataFrame:
    by_column: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtype)
            for (name, dtype), values in zip(columns.items(), by_column, strict=True)
        }
    )
