"""Django's settings for Gevinst, the only ones: what differs between machines comes from the environment.

A file named `.env` in the project folder is read first if it is there; the environment goes before it.
Every variable is listed in the README. A missing or malformed one stops the start with a sentence.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from gevinst import environment as env
from gevinst.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env_file(BASE_DIR / ".env")

# --- What the machine decides ---

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret_key(
    "SECRET_KEY",
    "set it to a long random text (`make run` writes one into .env), and keep it secret.",
    weak_allowed=DEBUG,
)

DEFAULT_DATABASE = BASE_DIR / "var" / "gevinst.sqlite3"
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DEFAULT_DATABASE}")}
if env.sqlite_file(DATABASES["default"]) == DEFAULT_DATABASE:
    DEFAULT_DATABASE.parent.mkdir(exist_ok=True)

ALLOWED_HOSTS = env.word_list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
LOGGING = logging_config(
    level=env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"),
    as_json=env.flag("LOG_JSON", default=not DEBUG),
)

# --- Parts ---

INSTALLED_APPS = [
    "gevinst.apps.FrameConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "csp",
    "kpi",
    "dashboards",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside all that can answer by itself (redirect, refusal, fault), so that every page has these headers.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gevinst.private_answers.PrivateAnswersMiddleware",
    "gevinst.request_log.RequestLogMiddleware",
    # Before all that needs the database in order to answer.
    "gevinst.health.HealthMiddleware",
    "gevinst.language.ChosenLanguageMiddleware",
    "gevinst.request_limits.RequestLimitsMiddleware",
    "gevinst.sessions.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "gevinst.urls"
WSGI_APPLICATION = "gevinst.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kpi.presentation.chrome.chrome",
            ],
        },
    },
]

# --- Sign-in ---

AUTH_USER_MODEL = "kpi.User"
AUTHENTICATION_BACKENDS = ["kpi.sign_in.Backend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Language and time ---

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
# The second holds texts of Django's own that Django lacks in Norwegian.
# What pages say is kept under the state of the register that it was made of: a few of the newest in each process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 48},
    },
    "parts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "parts",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

# --- Static files ---

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "gevinst.static_files.CollectedStaticFilesStorage"
        )
    },
}
# Files are found where they are written as well, so that a trial works before `collectstatic`.
WHITENOISE_USE_FINDERS = True

# --- Security ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# HTTPS is demanded unless DEBUG is on; HTTPS_ONLY=0 allows a trial of the production settings over plain HTTP.
HTTPS_ONLY = env.flag("HTTPS_ONLY", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = env.whole_number("HSTS_SECONDS", default=31_536_000) if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=HTTPS_ONLY)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
LANGUAGE_COOKIE_SECURE = HTTPS_ONLY
# Only behind a proxy that always sets or strips the header itself; otherwise anyone could claim to use HTTPS.
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A name that begins so is taken by browsers only over HTTPS and from this very host, so that no neighbour in the
# domain can put a cookie of its own in its place.
COOKIE_PREFIX = "__Host-" if HTTPS_ONLY else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "gevinst.message_cookie.MessageStorage"

SESSION_COOKIE_AGE = env.whole_number("SESSION_IDLE_HOURS", default=8, least=1) * 60 * 60
SESSION_LONGEST_AGE = env.whole_number("SESSION_LONGEST_HOURS", default=24, least=1) * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gevinst.views.csrf_failure"

# A whole body, with the files in it, is at most this long, so it is kept in memory and never written to the disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
