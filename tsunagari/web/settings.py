"""The one settings file. Everything that differs between installations is a TSUNAGARI_ variable.

docs/reference/settings.md lists them all. Without any, pages are served from SQLite and plans/ beside the
package, over HTTPS, with a secret key that is made once and kept under var/.
"""

from __future__ import annotations

import os
from typing import Any

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from tsunagari.base.errors import BadInput
from tsunagari.base.years import read_date
from tsunagari.programmes.folders import REPOSITORY, plans_root, var_root
from tsunagari.web.database_url import read_database_url


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"TSUNAGARI_{name}", default)


def flag(name: str, *, default: bool) -> bool:
    given = text(name) or ("1" if default else "0")
    if given not in ("0", "1"):
        raise BadInput(given=given, allowed="0, 1", where=f"TSUNAGARI_{name}")
    return given == "1"


def listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """TSUNAGARI_SECRET_KEY, else the one kept in var/secret-key, made at the first start."""
    if given := text("SECRET_KEY"):
        return given
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".secret-key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key() + get_random_secret_key())
        draft.replace(path)
    return path.read_text().strip()


# ── where things lie, and what day it is ─────────────────────────────────────────────────────────
VAR = var_root(os.environ)
PLANS = plans_root(os.environ)
TODAY = read_date(text("TODAY")) if text("TODAY") else None  # None: each plan is judged on its own day
IS_DEMO = flag("DEMO", default=False)

# ── what this installation is ────────────────────────────────────────────────────────────────────
DEBUG = flag("DEBUG", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = listed("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("ORIGINS", "")
ROOT_URLCONF = "tsunagari.web.urls"
WSGI_APPLICATION = "tsunagari.web.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "tsunagari.kit",
    "tsunagari.registry",
    "tsunagari.navigator",
    "tsunagari.cases",
    "tsunagari.web",
]
AUTH_USER_MODEL = "registry.Person"
MIDDLEWARE = [
    "tsunagari.kit.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tsunagari.kit.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "tsunagari.web.clock.ClockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # CSRF words are masked anew each time (BREACH)
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tsunagari.registry.doors.actors.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tsunagari.kit.refusal.RefusalMiddleware",
    "tsunagari.kit.access.AccessMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tsunagari.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tsunagari.kit.templatetags.tsunagari",
            ],
        },
    }
]

# ── data ─────────────────────────────────────────────────────────────────────────────────────────
DATABASES: dict[str, Any] = {"default": read_database_url(text("DATABASE_URL"), VAR / "tsunagari.db")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── languages: the messages are written in Japanese, English is the translation ──────────────────
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [REPOSITORY / "tsunagari/web/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

# ── static files: hashed names, compressed, kept for ever by browsers ────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = text("STATIC") or str(REPOSITORY / "staticfiles")
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}

# ── security ─────────────────────────────────────────────────────────────────────────────────────
HAS_HTTPS = flag("HTTPS", default=not (DEBUG or IS_DEMO))
SECURE_SSL_REDIRECT = HAS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 63_072_000 if HAS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HAS_HTTPS
SECURE_HSTS_PRELOAD = HAS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = HAS_HTTPS
SESSION_COOKIE_SECURE = HAS_HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# ── logs ─────────────────────────────────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tsunagari.kit.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": False},
    },
}
