"""What becomes of an answer for a cell that may be filled already, and what a correction needs.

A cell is an indicator, an organisation and a period. Nothing is overwritten: another value for a filled cell is a
correction, a new row that says why. By every way in: the form, a file, an interface.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kpi.rules.terms import Qualifier

LONGEST_TEXT = 2000
"""Characters of a comment or a reason, by every way in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of a cell: a figure with its qualifier, or that there is none to give; and a comment."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    comment: str = ""


class Step(StrEnum):
    """What becomes of an entry."""

    FIRST = "first"
    UNCHANGED = "unchanged"
    COMMENTED = "commented"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """A correction without a reason: the first field that differs, with what stands there and what it would become.

    `old` and `new` are numbers, a Qualifier, or None for an empty field.
    """

    field: str
    old: Decimal | Qualifier | None
    new: Decimal | Qualifier | None


FIELDS = ("value", "numerator", "denominator", "qualifier")
"""What a correction may change."""


def step_of(standing: Entry | None, new: Entry) -> Step:
    """What becomes of `new` where `standing` is what stands in the cell (None: nothing).

    A row without a value fills no cell, so what comes after it is no correction. Numbers are compared, not
    texts: 58 and 58.0 are the same.
    Examples: 57.1 after nothing is the first; 58 after 57.1 corrects it; 57.1 again with another comment is commented.
    """
    if standing is None:
        return Step.FIRST
    if changed_field(standing, new) is not None:
        return Step.FIRST if standing.value is None else Step.CORRECTED
    return Step.UNCHANGED if new.comment.strip() == standing.comment.strip() else Step.COMMENTED


def correction_fault(standing: Entry | None, new: Entry, reason: str) -> ReasonMissing | None:
    """What keeps `new` from taking the place of `standing`: a correction needs a reason. None when nothing does.

    Example: 58 for a cell that holds 57.1, with a blank reason, is a fault of the value, 57.1 to 58; with a reason, or
    with nothing but another comment, there is none.
    """
    if step_of(standing, new) != Step.CORRECTED or reason.strip():
        return None
    assert standing is not None  # what is corrected stands there
    field = changed_field(standing, new)
    assert field is not None  # ... and differs
    return ReasonMissing(field, getattr(standing, field), getattr(new, field))


def changed_field(standing: Entry, new: Entry) -> str | None:
    """The first of FIELDS in which two entries differ; None when they say the same of what was measured."""
    return next((field for field in FIELDS if getattr(standing, field) != getattr(new, field)), None)
