"""What the dashboard pages share with the register's: see `kpi.presentation.page_context`."""

from kpi.presentation.page_context import PageContext, page_context

__all__ = ["PageContext", "page_context"]
