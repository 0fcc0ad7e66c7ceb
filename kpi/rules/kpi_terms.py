"""What a KPI is judged by, as the judgement takes it: its own terms, and what a plan sets for each organisation.

The organisations are wholes and parts in as many levels as the plan has: a region of trusts of clinics, a municipality
alone, or organisations that nothing binds together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kpi.rules.ambition import Ambition, GivenBaseline, Requirement
from kpi.rules.regional_ambition import RegionalTerms
from kpi.rules.status import Thresholds
from kpi.rules.terms import Aggregation, ComparesWith, Direction, OverTime, Unit


@dataclass(frozen=True, slots=True)
class OrganisationTerms:
    """What a plan sets for one organisation on one KPI.

    `part_of` is the code of the organisation it is a part of in the plan; None, or one that the plan does not have, for
    one that is no part. `go_live` is the first month of use, counted as in Period; None puts no bound. `adopted` are
    the common ambitions decided for the organisation and all its parts. `inconsistent`: the plan's own figures here
    are known not to fit together.
    """

    code: str
    part_of: str | None = None
    go_live: int | None = None
    baselines: tuple[GivenBaseline, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    adopted: tuple[Ambition, ...] = ()
    inconsistent: bool = False


@dataclass(frozen=True, slots=True)
class KpiTerms:
    """All that a KPI is judged by. `organisations` are in plan order; `regional` is how a common ambition is worked out
    from the parts'. ValueError when an organisation stands twice or is a part of itself.

    Example: STO, HNT and HMR are parts of HMN: `whole.code` is HMN, `parts_of("HMN")` are the three.
    """

    code: str
    organisations: tuple[OrganisationTerms, ...]
    direction: Direction = Direction.HIGHER
    unit: Unit = Unit.PERCENT
    aggregation: Aggregation = Aggregation.WEIGHTED
    over_time: OverTime = OverTime.LEVEL
    reporting_months: int = 4
    compares_with: ComparesWith = ComparesWith.BASELINE
    regional: RegionalTerms = RegionalTerms()
    requirements: tuple[Requirement, ...] = ()
    thresholds: tuple[Thresholds, ...] = ()
    _by_code: Mapping[str, OrganisationTerms] = field(init=False, compare=False, repr=False)
    _parts: Mapping[str, tuple[OrganisationTerms, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        by_code = {organisation.code: organisation for organisation in self.organisations}
        if len(by_code) < len(self.organisations):
            raise ValueError(f"{self.code}: an organisation stands twice")
        parts: dict[str, list[OrganisationTerms]] = {}
        for organisation in self.organisations:
            if organisation.part_of is not None and organisation.part_of in by_code:
                parts.setdefault(organisation.part_of, []).append(organisation)
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_parts", {code: tuple(found) for code, found in parts.items()})
        # Only a part of itself cannot be reached from a root.
        if sum(1 for root in self.roots for _below in self._down_from(root)) < len(by_code):
            raise ValueError(f"{self.code}: an organisation is a part of itself")

    def organisation(self, code: str) -> OrganisationTerms:
        """The terms of one organisation; KeyError when the plan does not have it."""
        return self._by_code[code]

    def parts_of(self, code: str) -> tuple[OrganisationTerms, ...]:
        """The organisations that are parts of `code` itself, not of its parts, in plan order."""
        return self._parts.get(code, ())

    def is_whole(self, code: str) -> bool:
        """Whether an organisation has parts."""
        return code in self._parts

    def whole_of(self, code: str) -> OrganisationTerms | None:
        """The organisation that `code` is a part of."""
        part_of = self._by_code[code].part_of
        return None if part_of is None else self._by_code.get(part_of)

    @property
    def roots(self) -> tuple[OrganisationTerms, ...]:
        """The organisations that are part of none, in plan order."""
        return tuple(o for o in self.organisations if o.part_of is None or o.part_of not in self._by_code)

    @property
    def whole(self) -> OrganisationTerms | None:
        """The one organisation that has parts and is part of none; None when there is no such, or several."""
        wholes = [root for root in self.roots if root.code in self._parts]
        return wholes[0] if len(wholes) == 1 else None

    @property
    def whole_code(self) -> str:
        """The code of `whole`, empty without one."""
        return self.whole.code if self.whole else ""

    def upwards(self, code: str) -> Iterator[OrganisationTerms]:
        """The organisation itself, the one it is a part of, and so on to the top."""
        organisation: OrganisationTerms | None = self._by_code[code]
        while organisation is not None:
            yield organisation
            organisation = self.whole_of(organisation.code)

    def go_live_of(self, code: str) -> int | None:
        """The month from which an organisation counts as live: its own, else the latest of its parts'."""
        own = self._by_code[code].go_live
        if own is not None:
            return own
        known = [self.go_live_of(part.code) for part in self.parts_of(code)]
        return max((month for month in known if month is not None), default=None)

    def _down_from(self, organisation: OrganisationTerms) -> Iterator[OrganisationTerms]:
        yield organisation
        for part in self.parts_of(organisation.code):
            yield from self._down_from(part)
