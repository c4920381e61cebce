"""Logging: one JSON object a line for machines, aligned text for a person at a terminal."""

import logging
import logging.config
import sys
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]
# A pretty traceback shows what variables hold, tokens among it, and takes seconds to draw.
_PLAIN = structlog.dev.plain_traceback


def configure_logging(*, level: str, human: bool | None = None) -> None:
    """Sends every log line of this process, dependencies' included, to standard error.

    `human` is decided by whether standard error is a terminal, unless it is given.
    """
    readable = sys.stderr.isatty() if human is None else human
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: list[Any] = (
        [structlog.dev.ConsoleRenderer(pad_event_to=32, exception_formatter=_PLAIN)]
        if readable
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*_SHARED, structlog.stdlib.PositionalArgumentsFormatter()],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": formatter},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "formatter": "structured",
                    "stream": "ext://sys.stderr",
                }
            },
            "root": {"handlers": ["stderr"], "level": level.upper()},
            "loggers": {
                "uvicorn": {"level": "WARNING"},
                # With a handler, even its parents', uvicorn writes a line for every request.
                "uvicorn.access": {"handlers": [], "propagate": False},
                "pymongo": {"level": "WARNING"},
                "asyncio": {"level": "WARNING"},
                # They tell addresses and headers, in which there may be secrets.
                "httpx2": {"level": "WARNING"},
                "httpcore2": {"level": "WARNING"},
            },
        }
    )
