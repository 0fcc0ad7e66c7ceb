"""What the log looks like: JSON lines in production, readable lines on a developer's screen.

Only the form is decided here; what is written is decided where it is written (`gevinst.request_log`).
"""

from typing import Any

import structlog
from django.http import HttpRequest
from structlog.typing import EventDict

SHARED_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING setting. Sets structlog up at the same time, so that both write the same lines."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_STEPS,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    forget_record = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    last_steps: list[Any]
    if as_json:
        last_steps = [
            structlog.processors.format_exc_info,
            without_what_was_typed,
            forget_record,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    else:
        last_steps = [forget_record, structlog.dev.ConsoleRenderer(colors=False)]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_STEPS,
                "processors": last_steps,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "gevinst": {"level": level},
            # Who came in and who was refused is wanted however little else is.
            "gevinst.security": {"level": "INFO"},
            "kpi": {"level": level},
            "dashboards": {"level": level},
            # Django's own handlers are replaced by the root's, so that nothing is written twice.
            "django": {"handlers": [], "level": "INFO" if level == "DEBUG" else level, "propagate": True},
            # Refusals are on the request's own line; only faults are worth a second one, with their traceback.
            "django.request": {"level": "ERROR"},
            # These repeat hosts and addresses that were sent; `gevinst.security_log` writes the same refusals without.
            "django.security": {"level": "CRITICAL"},
            # The development server's lines hold query strings, so the request's own line is used instead.
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }


def without_what_was_typed(logger: Any, method: str, event: EventDict) -> EventDict:
    """Take what the request's address and form contained out of a fault's words, which often repeat it."""
    request = getattr(event.get("_record"), "request", None)
    if request is not None and "exception" in event:
        for value in _typed(request):
            event["exception"] = event["exception"].replace(value, LEFT_OUT)
    return event


def _typed(request: HttpRequest) -> list[str]:
    """The values sent, the longest first, as far as they have been read: a log must not read on by itself."""
    read = [vars(request).get("GET"), vars(request).get("_post")]
    values = {value for sent in read if sent for _name, sent_values in sent.lists() for value in sent_values}
    return sorted((value for value in values if len(value) >= SHORTEST_LEFT_OUT), key=len, reverse=True)


LEFT_OUT = "[…]"
SHORTEST_LEFT_OUT = 3
"""Shorter values tell nothing of anybody, and taking them out would take line numbers and words apart."""
