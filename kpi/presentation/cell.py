"""One cell, a KPI's status for an organisation, in words: the one place where a judgement becomes text.

Pages, register, files and the entry form show it; templates add nothing. Why a cell is as it is: `explanation`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kpi.models import Kpi, Measurement
from kpi.presentation.citations import origin_of
from kpi.presentation.formats import (
    difference,
    listed,
    period_name,
    share,
    short_period,
    value_in_unit,
    value_with_unit,
)
from kpi.presentation.links import Links
from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords, words_about, words_of
from kpi.rules.change import Change, NotComparable, Verdict
from kpi.rules.judgement import Judgement
from kpi.rules.limits import fixed_points
from kpi.rules.number import rounded
from kpi.rules.period import Period
from kpi.rules.terms import Direction, Flag, Reason, Status
from kpi.selectors.board import Board
from kpi.words.labels import FLAG, STATUS

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
    NotComparable.OTHER_PARTS: gettext_lazy("Forrige verdi bygger på andre %(plain_parts)s."),
}


@dataclass(frozen=True, slots=True)
class FlagText:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A line through the last figures: SVG `points`, and the end of it."""

    points: str
    x: str
    y: str


MOST_BESIDE, LONGEST_PERIOD = 12, 13
"""Characters of a figure and its change, and of a period, that a narrow column has room for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one cell.

    `word` is the colour's, or without a colour the `reason`; `colour` is the status' own word even then. `value` stands
    in a table, `value_with_unit` in running text. `period` is the figure's, short, and `period_name` in full;
    `told_period` is set where the figure ends before the period asked for does. `arrow` is the name of a sign, `change`
    like `3,5`, `verdict_word` like `bedre`. `asked` is what a question of why is about, `description` all of it.
    `source` says where the figure came from, where that has been read. `reached` is the share of the ambition reached,
    for a cell that would have a colour if the plan had limits.
    """

    kpi: str
    organisation: str
    status: Status
    colour: str
    reason: str
    word: str
    value: str
    value_with_unit: str
    period: str
    period_name: str
    told_period: str
    arrow: str
    change: str
    verdict: str
    verdict_word: str
    no_change_because: str
    flags: tuple[FlagText, ...]
    url: str
    asked: str
    description: str
    source: str = ""
    reached: str = ""
    spark: Spark | None = None

    @property
    def is_long(self) -> bool:
        """Whether the figure and its change, or its period, have no room beside each other in a narrow column.

        Examples: `62 622 052` has not; `1 064` beside `45 bedre` has.
        """
        beside = len(self.value) + len(self.change)
        return beside > MOST_BESIDE or len(self.told_period) > LONGEST_PERIOD


@dataclass(frozen=True)
class Cells:
    """The cells of a board. `figures` are the measurements behind each, for the files that tell their source."""

    board: Board
    links: Links
    figures: Mapping[tuple[str, str], Sequence[Measurement]] = field(default_factory=dict)

    @cached_property
    def words(self) -> OrganisationWords:
        """What the plan's whole and its direct parts are called."""
        return words_of(self.board.terms)

    def words_about(self, organisation: str) -> OrganisationWords:
        """What an organisation with its parts is called, or the one it is a part of."""
        return self._words_by_code[organisation]

    @cached_property
    def _words_by_code(self) -> dict[str, OrganisationWords]:
        terms = self.board.terms
        by_code = {organisation.code: organisation for organisation in terms.organisations}
        of_one_kpi = next(iter(terms.terms.values()), None)
        return {code: words_about(code, of_one_kpi, by_code) for code in by_code} if of_one_kpi else {}

    def of(self, kpi: Kpi, organisation: str) -> Cell:
        """The cell as of the board's period, with what has changed since the period before."""
        place = (kpi.code, organisation)
        return cell_of(
            self.board.now[place],
            kpi,
            self.links,
            moved=self.board.change(place),
            figures=self.figures.get(place, ()),
            words=self.words_about(organisation),
        )

    def before(self, kpi: Kpi, organisation: str) -> Cell:
        """The cell as of the period before."""
        return cell_of(
            self.board.earlier[kpi.code, organisation],
            kpi,
            self.links,
            words=self.words_about(organisation),
        )


def cell_of(
    judgement: Judgement,
    kpi: Kpi,
    links: Links,
    *,
    moved: Change | None = None,
    figures: Sequence[Measurement] = (),
    words: OrganisationWords = IN_GENERAL,
) -> Cell:
    """One judgement as a cell; without `moved` nothing is said of a change. `words` are those for its organisation."""
    value, period = judgement.value, judgement.period
    points = apart_from(judgement, kpi)
    # What ended before the period asked for began has not changed in it.
    is_older = period is not None and period.end < judgement.as_of.start
    shown = moved if moved is not None and moved.difference is not None and not is_older else None
    arrow, size = _arrow(shown, kpi) if shown else ("", "")
    why_not = moved.why_not if moved is not None and value is not None and not is_older else None
    # What is not measured lacks no figure.
    is_measured = kpi.takes_measurements or judgement.reason != Reason.NO_MEASUREMENT
    word = status_word(judgement, words) if is_measured else _("Måles ikke")
    asked = asked_about(judgement, words) if is_measured else _("ingen status (måles ikke)")
    short, full = _period_names(period, get_language()) if period else ("", "")
    return Cell(
        kpi=kpi.code,
        organisation=judgement.organisation,
        status=judgement.status,
        colour=str(STATUS[judgement.status]),
        reason=word if judgement.reason else "",
        word=word,
        value="" if value is None else value_in_unit(value, kpi, apart_from=points),
        value_with_unit="" if value is None else value_with_unit(value, kpi, apart_from=points),
        period=short,
        period_name=full,
        told_period=short if period and period.end < judgement.as_of.end else "",
        arrow=arrow,
        change=size,
        verdict=shown.verdict.value if shown and shown.verdict else "",
        verdict_word=str(VERDICT[shown.verdict]) if shown and shown.verdict else "",
        no_change_because=words.put(WHY_NOT[why_not]) if why_not else "",
        flags=flags_of(judgement),
        url=links.why(kpi.code, judgement.organisation, judgement.as_of),
        asked=asked,
        description=_("Hvorfor %(status)s? %(kpi)s, %(organisation)s")
        % {"status": asked, "kpi": kpi.code, "organisation": judgement.organisation},
        source=origin_of(figures),
        reached=_reached(judgement),
    )


def apart_from(judgement: Judgement, kpi: Kpi) -> tuple[Fraction, ...]:
    """What the judged value must not seem to be when it is rounded; nothing where it is written in full."""
    value = judgement.value
    if value is None or not kpi.direction or rounded(value, kpi.decimals) == value:
        return ()
    return fixed_points(judgement, Direction(kpi.direction))


@lru_cache(maxsize=1024)
def _period_names(period: Period, language: str | None) -> tuple[str, str]:
    """A period's short name and its full one: a page has hundreds of cells and a handful of periods."""
    return short_period(period), period_name(period)


def _reached(judgement: Judgement) -> str:
    """Example: an attainment of 1.125 without limits to judge it by is `112,5 % nådd`."""
    if judgement.reason != Reason.NO_COLOUR_RULE or judgement.attainment is None:
        return ""
    return _("%(share)s nådd") % {"share": share(judgement.attainment, 1)}


def status_word(judgement: Judgement, words: OrganisationWords = IN_GENERAL) -> str:
    """The colour's word, or the reason for no colour."""
    if judgement.reason is None:
        return str(STATUS[judgement.status])
    return words.reason(judgement.reason)


def asked_about(judgement: Judgement, words: OrganisationWords = IN_GENERAL) -> str:
    """What a question of why is about: `grønn`, or `ingen status (nullpunkt nettopp satt)`."""
    word = status_word(judgement, words).lower()
    return _("ingen status (%(reason)s)") % {"reason": word} if judgement.reason else word


def flags_of(judgement: Judgement) -> tuple[FlagText, ...]:
    """The flags as words; that trusts are missing says which."""
    return tuple(FlagText(flag.value, _flag_text(flag, judgement)) for flag in judgement.flags)


def _flag_text(flag: Flag, judgement: Judgement) -> str:
    if flag == Flag.PARTIAL_COVERAGE:
        return _("uten %(trusts)s") % {"trusts": listed(list(judgement.lacking))}
    return str(FLAG[flag])


def _arrow(moved: Change, kpi: Kpi) -> tuple[str, str]:
    """The sign to draw (`up`, `down`, `flat`) and the size of the change."""
    assert moved.difference is not None
    if moved.difference == 0:
        return "flat", ""
    return ("up" if moved.difference > 0 else "down"), difference(moved.difference, kpi)
