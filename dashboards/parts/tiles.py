"""The four counts at the top of a page: how many statuses of each kind, since when, and why some have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.presentation.formats import MINUS, number
from kpi.presentation.organisation_words import IN_GENERAL, OrganisationWords
from kpi.rules.summary import Counts
from kpi.rules.terms import Reason, Status
from kpi.words.labels import STATUS_MEANING, STATUS_PLURAL

REASONS_SHOWN = 3
LINE_LENGTH = 31
"""What a tile has room for on one line."""


@dataclass(frozen=True)
class Tile:
    """One count. `lines` stand below its name, `moved` is the last of them where there is room for one alone; `url`
    leads to the KPIs it counts, empty where there are none."""

    status: Status
    number: str
    name: str
    lines: tuple[str, ...]
    moved: str
    url: str


@dataclass(frozen=True)
class Tally:
    """A count on one line: the sign, the number, and both in words for those who do not see the sign."""

    status: Status
    number: str
    words: str


def tiles(
    now: Counts,
    earlier: Counts,
    *,
    since: str,
    url_of: Callable[[Status], str],
    words: OrganisationWords = IN_GENERAL,
    red_in_a_part: int = 0,
) -> tuple[Tile, ...]:
    """The four counts, with the change since the period before, and for those without a colour the reasons. Of a
    whole's reds also how many indicators are red in one of its parts at least: an average can hide them."""
    tiles = []
    for status in Status:
        moved = _moved(now.of(status) - earlier.of(status), since)
        lines = reason_lines(now, words) if status == Status.NONE else (str(STATUS_MEANING[status]), moved)
        if status == Status.RED and red_in_a_part:
            lines = (*lines, _in_a_part(red_in_a_part, words))
        url = url_of(status) if now.of(status) else ""
        tiles.append(
            Tile(status, number(now.of(status)), str(STATUS_PLURAL[status]), lines or (moved,), moved, url)
        )
    return tuple(tiles)


def _in_a_part(reds: int, words: OrganisationWords) -> str:
    if words.is_deep:
        # Also those further down, which the parts beside each other do not count.
        sentence = ngettext(
            "%(count)s er rød i minst én organisasjon", "%(count)s er røde i minst én organisasjon", reds
        )
        return sentence % {"count": number(reds)}
    sentence = ngettext(
        "%(count)s er rød i minst %(one_part)s", "%(count)s er røde i minst %(one_part)s", reds
    )
    return words.in_a_row(sentence, count=number(reds))


def counted(status: Status, amount: int) -> str:
    """A number of statuses in words: `1 gul`, `4 grønne`, `ingen røde`, `2 uten status`."""
    if not amount:
        return {
            Status.GREEN: _("ingen grønne"),
            Status.YELLOW: _("ingen gule"),
            Status.RED: _("ingen røde"),
            Status.NONE: _("ingen uten status"),
        }[status]
    words = {
        Status.GREEN: ngettext("%(count)s grønn", "%(count)s grønne", amount),
        Status.YELLOW: ngettext("%(count)s gul", "%(count)s gule", amount),
        Status.RED: ngettext("%(count)s rød", "%(count)s røde", amount),
        Status.NONE: ngettext("%(count)s uten status", "%(count)s uten status", amount),
    }[status]
    return words % {"count": number(amount)}


def tallies(counts: Counts) -> tuple[Tally, ...]:
    """The counts on one line, those above zero."""
    return tuple(
        Tally(status, number(counts.of(status)), counted(status, counts.of(status)))
        for status in Status
        if counts.of(status)
    )


def tally_text(counts: Counts) -> str:
    """The counts in words: `4 grønne, 2 røde, 2 uten status`."""
    return ", ".join(tally.words for tally in tallies(counts))


def _moved(difference: int, since: str) -> str:
    if not difference:
        return _("uendret siden %(since)s") % {"since": since}
    sign = "+" if difference > 0 else MINUS
    return _("%(change)s siden %(since)s") % {"change": sign + number(abs(difference)), "since": since}


def reason_lines(counts: Counts, words: OrganisationWords = IN_GENERAL) -> tuple[str, ...]:
    """Why some have no colour, the commonest first: `8 uten ambisjon, 3 uten måling` and `6 av andre grunner`."""
    amounts: dict[str, int] = {}
    for reason, amount in counts.reasons:
        word = _reason_word(reason, words)
        amounts[word] = amounts.get(word, 0) + amount
    ordered = sorted(amounts.items(), key=lambda item: -item[1])
    if len(ordered) > REASONS_SHOWN:
        shown, rest = ordered[: REASONS_SHOWN - 1], ordered[REASONS_SHOWN - 1 :]
        ordered = [*shown, (_("av andre grunner"), sum(amount for _word, amount in rest))]
    lines: list[str] = []
    for text in (f"{number(amount)} {word}" for word, amount in ordered):
        joined = f"{lines[-1]}, {text}" if lines else text
        if lines and len(joined) <= LINE_LENGTH:
            lines[-1] = joined
        else:
            lines.append(text)
    return tuple(lines)


def _reason_word(reason: Reason, words: OrganisationWords) -> str:
    """A reason after a number. That an ambition is awaited and that none is set come to the same here."""
    return {
        Reason.NO_MEASUREMENT: _("uten måling"),
        Reason.INCOMPLETE_YEAR: _("uten et helt år"),
        Reason.NO_COLOUR_RULE: _("uten regel for farge"),
        Reason.INCOMPLETE_REGION: _("der foretak mangler")
        if words.are_trusts
        else _("der organisasjoner mangler"),
        Reason.NO_AMBITION: _("uten ambisjon"),
        Reason.AMBITION_PENDING: _("uten ambisjon"),
        Reason.BASELINE_JUST_SET: _("med nytt nullpunkt"),
        Reason.NO_BASELINE: _("uten nullpunkt"),
    }[reason]
