"""The one settings file. Everything that differs between installations is a TSUNAGARI_ variable.

docs/reference/settings.md lists them all. Without any, pages are served from SQLite and plans/ beside the
package, over HTTPS, with a secret key that is made once and kept under var/.
"""

from __future__ import annotations

import datetime
import os
import re
from typing import Any

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from tsunagari.base.errors import BadInput
from tsunagari.base.years import read_date
from tsunagari.programmes.folders import REPOSITORY, anchors_root, plans_root, var_root
from tsunagari.web.database_url import read_database_url
from tsunagari.web.mail_url import read_mail_url


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"TSUNAGARI_{name}", default)


def flag(name: str, *, default: bool) -> bool:
    given = text(name) or ("1" if default else "0")
    if given not in ("0", "1"):
        raise BadInput(given=given, allowed="0, 1", where=f"TSUNAGARI_{name}")
    return given == "1"


def whole(name: str, *, default: int) -> int:
    given = text(name) or str(default)
    if not re.fullmatch("[1-9][0-9]{0,4}", given):
        raise BadInput(given=given, allowed="a whole number from 1", where=f"TSUNAGARI_{name}")
    return int(given)


def listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def origins(name: str) -> list[str]:
    """Web origins, comma-separated: https:// and a host or *.host; http:// on this machine only."""
    given = listed(name, "")
    allowed = r"https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
    for origin in given:
        if not re.fullmatch(allowed, origin):
            mend = "Write https://www.example.jp or https://*.example.jp, without a path."
            raise BadInput(given=origin, allowed="web origins", mend=mend, where=f"TSUNAGARI_{name}")
    return given


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
ANCHORS = anchors_root(os.environ)
TODAY = read_date(text("TODAY")) if text("TODAY") else None  # None: each plan is judged on its own day
IS_DEMO = flag("DEMO", default=False)
INSTANCE = text("INSTANCE")  # what /healthz calls this process, where several stand behind one name

# ── what this installation is ────────────────────────────────────────────────────────────────────
DEBUG = flag("DEBUG", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = listed("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("ORIGINS", "")
SITE = text("SITE", "http://127.0.0.1:8000").rstrip("/")  # what links in mails begin with
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
    "tsunagari.jgrants",
    "tsunagari.outreach",
    "tsunagari.evaluation",
    "tsunagari.alerts",
    "tsunagari.opendata",
    "tsunagari.paper",
    "tsunagari.planning",
    "tsunagari.web",  # before allauth: its templates are spoken over
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
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
    "tsunagari.web.sessions.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tsunagari.registry.doors.actors.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tsunagari.kit.refusal.RefusalMiddleware",
    "tsunagari.registry.doors.keys.KeyMiddleware",
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

# ── mail: owed in the outbox, sent by `tsunagari worker` ──────────────────────────────────────────
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM", "tsunagari@localhost")
vars().update(read_mail_url(text("MAIL_URL") or (f"file://{VAR.resolve()}/mail" if IS_DEMO else "console:")))

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
IS_BEHIND_PROXY = flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 63_072_000 if HAS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HAS_HTTPS
SECURE_HSTS_PRELOAD = HAS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = HAS_HTTPS
SESSION_COOKIE_SECURE = HAS_HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
EMBED_HOSTS = origins("EMBED_HOSTS")  # who may frame /embed/; nobody may frame anything else
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

# ── people: who signs in, how, and for how long ──────────────────────────────────────────────────
AUTH_USER_MODEL = "registry.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tsunagari.web.accounts.backend.PersonBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
IDLE_SECONDS = whole("IDLE_MINUTES", default=30) * 60
SESSION_SECONDS = whole("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_AGE = SESSION_SECONDS
PASSWORD_RESET_TIMEOUT = 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "tsunagari.web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation reached it: that is the proof
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False}  # axes counts, for every process alike
MFA_ADAPTER = "tsunagari.web.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "tsunagari.web.accounts.second_factor.CountedAuthenticateForm",
    "reauthenticate": "tsunagari.web.accounts.second_factor.CountedReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HAS_HTTPS  # browsers themselves allow it on localhost only

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = datetime.timedelta(minutes=5)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]  # either is enough
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody is kept out by others who go on trying
AXES_CLIENT_IP_CALLABLE = "tsunagari.web.accounts.address.client_address"
AXES_USERNAME_CALLABLE = "tsunagari.web.accounts.address.tried_name"
AXES_LOCKOUT_CALLABLE = "tsunagari.web.accounts.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "code", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Another house that vouches for people, such as GビズID. Nothing of it is there until an address is given.
OIDC_URL = text("OIDC_URL")
SOCIALACCOUNT_ADAPTER = "tsunagari.web.accounts.adapter.OutsideAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "outside",
                "name": text("OIDC_NAME", "OpenID Connect"),
                "client_id": text("OIDC_CLIENT_ID"),
                "secret": text("OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
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
        "mcp": {"level": "WARNING"},  # else each exchange says that it begins and ends
    },
}
