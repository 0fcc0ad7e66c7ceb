"""What a process keeps of the register between requests, for tests that count what the first view costs."""

from kpi.selectors import board, plan_terms, register_state


def forget() -> None:
    """As in a process that has answered nothing yet."""
    plan_terms._kept.cache_clear()
    plan_terms._kept_terms.cache_clear()
    board._JUDGED.forget()
    board._kept.cache_clear()
    register_state._kept.cache_clear()
