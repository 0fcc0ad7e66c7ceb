"""What a plan's organisations are called in a sentence: the one place where a text says region, trust or neither.

"Region" and "trust" are words of one plan, not of the register. A text with `%(the_parts)s` or `%(of_whole)s` is put in
the reader's language with the forms given here: `foretakene` and `regionens` where the whole is a region and its parts
are trusts, otherwise `organisasjonene` and the whole's own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kpi.models import Organisation, Plan, PlanMember
from kpi.rules.kpi_terms import KpiTerms
from kpi.rules.terms import Aggregation, BaselineKind, Flag, Reason
from kpi.selectors.plan_terms import PlanTerms
from kpi.words.labels import AGGREGATION, BASELINE_KIND, FLAG, REASON

REGION, TRUST = "region", "trust"
"""Kinds of organisation that have words of their own."""
_FORM = re.compile(r"%\((\w+)\)s")
_NAMES = frozenset(
    (
        "the_whole",
        "of_whole",
        "the_parts",
        "of_parts",
        "other_parts",
        "plain_parts",
        "some_parts",
        "everyone",
        "a_part",
        "one_part",
        "each_part",
        "any_part",
        "one_of_parts",
        "last_part",
        "of_part",
        "common",
        "the_common",
    )
)
"""The words that a text may have put in from here."""


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """A whole and its parts as sentences speak of them.

    `whole_code` and `whole_name` are empty without a whole. `is_region`: the whole is called the region. `are_trusts`:
    the parts are called trusts. `is_regional`: ambitions for all are called regional, since the plan is a region's.
    `is_deep`: some parts have parts of their own.
    """

    whole_code: str = ""
    whole_name: str = ""
    is_region: bool = True
    are_trusts: bool = True
    is_regional: bool = True
    is_deep: bool = False

    @property
    def forms(self) -> Mapping[str, str]:
        """The words by the name that texts have for them, in the language in use; with a capital also capitalised.

        Example: `the_parts` is `foretakene`, `The_parts` is `Foretakene`.
        """
        return _forms(self, get_language())

    def put(self, text: object, **values: object) -> str:
        """A translated text with the words and these values put in. A text that begins with such a word begins with a
        capital; `in_a_row` is without."""
        return self.in_a_row(beginning(str(text)), **values)

    def in_a_row(self, text: object, **values: object) -> str:
        """The same for what stands in the middle of a sentence, or among words without capitals."""
        known = {**self.forms, **values}
        return _FORM.sub(lambda found: str(known[found[1]]), str(text))

    def reason(self, reason: Reason) -> str:
        """A reason for no colour; that parts are missing says what they are."""
        if reason == Reason.INCOMPLETE_REGION and not self.are_trusts:
            return _("Organisasjoner mangler")
        return str(REASON[reason])

    def flag(self, flag: Flag) -> str:
        """A flag; that parts are missing says what they are."""
        if flag == Flag.PARTIAL_COVERAGE and not self.are_trusts:
            return _("organisasjoner mangler")
        return str(FLAG[flag])

    def aggregation(self, aggregation: str) -> str:
        """How a whole's figure is made of its parts'; empty for none."""
        if not aggregation or self.are_trusts:
            return str(AGGREGATION.get(aggregation, ""))
        return {
            str(Aggregation.SUM): _("sum av organisasjonene"),
            str(Aggregation.WEIGHTED): _("vektet snitt av organisasjonene"),
        }[aggregation]

    def baseline_kind(self, kind: str) -> str:
        """What a baseline without a figure is; that it is the whole's alone says whose."""
        if kind == BaselineKind.REGIONAL and not self.is_region:
            return self.in_a_row(_("bare for %(the_whole)s"))
        return str(BASELINE_KIND[kind])

    def label(self, organisation: Organisation) -> str:
        """An organisation as a heading among others: its code, or the region."""
        return self._region(organisation) or organisation.code

    @property
    def overview(self) -> str:
        """What the page that shows the plan's whole, or all side by side, is called."""
        return _("Region") if self.is_region else _("Oversikt")

    def title(self, organisation: Organisation) -> str:
        """An organisation as a heading of its own: its name, or the region."""
        return self._region(organisation) or organisation.title

    def _region(self, organisation: Organisation) -> str:
        return _("Regionen") if self.is_region and organisation.code == self.whole_code else ""


def beginning(text: str) -> str:
    """A text with its first word, where that is one put in from here, with a capital.

    Example: `%(the_parts)s har …` becomes `%(The_parts)s har …`; what begins with other words is left as it is.
    """
    found = _FORM.match(text)
    if found is None or found[1] not in _NAMES:
        return text
    return f"%({capfirst(found[1])})s{text[found.end() :]}"


IN_GENERAL = OrganisationWords()
"""Where nothing is known of the organisations, the register speaks of a region and its trusts."""


def words_of(terms: PlanTerms) -> OrganisationWords:
    """The words for a plan: its whole and the whole's direct parts; without a whole, those that are part of none."""
    whole = terms.whole
    is_region = whole is not None and whole.kind == REGION
    return OrganisationWords(
        whole_code=whole.code if whole else "",
        whole_name=whole.title if whole else "",
        is_region=is_region,
        are_trusts=_are_trusts(terms.parts),
        is_regional=is_region,
        is_deep=len(terms.organisations) > len(terms.shown_together),
    )


def words_about(code: str, terms: KpiTerms, organisations: Mapping[str, Organisation]) -> OrganisationWords:
    """The words for speaking of one organisation: as a whole where it has parts, else as a part among others."""
    if not organisations:
        return OrganisationWords(whole_code=terms.whole_code)
    of = terms.whole_of(code)
    whole = code if terms.is_whole(code) else of.code if of else ""
    top = organisations.get(terms.whole_code)
    is_of_region = top is not None and top.kind == REGION
    parts = terms.parts_of(whole) if whole else terms.roots
    return OrganisationWords(
        whole_code=whole,
        whole_name=organisations[whole].title if whole else "",
        is_region=is_of_region and whole == terms.whole_code,
        are_trusts=_are_trusts(organisations[part.code] for part in parts),
        # What a whole in the middle brings together is common to its parts, not to the region.
        is_regional=is_of_region and (code == terms.whole_code or not terms.is_whole(code)),
        is_deep=any(terms.is_whole(part.code) for part in parts),
    )


def with_words(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans with `is_of_region` and `is_of_trusts`, so that a page's menu costs no query of its own: whether a
    region is all that is part of nothing, and whether trusts are all that is part of that."""
    members = PlanMember.objects.filter(plan=OuterRef("pk"))
    tops, parts = members.filter(part_of=None), members.filter(part_of__kind=REGION)
    return plans.annotate(
        is_of_region=Exists(tops.filter(organisation__kind=REGION))
        & ~Exists(tops.exclude(organisation__kind=REGION)),
        is_of_trusts=Exists(parts.filter(organisation__kind=TRUST))
        & ~Exists(parts.exclude(organisation__kind=TRUST)),
    )


def _are_trusts(organisations: Iterable[Organisation]) -> bool:
    return {organisation.kind for organisation in organisations} == {TRUST}


@lru_cache(maxsize=256)
def _forms(words: OrganisationWords, _language: str | None) -> Mapping[str, str]:
    parts = _trusts() if words.are_trusts else _organisations()
    forms = {**_of_whole(words), **parts}
    if words.is_deep or not words.whole_code:
        forms["everyone"] = _organisations()["the_parts"] if words.is_deep else forms["the_parts"]
    else:
        forms["everyone"] = _("%(the_parts)s og %(the_whole)s") % forms
    forms["common"] = _("regional") if words.is_regional else _("felles")
    forms["the_common"] = _("regionale") if words.is_regional else _("felles")
    return {**forms, **{capfirst(name): capfirst(word) for name, word in forms.items()}}


def _of_whole(words: OrganisationWords) -> dict[str, str]:
    if words.is_region:
        return {"the_whole": _("regionen"), "of_whole": _("regionens")}
    if not words.whole_name:
        return {"the_whole": _("helheten"), "of_whole": _("helhetens")}
    name = words.whole_name
    genitive = _("%(name)s’") if name[-1:] in "sxzSXZ" else _("%(name)ss")
    return {"the_whole": name, "of_whole": genitive % {"name": name}}


def _trusts() -> dict[str, str]:
    return {
        "the_parts": _("foretakene"),
        "of_parts": _("foretakenes"),
        "other_parts": _("de andre foretakene"),
        "a_part": _("et foretak"),
        "one_part": _("ett foretak"),
        "each_part": _("hvert foretak"),
        "any_part": _("noe foretak"),
        "some_parts": _("ett eller flere foretak"),
        "one_of_parts": _("ett av foretakene"),
        "last_part": _("det siste foretaket"),
        "of_part": _("foretakets"),
        "plain_parts": _("foretak"),
    }


def _organisations() -> dict[str, str]:
    return {
        "the_parts": _("organisasjonene"),
        "of_parts": _("organisasjonenes"),
        "other_parts": _("de andre organisasjonene"),
        "a_part": _("en organisasjon"),
        "one_part": _("én organisasjon"),
        "each_part": _("hver organisasjon"),
        "any_part": _("noen organisasjon"),
        "some_parts": _("én eller flere organisasjoner"),
        "one_of_parts": _("én av organisasjonene"),
        "last_part": _("den siste organisasjonen"),
        "of_part": _("organisasjonens"),
        "plain_parts": _("organisasjoner"),
    }
