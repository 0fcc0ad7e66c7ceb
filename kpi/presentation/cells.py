"""One judgement as a table cell: sign, value, change, flags and small chart as ready text. Templates add nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpi.models import Kpi, Organisation
from kpi.presentation.formats import difference, listed, short_period, value_in_unit
from kpi.presentation.links import Links
from kpi.rules.change import Change, NotComparable, Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Flag, Status
from kpi.selectors.board import Board
from kpi.words.labels import FLAG, REASON, STATUS

VERDICT: dict[Verdict, str | Promise] = {
    Verdict.BETTER: gettext_lazy("bedre"),
    Verdict.WORSE: gettext_lazy("verre"),
    Verdict.UNCHANGED: gettext_lazy("uendret"),
}
WHY_NOT: dict[NotComparable, str | Promise] = {
    NotComparable.NO_VALUE: gettext_lazy("Ingen verdi å sammenligne."),
    NotComparable.NO_EARLIER: gettext_lazy("Ingen tidligere verdi å sammenligne med."),
    NotComparable.SAME_FIGURE: gettext_lazy("Ingen ny måling siden forrige periode."),
    NotComparable.OTHER_LENGTH: gettext_lazy("Forrige verdi gjelder en periode av en annen lengde."),
    NotComparable.OTHER_PARTS: gettext_lazy("Forrige verdi bygger på andre foretak."),
}


@dataclass(frozen=True)
class FlagText:
    code: str
    text: str


@dataclass(frozen=True)
class Spark:
    """A line through the last figures: SVG `points`, and the end of it."""

    points: str
    x: str
    y: str


@dataclass(frozen=True)
class Cell:
    """What one cell shows. `word` is the colour or, without one, the reason; `period` is set when the figure ends
    before the period asked for does; `arrow` is the sign's name, `change` like `3,5`, `verdict_word` like `bedre`."""

    kpi: str
    organisation: str
    status: Status
    word: str
    value: str
    period: str
    arrow: str
    change: str
    verdict: str
    verdict_word: str
    no_change_because: str
    flags: tuple[FlagText, ...]
    url: str
    description: str
    spark: Spark | None = None


def cell_of(board: Board, kpi: Kpi, organisation: Organisation, links: Links) -> Cell:
    """The cell of one KPI and organisation on a board."""
    judgement = board.now[kpi.code, organisation.code]
    moved = board.change((kpi.code, organisation.code))
    value = "" if judgement.value is None else value_in_unit(judgement.value, kpi)
    word = status_word(judgement)
    older = _older(judgement)
    shown = moved.difference is not None and not older
    arrow, size = _arrow(moved, kpi) if shown else ("", "")
    verdict = str(VERDICT[moved.verdict]) if shown and moved.verdict else ""
    return Cell(
        kpi=kpi.code,
        organisation=organisation.code,
        status=judgement.status,
        word=word,
        value=value,
        period=short_period(judgement.period) if judgement.period and _ends_early(judgement) else "",
        arrow=arrow,
        change=size,
        verdict=moved.verdict.value if shown and moved.verdict else "",
        verdict_word=verdict,
        no_change_because=str(WHY_NOT[moved.why_not]) if moved.why_not and not older and value else "",
        flags=flags_of(judgement),
        url=links.why(kpi.code, organisation.code, board.as_of),
        description=_("Hvorfor %(status)s? %(kpi)s, %(organisation)s")
        % {"status": asked_about(judgement), "kpi": kpi.code, "organisation": organisation.code},
    )


def status_word(judgement: Judgement) -> str:
    """The colour's word, or the reason for no colour."""
    return str(REASON[judgement.reason] if judgement.reason else STATUS[judgement.status])


def asked_about(judgement: Judgement) -> str:
    """What a question of why is about: `grønn`, or `ingen status (nullpunkt nettopp satt)`."""
    word = status_word(judgement).lower()
    return _("ingen status (%(reason)s)") % {"reason": word} if judgement.reason else word


def flags_of(judgement: Judgement) -> tuple[FlagText, ...]:
    """The flags as words; that trusts are missing says which."""
    return tuple(FlagText(flag.value, _flag_text(flag, judgement)) for flag in judgement.flags)


def _flag_text(flag: Flag, judgement: Judgement) -> str:
    if flag == Flag.PARTIAL_COVERAGE:
        return _("uten %(trusts)s") % {"trusts": listed(list(judgement.missing))}
    return str(FLAG[flag])


def _older(judgement: Judgement) -> bool:
    """Whether the figure ends before the period asked for begins, so that nothing has changed in it."""
    return judgement.period is not None and judgement.period.end < judgement.as_of.start


def _ends_early(judgement: Judgement) -> bool:
    """Whether the figure ends before the period asked for does, so that its period must be told."""
    return judgement.period is not None and judgement.period.end < judgement.as_of.end


def _arrow(moved: Change, kpi: Kpi) -> tuple[str, str]:
    """The sign to draw (`up`, `down`, `flat`) and the size of the change."""
    assert moved.difference is not None
    if moved.difference == 0:
        return "flat", ""
    return ("up" if moved.difference > 0 else "down"), difference(moved.difference, kpi)
