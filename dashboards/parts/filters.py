"""The region page's filters: read from the address, what they let through, and the choices the form offers.

What cannot be read is left out of the filtering and named in `misread`, so that the page can say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kpi.models import Ambition, Kpi, Organisation
from kpi.rules.ambition import in_force
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board
from kpi.words.labels import STATUS

MISREAD_LENGTH = 40
TEXT_LENGTH = 100


@dataclass(frozen=True)
class Choice:
    """One choice in a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """The filters in force. Empty means all; `organisation` is whose lights the others look at."""

    goal: str = ""
    status: Status | None = None
    organisation: Organisation | None = None
    deadline: int | None = None
    text: str = ""
    changed: bool = False
    requirement: bool = False
    misread: tuple[str, ...] = field(default=())

    @property
    def any_chosen(self) -> bool:
        """Whether anything at all is chosen."""
        return bool(self.query())

    def query(self) -> dict[str, str]:
        """The filters as the address writes them."""
        written = {
            "goal": self.goal,
            "status": self.status.value if self.status else "",
            "organisation": self.organisation.code if self.organisation else "",
            "deadline": str(self.deadline or ""),
            "q": self.text,
            "changed": "1" if self.changed else "",
            "requirement": "1" if self.requirement else "",
        }
        return {name: value for name, value in written.items() if value}

    def address(self, **more: str) -> str:
        """The filters as a query string, with more beside them."""
        return urlencode({**self.query(), **{name: value for name, value in more.items() if value}})


def read_filters(query: QueryDict, board: Board) -> Filters:
    """The filters in an address. Of a name given several times the last counts, as Django has it."""
    misread: list[str] = []

    def among(name: str, known: Mapping[str, object], label: str) -> str:
        text = query.get(name, "").strip()
        if text and text not in known:
            misread.append(
                _("%(filter)s: «%(text)s»") % {"filter": label, "text": _printable(text)[:MISREAD_LENGTH]}
            )
            return ""
        return text

    terms = board.terms
    goal = among("goal", {kpi.goal.code: kpi for kpi in terms.kpis}, _("Mål"))
    status = among("status", {status.value: status for status in Status}, _("Status"))
    organisation = among("organisation", {held.code: held for held in terms.organisations}, _("Organisasjon"))
    deadline = among("deadline", {str(year): year for year in deadlines(board)}, _("Frist"))
    return Filters(
        goal=goal,
        status=Status(status) if status else None,
        organisation=terms.organisation(organisation) if organisation else None,
        deadline=int(deadline) if deadline else None,
        text=_printable(query.get("q", "")).strip()[:TEXT_LENGTH],
        changed=_ticked(query, "changed", _("Endret status"), misread),
        requirement=_ticked(query, "requirement", _("Krav ikke møtt"), misread),
        misread=tuple(misread),
    )


def _ticked(query: QueryDict, name: str, label: str, misread: list[str]) -> bool:
    text = query.get(name, "").strip()
    if text not in ("", "0", "1"):
        misread.append(
            _("%(filter)s: «%(text)s»") % {"filter": label, "text": _printable(text)[:MISREAD_LENGTH]}
        )
    return text == "1"


def _printable(text: str) -> str:
    """What was written, without characters that cannot be shown or sent back in an address (NUL, lone surrogates)."""
    return "".join(character for character in text if character.isprintable())


def passes(filters: Filters, board: Board, kpi: Kpi) -> bool:
    """Whether a KPI is let through."""
    cells = [(kpi.code, organisation.code) for organisation in _looked_at(filters, board)]
    if filters.goal and kpi.goal.code != filters.goal:
        return False
    if filters.status is not None and all(board.now[cell].status != filters.status for cell in cells):
        return False
    if filters.deadline is not None and filters.deadline not in deadlines_of(board, kpi, filters):
        return False
    if filters.changed and not has_changed(filters, board, kpi):
        return False
    if filters.requirement and not misses_requirement(filters, board, kpi):
        return False
    sought = filters.text.casefold()
    # A code is sought from its beginning, so that P-2.1 does not find SP-2.1.
    return kpi.code.casefold().startswith(sought) or any(
        sought in name.casefold() for name in (kpi.name, kpi.printed_name)
    )


def has_changed(filters: Filters, board: Board, kpi: Kpi) -> bool:
    """Whether a light has changed since the period before."""
    return any(
        board.status_change((kpi.code, organisation.code)) is not None
        for organisation in _looked_at(filters, board)
    )


def misses_requirement(filters: Filters, board: Board, kpi: Kpi) -> bool:
    """Whether a requirement is not met."""
    return any(
        Flag.REQUIREMENT_NOT_MET in board.now[kpi.code, organisation.code].flags
        for organisation in _looked_at(filters, board)
    )


def _looked_at(filters: Filters, board: Board) -> tuple[Organisation, ...]:
    return (filters.organisation,) if filters.organisation else board.terms.organisations


def ambition_row(board: Board, kpi: Kpi, organisation: Organisation) -> Ambition | None:
    """The ambition in the register that holds as of the board's period."""
    held = board.terms.ambitions[kpi.code].get(organisation.code, [])
    return in_force(held, board.as_of.last_day)


def deadlines_of(board: Board, kpi: Kpi, filters: Filters) -> list[int]:
    """The deadlines of a KPI's ambitions, each once, in time order. The region's are those of all its trusts."""
    chosen = filters.organisation
    organisations = board.terms.parts if chosen in (None, board.terms.lead) else (chosen,)
    rows = [ambition_row(board, kpi, organisation) for organisation in organisations if organisation]
    return sorted({row.deadline for row in rows if row is not None and row.deadline is not None})


def deadlines(board: Board) -> list[int]:
    """All deadlines of the plan, in time order."""
    return sorted({year for kpi in board.terms.kpis for year in deadlines_of(board, kpi, Filters())})


@dataclass(frozen=True)
class FilterForm:
    """What the form shows: choices, the search text, and the chips with how many they let through."""

    goals: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    deadlines: tuple[Choice, ...]
    text: str
    changed: bool
    changed_label: str
    requirement: bool
    requirement_label: str


def filter_form(filters: Filters, board: Board) -> FilterForm:
    """The form with the filters in force filled in."""
    terms = board.terms
    goals = {kpi.goal.code: kpi.goal for kpi in terms.kpis}
    chosen = filters.organisation.code if filters.organisation else ""
    changed = sum(has_changed(filters, board, kpi) for kpi in terms.kpis)
    missed = sum(misses_requirement(filters, board, kpi) for kpi in terms.kpis)
    return FilterForm(
        goals=(
            Choice("", _("Alle %(count)s") % {"count": len(goals)}, not filters.goal),
            *(Choice(code, f"{code} {goal.name}", code == filters.goal) for code, goal in goals.items()),
        ),
        statuses=(
            Choice("", _("Alle"), filters.status is None),
            *(Choice(status.value, str(STATUS[status]), status == filters.status) for status in Status),
        ),
        organisations=(
            Choice("", _("Alle foretak"), not chosen),
            *(
                Choice(trust.code, f"{trust.code} {trust.title}", trust.code == chosen)
                for trust in terms.parts
            ),
            Choice(terms.lead.code, _("Regionen"), terms.lead.code == chosen),
        ),
        deadlines=(
            Choice("", _("Alle"), filters.deadline is None),
            *(Choice(str(year), str(year), year == filters.deadline) for year in deadlines(board)),
        ),
        text=filters.text,
        changed=filters.changed,
        changed_label=_("Endret status (%(count)s)") % {"count": changed},
        requirement=filters.requirement,
        requirement_label=_("Krav ikke møtt (%(count)s)") % {"count": missed},
    )


def shown_text(filters: Filters, shown: int, total: int) -> str:
    """How many KPIs are shown, and whose status was asked for: `4 av 49 vises: rød i minst én organisasjon`."""
    words: dict[str, object] = {"shown": shown, "total": total}
    if filters.status is None:
        return _("%(shown)s av %(total)s vises") % words
    words["status"] = str(STATUS[filters.status]).lower()
    if filters.organisation is None:
        return _("%(shown)s av %(total)s vises: %(status)s i minst én organisasjon") % words
    words["organisation"] = filters.organisation.code
    return _("%(shown)s av %(total)s vises: %(status)s i %(organisation)s") % words
