"""What a process keeps of the register between requests, for tests that count what the first view costs."""

from kpi.selectors import board, plan_terms


def forget() -> None:
    """As in a process that has answered nothing yet."""
    plan_terms._kept.cache_clear()
    board._kept.cache_clear()
