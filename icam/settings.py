"""Every setting, read from the environment; a nonsensical value is refused with a sentence that names it.

The table of variables in docs/operations.md is checked against `VARIABLES` by a test.
"""

import os
from pathlib import Path
from typing import Any

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from icam import beat, environment
from icam.environment import file_storages, read_keys, read_number, read_origins, read_switch, read_url, read_word
from icam.logs import traceback_without_words

BASE_DIR = Path(__file__).resolve().parent.parent
RUN_DIR = BASE_DIR / ".run"

env = environ.Env()

VARIABLES = (
    "ALLOWED_HOSTS", "CLAMAV_URL", "CSRF_TRUSTED_ORIGINS", "DATABASE_POOL_SIZE", "DATABASE_URL", "DEBUG",
    "DEMONSTRATION", "DOCUMENT_MEGABYTES", "EMAIL_URL", "HTTPS", "LETTER_PROVIDER_URL", "LOG_FORMAT",
    "OBJECT_STORE_ACCESS_KEY", "OBJECT_STORE_BUCKET", "OBJECT_STORE_REGION", "OBJECT_STORE_SECRET_KEY",
    "OBJECT_STORE_URL", "REDIS_URL", "RENDER_STALE_SECONDS", "REQUIRE_SECOND_FACTOR", "RESTRICTED_KEYS", "SECRET_KEY",
    "SECRET_KEY_FALLBACKS", "SENTRY_DSN", "SESSION_IDLE_MINUTES", "SITE_URL",
    "STATIC_ROOT", "STORAGE_ROOT", "TRUSTED_PROXIES",
)  # fmt: skip


# What kind of place this is -------------------------------------------------------------------------------------------
DEBUG = read_switch("DEBUG", default=False)
DEMONSTRATION = read_switch("DEMONSTRATION", default=False)  # says on every page that all is invented
HTTPS = read_switch("HTTPS", default=not (DEBUG or DEMONSTRATION))
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if len(SECRET_KEY) < 12:
    raise ImproperlyConfigured("SECRET_KEY must be set, to at least 12 characters that nobody can guess.")
SECRET_KEY_FALLBACKS = environment.read_secrets("SECRET_KEY_FALLBACKS")  # they still open what they sealed
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()
]
CSRF_TRUSTED_ORIGINS = read_origins("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXIES = read_number("TRUSTED_PROXIES", 0, 0, 5)

INSTALLED_APPS = [
    "reporting",
    "invitations",
    "cases",
    "icam",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "pgtrigger",
    "pghistory",
    "django_countries",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "icam.middleware.locale",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "icam.sessions.limits",
    "icam.middleware.rescued",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "icam.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "icam.middleware.no_store",
    "icam.middleware.history",
    "icam.middleware.answers",
    "cases.middleware.Doorkeeper",
    "icam.middleware.repeated",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "icam.urls"
WSGI_APPLICATION = "icam.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "icam.http.office",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "icam.rendering.HouseRenderer"

# Records --------------------------------------------------------------------------------------------------------------
DATABASES: dict[str, Any] = {
    "default": env.db_url_config(
        read_url("DATABASE_URL", ("postgres", "postgresql"), "postgres://icam@127.0.0.1:5432/icam")
    )
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = {
    # A page that takes longer than this is answered with 503, and a lock held by another with 409.
    # pgtrigger.ignore is looked up by every history trigger; unset, each row pays for a caught exception.
    # Compiling a statement (jit) takes longer than any statement of a page: it only pays for reports of many seconds.
    "options": "-c statement_timeout=15000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=60000 -c jit=off"
    " -c pgtrigger.ignore={}",
    "application_name": "icam",
}
POOL_SIZE = read_number("DATABASE_POOL_SIZE", 0, 0, 200)
if POOL_SIZE:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": POOL_SIZE, "timeout": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True

REDIS_URL = read_url("REDIS_URL", ("redis", "rediss", "unix"), "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "icam"}
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a lost cache must not sign a coach out mid-interview
SESSION_COOKIE_AGE = 10 * 3600  # from the sign-in on, whatever is done in between (icam.sessions)
SESSION_IDLE_MINUTES = read_number("SESSION_IDLE_MINUTES", 60, 6, 600)  # without doing anything
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "icam.views.errors.csrf_failure"

STORAGE_ROOT = Path(os.environ.get("STORAGE_ROOT", RUN_DIR / "storage"))
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", RUN_DIR / "static"))
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor", RUN_DIR / "vendor")]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": STORAGE_ROOT}},
    **file_storages(
        STORAGE_ROOT,
        bucket=read_word("OBJECT_STORE_BUCKET"),
        endpoint=read_url("OBJECT_STORE_URL", ("http", "https")),
        region=read_word("OBJECT_STORE_REGION"),
        access_key=read_word("OBJECT_STORE_ACCESS_KEY"),
        secret_key=read_word("OBJECT_STORE_SECRET_KEY"),
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# What comes in as a file ----------------------------------------------------------------------------------------------
DOCUMENT_MEGABYTES = read_number("DOCUMENT_MEGABYTES", 20, 1, 500)
CLAMAV_URL = read_url("CLAMAV_URL", ("tcp", "unix"))  # every document passes this scanner, or none is taken
FILE_UPLOAD_HANDLERS = ["icam.files.receiving.Receiver"]
RESTRICTED_KEYS = read_keys("RESTRICTED_KEYS")

# Background work ------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page does not wait for a broker that is down: it tries twice at once, and the sweep finds the row.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "max_retries": 1, "interval_start": 0}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500  # typesetting keeps memory; a fresh child gives it back
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_BEAT_SCHEDULE = beat.BEAT
RENDER_STALE_SECONDS = read_number("RENDER_STALE_SECONDS", 120, 1, 3600)
LETTER_PROVIDER_URL = read_url("LETTER_PROVIDER_URL", ("http", "https"))

# What a case's timeline is made of; each app that has something to tell names a function.
TIMELINE_SOURCES = [
    "cases.timeline.moves",
    "cases.timeline.interviews",
    "cases.timeline.prospects",
    "cases.followups.tasks",
    "cases.followups.written_reasons",
    "cases.encounters.contacts",
    "cases.encounters.obstacles",
    "cases.encounters.reviews",
    "cases.encounters.amendments",
    "cases.folder.orders",
    "cases.folder.extensions",
    "cases.folder.appeals",
    "cases.folder.bans",
    "cases.folder.procedures",
    "cases.folder.measures",
    "cases.folder.addresses",
    "cases.folder.checks",
    "cases.folder.contacts",
    "cases.folder.agreements",
    "cases.chronicle.members",
    "cases.papers.documents",
    "cases.papers.conclusions",
    "cases.papers.summaries",
    "cases.papers.restricted_notes",
    "cases.visitors.visits",
    "invitations.timeline.letters",
]

# What else has a reference by which a case is found; each app that gives references names a function.
SEARCH_SOURCES = ["invitations.search.letters"]

# What else keeps somebody from leaving the office, or a region; each names a function that says why, or nothing.
LEAVING_CHECKS = ["cases.services.tasks.kept_by"]

# Who has a say before an appointment is moved or cancelled; each app that hangs something on one names a function.
APPOINTMENT_GUARDS = ["invitations.guards.letters"]

# Who comes in ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "icam.User"
ANONYMOUS_USER_NAME = None  # guardian would make a user that our constraints refuse
GUARDIAN_MONKEY_PATCH_USER = False
AUTHENTICATION_BACKENDS = ["icam.accounts.ActiveUserBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "icam.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "icam.accounts.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators make the accounts: nobody can hold a stranger's address
MFA_TOTP_ISSUER = "ICAM"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION or DEBUG
REQUIRE_SECOND_FACTOR = read_switch("REQUIRE_SECOND_FACTOR", default=not DEMONSTRATION)
USERSESSIONS_TRACK_ACTIVITY = False

# What browsers are told -----------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": [], "display-capture": [],
}  # fmt: skip
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # grants are read by cases.access alone, never by an authentication backend
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Words ----------------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["icam.formats"]

_email = env.email_url_config(
    read_url("EMAIL_URL", ("smtp", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"), "consolemail://")
)
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _email.get("EMAIL_HOST") or "localhost", _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_USER") or "", _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _email.get("EMAIL_USE_TLS", False), _email.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = "ICAM <icam@example.be>"
EMAIL_TIMEOUT = 20  # seconds; a mail server that does not answer must not hold the worker
SITE_URL = read_url("SITE_URL", ("http", "https"))  # for the link in e-mails; without it they hold none

# What is written down about running -----------------------------------------------------------------------------------
LOG_FORMAT = os.environ.get("LOG_FORMAT", "console" if DEBUG else "json")
if LOG_FORMAT not in {"json", "console"}:
    raise ImproperlyConfigured("LOG_FORMAT must be json or console.")
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True
_before: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_written: Any = (
    structlog.processors.JSONRenderer() if LOG_FORMAT == "json" else structlog.dev.ConsoleRenderer(colors=False)
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_person": {"()": "icam.logs.NoPersonalData"}},
    "formatters": {
        "house": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _before,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                traceback_without_words,
                _written,
            ],
        }
    },
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "house", "filters": ["no_person"]}},
    "root": {"handlers": ["stream"], "level": "INFO"},
    "loggers": {
        "django": {"level": "INFO"},
        "django.db.backends": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
structlog.configure(
    processors=[
        *_before,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

SENTRY_DSN = read_url("SENTRY_DSN", ("http", "https"))
if SENTRY_DSN:
    import sentry_sdk

    from icam.logs import without_values

    sentry_sdk.init(
        dsn=SENTRY_DSN, send_default_pii=False, include_local_variables=False, max_request_body_size="never",
        traces_sample_rate=0.0, before_send=without_values,
    )  # fmt: skip
