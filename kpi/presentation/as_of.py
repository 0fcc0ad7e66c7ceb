"""The period a page is seen as of: read from the address, with the choices and neighbours the page offers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from kpi.models import Plan
from kpi.presentation.formats import period_name
from kpi.rules.period import TERTIAL, YEAR, Period, PeriodError
from kpi.selectors.register_state import RegisterState, register_state

EARLIEST = Period.parse("2018").start
"""The first year that the register holds figures for (annual report 2019)."""


@dataclass(frozen=True)
class AsOf:
    """The chosen period, as the part `parts/as_of.html` shows it: `options` are (code, name, chosen), `hidden` the rest
    of the address. `default` is what would be shown unasked. `misread` is what the address has in place of a period:
    the page says so."""

    period: Period
    default: Period
    options: tuple[tuple[str, str, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    previous_url: str
    next_url: str
    misread: str = ""

    @property
    def text(self) -> str:
        """The period's name."""
        return period_name(self.period)

    @property
    def compared_with(self) -> str:
        """The name of the period that changes are counted from."""
        return period_name(self.period.previous())


def state_of(request: HttpRequest, plan: Plan) -> RegisterState:
    """The state of the plan's figures, read once per request."""
    state: RegisterState | None = getattr(request, "register_state", None)
    if state is None:
        state = register_state(plan)
        request.register_state = state  # type: ignore[attr-defined]
    return state


def as_of(request: HttpRequest, plan: Plan) -> AsOf:
    """The period in `?as_of=`, or the one that the plan's pages show of their own accord (`kpi.rules.page_period`).
    What cannot be read falls back visibly."""
    default = state_of(request, plan).default_as_of
    text = request.GET.get("as_of", "").strip()
    period, misread = default, ""
    if text:
        try:
            period = Period.parse(text)
        except PeriodError:
            misread = text[:40]
        if not period.is_calendar:
            period, misread = default, text[:40]
    last = max(default.end, Period.of(timezone.localdate(), TERTIAL).end)
    if period.end > last + YEAR or period.end < EARLIEST:
        period, misread = default, text[:40]
    before, after = period.previous(), period.following()
    return AsOf(
        period=period,
        default=default,
        options=tuple((one.label, period_name(one), one == period) for one in _choices(period, last)),
        hidden=tuple(
            (name, value) for name, values in request.GET.lists() for value in values if name != "as_of"
        ),
        previous_url=_url(request, before) if before.end >= EARLIEST else "",
        next_url=_url(request, after) if after.end <= Period.ending(last, period.months).end else "",
        misread=misread,
    )


def _url(request: HttpRequest, period: Period) -> str:
    query = request.GET.copy()
    query["as_of"] = period.label
    return f"{request.path}?{query.urlencode()}"


def _choices(chosen: Period, last: int) -> list[Period]:
    """Tertials from the newest back to 2018, with the chosen period among them when it is a month or a year."""
    periods = [Period(start, TERTIAL) for start in range(last - TERTIAL + 1, EARLIEST - 1, -TERTIAL)]
    if chosen not in periods:
        periods.append(chosen)
        periods.sort(key=lambda period: (-period.end, period.months))
    return periods
