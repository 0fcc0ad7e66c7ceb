"""The history of a KPI's figures as rows of ready text: who gave which value when, what it replaced, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.kpi.address import HISTORY, Address, Choice
from kpi.models import Kpi, Measurement, Organisation, User
from kpi.presentation.citations import cite
from kpi.presentation.explain.parts import FromPlan, Text, quoted, rich
from kpi.presentation.explain.words import in_full
from kpi.presentation.formats import clock, day, short_day, short_period
from kpi.presentation.measured import measured_words
from kpi.presentation.organisation_words import OrganisationWords
from kpi.words.labels import ORIGIN, STATE


@dataclass(frozen=True)
class HistoryRow:
    """One value that was given. `before` is what it corrected; `is_past` where another has taken its place."""

    entered: str
    who: str
    organisation: str
    period: str
    category: str
    value: str
    before: str
    fraction: str
    state: str
    origin: str
    approved: str
    notes: tuple[Text, ...]
    is_past: bool


@dataclass(frozen=True)
class HistoryTable:
    """A page of the history, with whose it is and the way to the other pages. A gap has no address."""

    rows: tuple[HistoryRow, ...]
    choices: tuple[Choice, ...]
    pages: tuple[Choice, ...]
    previous_url: str
    next_url: str
    total: int
    summary: str


def history_table(
    page: Page[Measurement],
    kpi: Kpi,
    organisations: Sequence[Organisation],
    *,
    words: OrganisationWords,
    chosen: str,
    address: Address,
) -> HistoryTable:
    """The page of measurements as it is shown."""
    pages = page.paginator
    numbers = list(pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return HistoryTable(
        rows=tuple(history_row(row, kpi) for row in page),
        choices=_organisation_choices(organisations, words, chosen, address),
        pages=tuple(
            Choice(
                str(number),
                address.with_(HISTORY, page=str(number)) if isinstance(number, int) else "",
                number == page.number,
            )
            for number in numbers
        )
        if pages.num_pages > 1
        else (),
        previous_url=address.with_(HISTORY, page=str(page.number - 1)) if page.has_previous() else "",
        next_url=address.with_(HISTORY, page=str(page.number + 1)) if page.has_next() else "",
        total=pages.count,
        summary=_("%(first)s–%(last)s av %(total)s, sist registrert først")
        % {"first": page.start_index(), "last": page.end_index(), "total": pages.count},
    )


def history_row(row: Measurement, kpi: Kpi) -> HistoryRow:
    """One measurement as it is told."""
    return HistoryRow(
        entered=_moment(row.entered_at),
        who=_person(row.entered_by),
        organisation=row.organisation.code,
        period=short_period(row.period),
        category=row.category.name if row.category else "",
        value=measured_words(row, kpi),
        before=measured_words(row.corrects, kpi) if row.corrects else "",
        fraction=_fraction(row),
        state=str(STATE[row.state]),
        origin=str(ORIGIN[row.origin]),
        approved=_approved(row),
        notes=tuple(_notes(row)),
        is_past=row.state == Measurement.SUPERSEDED,
    )


def _organisation_choices(
    organisations: Sequence[Organisation], words: OrganisationWords, chosen: str, address: Address
) -> tuple[Choice, ...]:
    """Whose history is shown."""
    named = [
        ("", _("Alle")),
        *((organisation.code, words.label(organisation)) for organisation in organisations),
    ]
    return tuple(
        Choice(name, address.with_(HISTORY, history=code, page=""), code == chosen) for code, name in named
    )


def _fraction(row: Measurement) -> str:
    if row.denominator is None:
        return ""
    if row.numerator is None:
        return _("nevner %(denominator)s") % {"denominator": in_full(row.denominator)}
    return _("%(numerator)s av %(denominator)s") % {
        "numerator": in_full(row.numerator),
        "denominator": in_full(row.denominator),
    }


def _approved(row: Measurement) -> str:
    if row.approved_at is None:
        return ""
    if row.approved_by is None or row.approved_by_id == row.entered_by_id:
        return ""
    return _("godkjent av %(who)s %(day)s") % {
        "who": _person(row.approved_by),
        "day": day(timezone.localtime(row.approved_at).date()),
    }


def _notes(row: Measurement) -> list[Text]:
    """The reason for a correction, what is printed in the report it was taken from, and the comment."""
    found = []
    if row.reason:
        found.append(rich(_("Grunn: %(reason)s"), reason=FromPlan(row.reason)))
    if row.document is not None:
        found.append(
            rich(
                _("%(source)s, trykt som «%(printed)s»."),
                source=FromPlan(cite(row)),
                printed=FromPlan(row.printed),
            )
        )
    if row.comment:
        found.append(quoted(row.comment))
    return found


def _person(user: User | None) -> str:
    return "" if user is None else user.get_full_name() or user.get_username()


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return _("%(day)s kl. %(time)s") % {"day": short_day(local.date()), "time": clock(local)}
