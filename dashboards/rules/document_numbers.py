"""Numbers, calculations and Markdown tables as docs/status-rules.md writes them. No words about the rules here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from kpi.rules.attainment import is_better
from kpi.rules.judgement import Judgement
from kpi.rules.terms import Direction

MOST_DECIMALS = 6


def exact(value: Fraction) -> str:
    """A number without rounding: decimals where they end, otherwise a fraction. Examples: 21.65 and 157/3."""
    for decimals in range(MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return _minus(f"{float(value):.{decimals}f}")
    return _minus(f"{value.numerator}/{value.denominator}")


def short(value: Fraction | None) -> str:
    """A number for a table cell: exact where it is short, otherwise to four decimals and marked as rounded."""
    if value is None:
        return ""
    for decimals in range(5):
        if (value * 10**decimals).denominator == 1:
            return _minus(f"{float(value):.{decimals}f}")
    return "≈ " + _minus(f"{float(value):.4f}")


def calculation(judgement: Judgement, direction: Direction) -> str:
    """How an attainment comes about, in figures; empty where nothing is divided.

    Examples: P-2.1 is 21.6 / 43.3; SP.1 is (1064 − 638) / (1064 − 212.8); S-1.1 is 50 / 56.
    """
    if judgement.attainment is None or judgement.value is None or judgement.target is None:
        return ""
    value, target = judgement.value, judgement.target.value
    base = judgement.baseline.value if judgement.baseline else None
    x, t = exact(value), exact(target)
    if judgement.ambition.rules.is_change and base is not None:
        if not is_better(target, base, direction):
            return ""
        b = exact(base)
        if direction == Direction.HIGHER:
            return f"({x} − {b}) / ({t} − {b})"
        return f"({b} − {x}) / ({b} − {t})"
    if direction == Direction.HIGHER:
        return f"{x} / {t}" if target > 0 else ""
    if target > 0:
        return f"{t} / {x}" if value > 0 else ""
    return f"({exact(base)} − {x}) / {exact(base)}" if base is not None and base > 0 else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def codes(values: Iterable[str]) -> str:
    """Codes as they are exported, in a row; an empty string for none."""
    return ", ".join(f"`{value}`" for value in values)


def _minus(text: str) -> str:
    return text.replace("-", "−")
