"""gunicorn: one process per core, few threads, workers renewed now and then. Each request logs itself."""

from __future__ import annotations

import gc
import os
from typing import Any

wsgi_app = "tsunagari.web.wsgi:application"
bind = os.environ.get("TSUNAGARI_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("TSUNAGARI_WORKERS", "2"))
threads = int(os.environ.get("TSUNAGARI_THREADS", "1"))  # the pages compute; they do not wait
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
preload_app = True  # the catalogue and the index are read once and shared
accesslog = None
errorlog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tsunagari.kit.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},  # else gunicorn's own default names a handler it lost
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}


def when_ready(server: Any) -> None:
    """What was read before the workers part is never garbage: it is not looked through, nor copied for it."""
    gc.collect()
    gc.freeze()
