"""Where a measured figure came from: who entered, corrected and approved it and when, or which report it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kpi.models import Measurement, User
from kpi.presentation.explain.parts import FromPlan, Text, quoted, say
from kpi.presentation.explain.words import Words
from kpi.presentation.formats import day
from kpi.presentation.measured import measured_words
from kpi.rules.figure import Figure
from kpi.rules.terms import Qualifier
from kpi.selectors.terms_of_rows import source_of


def origins(words: Words, figures: Sequence[Figure]) -> list[Text]:
    """Who entered each figure and when, equal answers said once."""
    told: dict[str, Text] = {}
    for part in figures:
        for text in _origin(words, part):
            told.setdefault(str(text), text)
    return list(told.values())


def _origin(words: Words, part: Figure) -> list[Text]:
    record = words.facts.records.get(part.ref)
    if record is None:
        return [say("measured.not_saved", _("Ikke lagret ennå."))] if part.ref is None else []
    return [*_about(words, record), *_entered(words, record), *_correction(words, record), *_comment(record)]


def _about(words: Words, record: Measurement) -> list[Text]:
    """A figure that was given as an approximation is judged as it stands, and says what it is."""
    if record.qualifier != Qualifier.ABOUT:
        return []
    told = FromPlan(measured_words(record, words.kpi))
    return [say("measured.about", _("Oppgitt som omtrentlig: %(value)s."), value=told)]


def _entered(words: Words, record: Measurement) -> list[Text]:
    entered = {"day": _day(record.entered_at), "who": _person(record.entered_by)}
    if record.origin == Measurement.DEMO:
        return [say("measured.demo", _("Demodata: tallet er oppdiktet."))]
    if record.origin == Measurement.LOAD_TEST:
        return [say("measured.load_test", _("Tallet er laget for en lasttest."))]
    if record.origin == Measurement.REPORT:
        if not record.printed:
            return []
        return [
            say(
                "measured.report",
                _("Hentet fra rapport, trykt som «%(printed)s»."),
                printed=FromPlan(record.printed),
            )
        ]
    if record.origin == Measurement.IMPORTED:
        text = (
            say("measured.imported_by", _("Importert fra fil av %(who)s %(day)s."), **entered)
            if record.entered_by
            else say("measured.imported", _("Importert fra fil %(day)s."), **entered)
        )
        return [text, *_approval(record)]
    if record.entered_by is None:
        return [say("measured.entered", _("Registrert %(day)s."), **entered), *_approval(record)]
    return [say("measured.entered_by", _("Registrert av %(who)s %(day)s."), **entered), *_approval(record)]


def _approval(record: Measurement) -> list[Text]:
    if record.state == Measurement.PROPOSED:
        return [say("measured.not_approved", _("Ikke godkjent ennå."))]
    if (
        record.approved_by is None
        or record.approved_by_id == record.entered_by_id
        or record.approved_at is None
    ):
        return []
    return [
        say(
            "measured.approved_by",
            _("Godkjent av %(who)s %(day)s."),
            who=_person(record.approved_by),
            day=_day(record.approved_at),
        )
    ]


def _correction(words: Words, record: Measurement) -> list[Text]:
    if record.corrects is None:
        return []
    corrected = record.corrects
    is_exact = corrected.value is not None and corrected.qualifier == Qualifier.EXACT
    before = words.value(corrected.value) if is_exact else FromPlan(measured_words(corrected, words.kpi))
    if record.reason:
        return [
            say(
                "measured.correction_with_reason",
                _("Rettelse: sto som %(before)s. Grunn: %(reason)s"),
                before=before,
                reason=FromPlan(record.reason),
            )
        ]
    return [say("measured.correction", _("Rettelse: sto som %(before)s."), before=before)]


def _comment(record: Measurement) -> list[Text]:
    return [quoted(record.comment, "measured.comment")] if record.comment else []


def _person(user: User | None) -> str:
    return "" if user is None else user.get_full_name() or user.get_username()


def _day(moment: datetime) -> str:
    return day(timezone.localtime(moment).date())


def sources(words: Words, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Where the figures stand, a line per document."""
    records = [words.facts.records.get(part.ref) for part in figures]
    return words.sources(*[None if record is None else source_of(record) for record in records])
