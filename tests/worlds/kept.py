"""What a process keeps of the register between requests, for tests that count what the first view costs."""

from django.core.cache import caches

from dashboards.region import table
from kpi.selectors import board, plan_terms, register_state


def forget() -> None:
    """As in a process that has answered nothing yet."""
    plan_terms._kept.cache_clear()
    plan_terms._kept_terms.cache_clear()
    board._JUDGED.forget()
    table._ROWS.forget()
    for name in ("pages", "parts"):
        caches[name].clear()
    board._kept.cache_clear()
    register_state._kept.cache_clear()
