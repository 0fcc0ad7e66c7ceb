"""What the log looks like: JSON lines in production, readable lines on a developer's screen.

Only the form is decided here; what is written is decided where it is written (`gevinst.request_log`).
"""

from typing import Any

import structlog

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
    last_steps: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        last_steps += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    else:
        last_steps.append(structlog.dev.ConsoleRenderer(colors=False))
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
            "kpi": {"level": level},
            "dashboards": {"level": level},
            # Django's own handlers are replaced by the root's, so that nothing is written twice.
            "django": {"handlers": [], "level": "INFO" if level == "DEBUG" else level, "propagate": True},
            # Refusals are on the request's own line; only faults are worth a second one, with their traceback.
            "django.request": {"level": "ERROR"},
            # The development server's lines hold query strings, so the request's own line is used instead.
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
