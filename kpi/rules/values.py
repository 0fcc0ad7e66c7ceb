"""What is measured for an organisation: its own figure, or what its parts' figures come to (DESIGN's point 9).

Asked period by period. No ambitions and no colours here, and nothing but figures that may be judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpi.rules.figure import Figure, JudgedFigure, YearSums, as_judged, judged, visible
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.period import YEAR, Period
from kpi.rules.terms import Aggregation, OverTime, Unit

Span = tuple[int, int]
"""A period as its last month and its length: what periods are ordered and looked up by, many times a page."""


@dataclass(frozen=True, slots=True)
class WholeValue:
    """The value of an organisation that has parts, for one period.

    `parts` are those of its parts that have a value for exactly this period, themselves wholes or not. `missing` names
    the parts without one; a part whose own value is an incomplete sum is missing too, though what there is of it is in
    the part-sum. `reported` is the organisation's own figure, which goes before what the parts give; `calculated` is
    then what they would have given (None without any). `numerator` and `denominator` are the parts' together, where
    all have them.
    """

    period: Period
    value: Fraction
    parts: Mapping[str, Value]
    missing: tuple[str, ...] = ()
    unweighted: bool = False
    reported: JudgedFigure | None = None
    calculated: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None

    @property
    def approved(self) -> bool:
        """Whether every figure that counts is approved."""
        if self.reported is not None:
            return self.reported.approved
        return all(part.approved for part in self.parts.values())

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, here or further down."""
        if self.reported is not None:
            return True
        return not self.missing and all(is_complete(part) for part in self.parts.values())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The reported figures that the value rests on."""
        if self.reported is not None:
            return self.reported.figures
        return tuple(figure for part in self.parts.values() for figure in part.figures)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The organisations without a value, as far down as they can be named."""
        if self.reported is not None:
            return ()
        further = {code: part.lacking for code, part in self.parts.items() if isinstance(part, WholeValue)}
        here = [code for code in self.missing if not further.get(code)]
        return (*here, *(code for codes in further.values() for code in codes))


Value = JudgedFigure | WholeValue
"""What an organisation has for a period: a figure of its own, or for one with parts what these come to."""


def is_complete(value: Value) -> bool:
    """Whether a value lacks no part."""
    return value.complete if isinstance(value, WholeValue) else True


class Values:
    """All that the organisations of a plan have reported on one KPI, asked organisation by organisation."""

    def __init__(self, terms: KpiTerms, figures: Mapping[str, Sequence[Figure]]) -> None:
        """`figures` are those that may be judged (see `values_of`), by organisation code."""
        self._terms = terms
        self._figures = figures
        self._own: dict[str, _ByPeriod | _ByYear] = {}
        self._spans: dict[str, frozenset[Span]] = {}
        self._found: dict[tuple[str, Span], Value | None] = {}

    def at(self, code: str, end: int, months: int) -> Value | None:
        """The value for exactly the period of `months` months that ends in month `end`."""
        key = code, (end, months)
        if key not in self._found:
            self._found[key] = self._at(code, (end, months))
        return self._found[key]

    def latest(self, code: str, *, before: int | None = None) -> Value | None:
        """The value for the latest period end at which the organisation or any below it has a figure, of equal ends
        the longer period; with `before`, only periods that end before that month. None when nobody has one."""
        for end, months in sorted(self._candidates(code), reverse=True):
            if (before is None or end < before) and (value := self.at(code, end, months)) is not None:
                return value
        return None

    def first_complete(self, code: str, *, since: int | None) -> Value | None:
        """The first value that lacks nothing and whose period starts in month `since` or later; of first values that
        end together the longer. `since` None means that any will do."""
        for end, months in sorted(self._candidates(code), key=lambda span: (span[0], -span[1])):
            if since is not None and end - months + 1 < since:
                continue
            value = self.at(code, end, months)
            if value is not None and is_complete(value):
                return value
        return None

    def _candidates(self, code: str) -> frozenset[Span]:
        if code not in self._spans:
            own = self._own_of(code).spans()
            below = [self._candidates(part.code) for part in self._terms.parts_of(code)]
            self._spans[code] = frozenset(own).union(*below)
        return self._spans[code]

    def _own_of(self, code: str) -> _ByPeriod | _ByYear:
        if code not in self._own:
            figures = self._figures.get(code, ())
            yearly = self._terms.over_time == OverTime.YEAR_SUM
            self._own[code] = _ByYear(figures) if yearly else _ByPeriod(figures)
        return self._own[code]

    def _at(self, code: str, span: Span) -> Value | None:
        own = self._own_of(code).at(span)
        all_parts = self._terms.parts_of(code)
        if not all_parts:
            return own
        found = {part.code: self.at(part.code, *span) for part in all_parts}
        parts = {part: value for part, value in found.items() if value is not None}
        together = combine(list(parts.values()), self._terms.aggregation, self._terms.unit) if parts else None
        if own is not None:
            calculated = together.value if together else None
            return WholeValue(own.period, own.value, parts, reported=own, calculated=calculated)
        if together is None:
            return None
        adds_up = self._terms.aggregation == Aggregation.SUM
        return WholeValue(
            Period.ending(*span),
            together.value,
            parts,
            tuple(c for c, value in found.items() if value is None or (adds_up and not is_complete(value))),
            together.unweighted,
            numerator=together.numerator,
            denominator=together.denominator,
        )


def values_of(
    terms: KpiTerms, series: Mapping[str, Sequence[Figure]], *, until: int, preliminary: bool
) -> Values:
    """What may be judged of `series` (organisation code to figures in force) up to month `until`."""
    return Values(
        terms,
        {
            code: judged(
                visible(figures, until=until, preliminary=preliminary),
                reporting_months=terms.reporting_months,
            )
            for code, figures in series.items()
        },
    )


class _ByPeriod:
    """One organisation's own figures by period."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = {(figure.period.end, figure.period.months): figure for figure in figures}

    def spans(self) -> set[Span]:
        return set(self._figures)

    def at(self, span: Span) -> JudgedFigure | None:
        figure = self._figures.get(span)
        return None if figure is None else as_judged(figure)


class _ByYear:
    """One organisation's own whole years by period; each is put together when asked for, since most never are."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._years = YearSums(figures)

    def spans(self) -> set[Span]:
        return {(end, YEAR) for end in self._years.ends}

    def at(self, span: Span) -> JudgedFigure | None:
        return self._years.at(span[0]) if span[1] == YEAR else None


@dataclass(frozen=True, slots=True)
class Combined:
    """Several values as one. `unweighted`: a plain mean for want of denominators."""

    value: Fraction
    unweighted: bool = False
    numerator: Fraction | None = None
    denominator: Fraction | None = None


def combine(values: Sequence[Value], aggregation: Aggregation, unit: Unit) -> Combined:
    """One or more values of parts as the value of their whole.

    Sums are added. Shares and averages are pooled (sum of numerators over sum of denominators) when all have both,
    weighted by the denominators when all have those, else the plain mean.
    Examples: 50 of 100 and 10 of 50 are 40 %, not the plain mean of 50 % and 20 %; 6000 days for 100 patients and
    2000 for 50 are 53 1/3 days.
    """
    total = sum((value.value for value in values), Fraction(0))
    if aggregation == Aggregation.SUM:
        return Combined(total)
    weights = [_weight(value) for value in values]
    denominators = [denominator for _numerator, denominator in weights if denominator is not None]
    if len(denominators) < len(values):
        return Combined(total / len(values), unweighted=True)
    below = sum(denominators, Fraction(0))
    numerators = [numerator for numerator, _denominator in weights if numerator is not None]
    if len(numerators) == len(values):
        above = sum(numerators, Fraction(0))
        return Combined(above / below * (100 if unit == Unit.PERCENT else 1), False, above, below)
    products = [value.value * weight for value, weight in zip(values, denominators, strict=True)]
    return Combined(sum(products, Fraction(0)) / below, False, None, below)


def _weight(value: Value) -> tuple[Fraction | None, Fraction | None]:
    """A value's numerator and denominator; neither where the denominator is lacking or zero, or where the value is a
    sum of several figures."""
    if isinstance(value, WholeValue) and value.reported is None:
        return value.numerator, value.denominator
    figures = value.figures
    if len(figures) != 1 or figures[0].denominator is None or figures[0].denominator <= 0:
        return None, None
    numerator = figures[0].numerator
    return None if numerator is None else Fraction(numerator), Fraction(figures[0].denominator)
