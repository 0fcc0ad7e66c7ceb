"""What a KPI promises, in one line under its name: ambition, direction, deadline, requirement. Said once per row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.parts.together import codes_together, deadlines_together
from kpi.models import Kpi
from kpi.presentation.ambitions import ambition_mark, ambition_text, level_text, requirement_text
from kpi.presentation.formats import NBSP, number, unit_word
from kpi.presentation.organisation_words import words_of
from kpi.rules.ambition import Ambition, in_force
from kpi.rules.deadline import Deadline, deadline_in
from kpi.rules.governing_ambition import adopted_for
from kpi.rules.terms import OverTime, Unit
from kpi.selectors.board import Board
from kpi.selectors.register import deadlines_of
from kpi.words.labels import DIRECTION

LISTED_AT_MOST = 5
"""How many trusts' own ambitions stand in one line."""


@dataclass(frozen=True)
class Promise:
    """`line` is the ambition with direction and deadline; `requirement` the national requirement, empty without one."""

    line: str
    requirement: str


def promise_of(board: Board, kpi: Kpi, *, deadline_said: bool = False) -> Promise:
    """A KPI's promise as of the board's period. `deadline_said`: the goal's heading tells the deadline already."""
    if not kpi.takes_measurements:
        return Promise(_("Tar ikke imot målinger"), "")
    terms = board.terms.terms[kpi.code]
    deadline = deadline_note(board, kpi, said=deadline_said)
    parts = [_ambition(board, kpi), str(DIRECTION[terms.direction]), deadline]
    requirement = in_force(terms.requirements, board.as_of.last_day)
    return Promise(
        " · ".join(part for part in parts if part),
        requirement_text(requirement, kpi) if requirement else "",
    )


def adopted_ambition(board: Board, kpi: Kpi, organisation: str) -> Ambition | None:
    """The ambition that has been decided for an organisation or for what it is a part of, as of the board's period."""
    terms = board.terms.terms[kpi.code]
    adopted = adopted_for(terms, organisation, day=board.as_of.last_day)
    return None if adopted is None else adopted[1]


def adopted_text(board: Board, kpi: Kpi, organisation: str) -> str:
    """That ambition in words, empty without one. One that is the requirement says its figure."""
    adopted = adopted_ambition(board, kpi, organisation)
    if adopted is None:
        return ""
    if adopted.rules.follows_requirement:
        requirement = in_force(board.terms.terms[kpi.code].requirements, board.as_of.last_day)
        if requirement is not None:
            return level_text(requirement.limit, kpi)
    return ambition_text(adopted, kpi)


def _ambition(board: Board, kpi: Kpi) -> str:
    words = words_of(board.terms)
    adopted = {adopted_text(board, kpi, code) for code in codes_together(board)}
    if len(adopted) == 1 and (text := adopted.pop()):
        return words.put(_("%(common)s ambisjon %(ambition)s"), ambition=text)
    own = [board.now[kpi.code, trust.code].own for trust in board.terms.parts]
    kinds = {(ambition.kind, ambition.value, ambition.high) for ambition in own}
    if len(kinds) == 1:
        return _("Ambisjon %(ambition)s") % {"ambition": ambition_text(own[0], kpi)}
    if len(own) > LISTED_AT_MOST:
        return _("Egne ambisjoner per foretak") if words.are_trusts else _("Egne ambisjoner per organisasjon")
    return _("Egne: %(ambitions)s") % {
        "ambitions": " / ".join(ambition_mark(ambition, kpi) for ambition in own)
    }


def deadline_text(years: Iterable[int]) -> str:
    """Deadlines in words, and where today is: `frist 2025, gått ut`, `frist 2026, 4 uker igjen`, `frist 2025 (gått
    ut)/2027`; empty without any."""
    today = timezone.localdate()
    deadlines = [deadline_in(year, today) for year in years]
    if not deadlines:
        return ""
    if len(deadlines) == 1:
        nearness = _nearness(deadlines[0])
        listed = f"{deadlines[0].year}, {nearness}" if nearness else str(deadlines[0].year)
    else:
        listed = "/".join(
            f"{one.year} ({nearness})" if (nearness := _nearness(one)) else str(one.year) for one in deadlines
        )
    return _("frist %(years)s") % {"years": listed}


def _nearness(deadline: Deadline) -> str:
    """That a deadline has passed or is near; empty where it is far off."""
    if deadline.passed:
        return _("gått ut")
    if deadline.weeks is None:
        return ""
    if not deadline.weeks:
        return _("under en uke igjen")
    return ngettext("%(weeks)s uke igjen", "%(weeks)s uker igjen", deadline.weeks) % {
        "weeks": number(deadline.weeks)
    }


def deadline_note(board: Board, kpi: Kpi, organisation: str = "", *, said: bool) -> str:
    """A KPI's deadlines for an organisation, or for all the trusts; left out when the goal's heading has `said` them,
    and then one without any says so."""
    years = deadlines_of(board, kpi, organisation) if organisation else deadlines_together(board, kpi)
    if not said:
        return deadline_text(years)
    codes = [organisation] if organisation else [trust.code for trust in board.terms.parts]
    promised = any(not board.now[kpi.code, code].own.rules.is_blank for code in codes)
    return _("uten frist") if promised and not years else ""


def common_deadline(deadlines: Iterable[Iterable[int]]) -> int | None:
    """The one deadline that all KPIs of a goal have; None when they differ. Those without any do not count."""
    years = {year for of_kpi in deadlines for year in of_kpi}
    return years.pop() if len(years) == 1 else None


def unit_note(kpi: Kpi) -> str:
    """What a bare number in the row counts, where neither the name nor a percent sign says so: `min`, `per år`."""
    if kpi.over_time == OverTime.YEAR_SUM:
        return _("per år")
    short = {str(Unit.MINUTES): _("min"), str(Unit.NOK): _("kr")}
    word = short.get(kpi.unit, unit_word(kpi))
    return "" if not word or word.casefold() in kpi.name.casefold() else word.replace(" ", NBSP)
