"""Settings shared by every environment; each value comes from the environment or has a safe default."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
PUBLIC_BASE_URL = env("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Demonstration accounts have a known password: never where the public comes in.
DEMO_ALLOWED = False
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Left to right as the arrows of docs/architecture.md: a room imports only what stands after it.
INSTALLED_APPS = [
    "home",
    "search",
    "press",
    "translation",
    "delivery",
    "editions",
    "story",
    "library",
    "places",
    "accounts",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "django_filters",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    # Its words for "17 seconds ago".
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "delivery.middleware.security_headers",
    "delivery.compression.TextGZip",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "delivery.middleware.input_bounds",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "delivery.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "delivery.middleware.SoundValues",
    "story.routing.PageRouting",
    # Last: nothing after it may look at the view.
    "delivery.middleware.AtomicWrites",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    # PostgreSQL compiles what it takes for costly; for our pages that costs ten times what it saves.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if REDIS_URL := env("REDIS_URL", default=""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Whoever must sign in outside of the admin does so at the press's own door.
LOGIN_URL = "press:sign-in"

LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Wagtail brings few of its texts in Vietnamese: the rest stands in a catalogue of its own.
WAGTAIL_LOCALE_PATH = BASE_DIR / "locale_wagtail"
LOCALE_PATHS = [BASE_DIR / "locale", WAGTAIL_LOCALE_PATH]
TIME_ZONE = "Asia/Ho_Chi_Minh"
# One clock for the newsroom: embargoes, calendar and mails speak of the same hour to everybody.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["cms.formats"]

STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_URL = "/static/"
# For how many seconds the page of a story may be answered as it was rendered before, while nothing changes; 0: never.
PAGES_KEPT_SECONDS = env.int("PAGES_KEPT_SECONDS", default=60)
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))()
MEDIA_URL = "/media/"
ARTEFACTS_ROOT = Path(env("ARTEFACTS_ROOT", default=str(BASE_DIR / "var" / "artefacts")))
# Files that were sent in: no address of the web server leads here.
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(BASE_DIR / "var" / "private")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="toa-soan@localhost")

# The site
WAGTAIL_SITE_NAME = env("SITE_NAME", default="Lời giải")
SITE_MINISTRY = env("SITE_MINISTRY", default="")
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# story/addresses.py writes them in the transaction of the move, for withdrawn stories too.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_IMAGE_MODEL = "library.LibraryImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "library.LibraryDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "library.LibraryMedia",
    "MEDIA_FORM_BASE": "library.forms.RecordingForm",
    # What browsers play by themselves.
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
# The largest recording that may be uploaded, in bytes.
MEDIA_MAX_UPLOAD_SIZE = env.int("MEDIA_MAX_UPLOAD_SIZE", default=200 * 1024 * 1024)
# Where a story may link to for film and sound that live elsewhere: provider and its hosts. The server asks none of them.
EMBED_PROVIDERS = {
    "YouTube": ["www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be"],
    "Vimeo": ["vimeo.com", "www.vimeo.com"],
    "VTV": ["vtv.vn", "www.vtv.vn", "vtvgo.vn", "www.vtvgo.vn"],
    "VOV": ["vov.vn", "www.vov.vn", "vov1.vov.vn", "vov2.vov.vn"],
}
WAGTAILEMBEDS_FINDERS: list[Any] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# For how many days after a question to the province is over its contact's name and e-mail are kept.
CONTACT_KEPT_DAYS = env.int("CONTACT_KEPT_DAYS", default=180)
# For how many months an accreditation is proposed to whoever grants it.
ACCREDITATION_MONTHS = env.int("ACCREDITATION_MONTHS", default=12)
# The largest Word file that is read.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=20 * 1024 * 1024)
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# The database's own, with what the admin needs among many stories (search/backends). OpenSearch: docs/operations.md.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}
WAGTAIL_USAGE_COUNT_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True

# Who may be asked for a first translation, by a button and never by itself: docs/translation-tools.md.
_MACHINES = {
    "deepl": ("deepl.DeepLTranslator", {"AUTH_KEY": env("DEEPL_AUTH_KEY", default="")}),
    "google": (
        "google.GoogleCloudTranslator",
        {
            "PROJECT_ID": env("GOOGLE_PROJECT_ID", default=""),
            "CREDENTIALS_PATH": env("GOOGLE_CREDENTIALS_PATH", default=""),
        },
    ),
    "libretranslate": (
        "libretranslate.LibreTranslator",
        {
            "LIBRETRANSLATE_URL": env("LIBRETRANSLATE_URL", default=""),
            "API_KEY": env("LIBRETRANSLATE_API_KEY", default=""),
        },
    ),
    "dummy": ("dummy.DummyTranslator", {}),
}
if MACHINE_TRANSLATOR := env("MACHINE_TRANSLATOR", default=""):
    _class, _options = _MACHINES[MACHINE_TRANSLATOR]
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"wagtail_localize.machine_translators.{_class}",
        "OPTIONS": _options,
    }

# How Vietnamese numbers are read aloud: "linh" or "lẻ", "nghìn" or "ngàn".
FIGURE_READING = {
    "linh": env("FIGURE_LINH", default="linh"),
    "thousand": env("FIGURE_THOUSAND", default="nghìn"),
}
# Rendering of graphics: worker processes, and renders before a worker is replaced (its memory grows).
RENDER_WORKERS = env.int("RENDER_WORKERS", default=1)
RENDERS_PER_WORKER = env.int("RENDERS_PER_WORKER", default=20)
# How fast a newsreader reads, in syllables between breaths, and how long the breath after each sentence is: together
# some 200 Vietnamese syllables or 150 English words a minute.
SPEECH_SYLLABLES_PER_MINUTE = {
    "vi": env.int("SPEECH_SYLLABLES_VI", default=220),
    "en": env.int("SPEECH_SYLLABLES_EN", default=245),
}
SPEECH_PAUSE_SECONDS = env.float("SPEECH_PAUSE_SECONDS", default=0.5)
# A newspaper's column: characters in a line, lines in a centimetre.
COLUMN_CHARACTERS = env.int("COLUMN_CHARACTERS", default=38)
COLUMN_LINES_PER_CM = env.float("COLUMN_LINES_PER_CM", default=2.5)
# "database": graphics and kits are made by `manage.py press_worker` beside the server; else in the request that asks.
JOBS = env("JOBS", default="immediate")
TASKS = {
    # Wagtail's own: short, and their effect is looked for at once.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "press": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if JOBS == "database"
        else "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["press"],
    },
}
# How many files of stories under embargo one person may take in ten minutes.
PERSONAL_COPIES = env.int("PERSONAL_COPIES", default=120)
# A kit of several stories: how many at most, and how large with its originals, in bytes.
KIT_MAX_STORIES = env.int("KIT_MAX_STORIES", default=30)
KIT_MAX_BYTES = env.int("KIT_MAX_BYTES", default=1024**3)
# How much of the disk kits of several stories may hold; the oldest go first.
KITS_KEPT_BYTES = env.int("KITS_KEPT_BYTES", default=5 * 1024**3)

# Public pages run without inline script or style and ask nothing of another host.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/", MEDIA_URL),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The admin has inline scripts and styles of Wagtail's own; a file of the library opened by itself runs nothing.
CSP_BY_PREFIX: dict[str, dict[str, Any]] = {
    "/admin/": {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
    MEDIA_URL: {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "sandbox": True},
}
CSRF_FAILURE_VIEW = "delivery.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Where a weakness of the site can be told, as an address of mail or web ("mailto:…"): /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
# /metrics answers the bearer of this token, or without one requests of this host alone.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# Whether `manage.py check_links` may ask the addresses that stories name.
LINK_CHECK_ENABLED = env("LINK_CHECK_ENABLED", default="") == "1"
