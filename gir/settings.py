"""All settings, from the environment. Production refuses to start with development defaults.

Development is GIR_DEVELOPMENT=1 (the scripts set it: same pages as production, no https, free defaults)
or DEBUG=1 (that, and Django's own error pages). The table of variables is in README.md.
"""

from email.utils import parseaddr
from hashlib import sha256
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from gir import env, logs
from gir.demo.cast import LOGINS_IN_FULL, WACHTWOORD
from organisations.sso import inlogdiensten

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG")
DEVELOPMENT = DEBUG or env.flag("GIR_DEVELOPMENT")
GIR_DEMO = env.flag("GIR_DEMO")
GIR_DATA = Path(env.text("GIR_DATA") or BASE_DIR / "var").absolute()
GIR_NONCE = env.text("GIR_NONCE")

DEVELOPMENT_KEY = "only-for-development-and-tests-never-for-real-meldingen"
SECRET_KEY = env.text("SECRET_KEY", DEVELOPMENT_KEY if DEVELOPMENT else "")
SECRET_KEY_FALLBACKS = env.lines("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEVELOPMENT else "")
GIR_BASE_URL = env.text("GIR_BASE_URL", "http://localhost:8000" if DEVELOPMENT else "").rstrip("/")
DATABASE_URL = env.text("DATABASE_URL")
REDIS_URL = env.text("REDIS_URL")
EMAIL_URL = env.text("EMAIL_URL")

if not DEVELOPMENT:
    for name, value in {
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": ALLOWED_HOSTS,
        "GIR_BASE_URL": GIR_BASE_URL,
        "EMAIL_URL": EMAIL_URL,
    }.items():
        if not value:
            raise ImproperlyConfigured(
                f"{name} is not set. Production needs it; for a trial on your own machine use script/server."
            )
    if SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 40:
        raise ImproperlyConfigured("SECRET_KEY must be a secret of your own of at least 40 characters.")
    if any(key == DEVELOPMENT_KEY or len(key) < 40 for key in SECRET_KEY_FALLBACKS):
        raise ImproperlyConfigured("SECRET_KEY_FALLBACKS must hold earlier keys, one a line, as they were.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this installation, not *.")
    if GIR_DEMO:
        raise ImproperlyConfigured("GIR_DEMO shows passwords on the login page: it is never for production.")
if not DATABASE_URL or not REDIS_URL:
    raise ImproperlyConfigured(
        f"{'REDIS_URL' if DATABASE_URL else 'DATABASE_URL'} is not set. "
        "Set it, or use script/manage, which starts a database and broker of its own."
    )

INSTALLED_APPS = [
    "gir.apps.GirConfig",  # first: its migrate takes the place of Django's
    "reports",
    "incidents",
    "integrity",
    "casework",
    "organisations",
    "ledger",
    "gir.apps.SuperuserAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
]

# Where somebody files something, or follows what they filed.
GIR_MELDER_PATHS = ("/melden/", "/mijn-meldingen/", "/agressie/melden/")
MIDDLEWARE = [
    "gir.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "gir.logs.MelderLogMiddleware",
    "organisations.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # From here on the database shows what this request may see.
    "organisations.middleware.PassMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the CSRF check, so that what was typed survives an expired session.
    "organisations.middleware.KeepInputMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisations.middleware.AccessMiddleware",
    "organisations.middleware.SessieMiddleware",
    "gir.errors.OwnWordsMiddleware",
    # Last, so that nothing comes between a page and its read line.
    "organisations.middleware.ReadingMiddleware",
]

ROOT_URLCONF = "gir.urls"
WSGI_APPLICATION = "gir.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.context.context",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("nlds",)
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False

# Data. The application is a role that owns nothing; only a migration knows the owner.
DATABASES = {
    "default": env.database(DATABASE_URL, env.text("DATABASE_PASSWORD"))
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
DATABASE_OWNER = env.owner(DATABASES["default"], SECRET_KEY if DEVELOPMENT else "")
DATABASE_APPLICATION = {name: DATABASES["default"][name] for name in env.WHO}
GIR_ROOMS = ("reports", "incidents", "integrity", "casework", "organisations", "ledger")
# Compiling the long conditions of a list of work takes PostgreSQL seconds, running them milliseconds.
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 10, "options": "-c jit=off"} | DATABASES["default"][
    "OPTIONS"
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "gir",
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The largest form has two fields for each afdeling.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
# Beyond this the answer is a bare 400; the fields for files refuse far fewer, in words.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = [
    "casework.documents.uploading.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Who
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "organisations.validators.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "organisations.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organisations.account_forms.LoginForm",
    "reauthenticate": "organisations.account_forms.ReauthenticateForm",
    "reset_password": "organisations.account_forms.ResetPasswordForm",
    "reset_password_from_key": "organisations.account_forms.ResetPasswordKeyForm",
    "change_password": "organisations.account_forms.ChangePasswordForm",
    "set_password": "organisations.account_forms.SetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # Each costs a slow hash; wrong passwords are counted in organisations.guessing.
    "login": "300/m/ip",
    # Wrong codes of a second step, which come after a right password.
    "login_failed": "5/5m/key",
    # Each is a mail to somebody who may not have asked for it; the links of the first ones keep working.
    "reset_password": "20/m/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
# The second step: a passkey, or a code of an app. Codes for when both are lost are shown once.
MFA_ADAPTER = "organisations.mfa.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "organisations.mfa.forms.CodeForm",
    "reauthenticate": "organisations.mfa.forms.CodeOpnieuwForm",
    "activate_totp": "organisations.mfa.forms.ActivateTOTPForm",
    "add_webauthn": "organisations.mfa.forms.AddWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "GIR"
# A beheerder owns the addresses, and nobody signs up or confirms one. allauth writes down the address of each
# link by mail as not confirmed, and would keep everybody who ever got one from a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A code of half a minute ago or ahead is right too: clocks differ and people type. Never twice (mfa.forms).
MFA_TOTP_TOLERANCE = 1
# After so many minutes without doing anything who has more than the role of medewerker is signed out.
GIR_IDLE_MINUTES = env.number("GIR_IDLE_MINUTES", 15)
# So long somebody who showed who they are can open what is confidential without showing it again.
GIR_STEP_UP_MINUTES = env.number("GIR_STEP_UP_MINUTES", 15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * GIR_STEP_UP_MINUTES
# Signing in with the account people have at work: the services, and whether there are passwords beside them.
GIR_OIDC = inlogdiensten.read(env.text("GIR_OIDC"), development=DEVELOPMENT)
GIR_PASSWORD_LOGIN = env.flag("GIR_PASSWORD_LOGIN", default=True)
if not GIR_PASSWORD_LOGIN and not GIR_OIDC:
    raise ImproperlyConfigured("GIR_PASSWORD_LOGIN=0 needs a service to sign in with: set GIR_OIDC.")
SOCIALACCOUNT_ADAPTER = "organisations.sso.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "organisations.sso.provider.StrictProvider"}}
SOCIALACCOUNT_LOGIN_ON_GET = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
# How often one person may look somebody up at the desk in an hour, in the aggression register.
GIR_BALIE_PER_UUR = env.number("GIR_BALIE_PER_UUR", 30)
SESSION_ENGINE = "organisations.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
# What was done is told on the next page; it names cases, so it is kept with the session and not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Shown on the login page, in demo mode only: (role in words, name, e-mail address). load_demo makes them.
GIR_DEMO_PASSWORD = WACHTWOORD
GIR_DEMO_LOGINS = LOGINS_IN_FULL

# The browser
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEVELOPMENT
SECURE_REDIRECT_EXEMPT = [r"^gezondheid/$"]
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else env.number("HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
# These stand in the table of gir/headers.py, which reaches further: answers of every kind have them.
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = None
# No other site, and no other name of this one, can set these (without https browsers refuse the prefix).
GIR_COOKIE_PREFIX = "" if DEVELOPMENT else "__Host-"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{GIR_COOKIE_PREFIX}gir-sessie", f"{GIR_COOKIE_PREFIX}gir-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Not Strict: who comes back from the sign-in page of their organisation, or through the link in a mail, would
# seem to be signed out. Nothing is changed by a GET.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "organisations.views.csrf_failure"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # Only the scripts that a page itself names; not every file that lies on this address.
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Our scripts make text and elements, never markup: no text can become markup or script.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPMENT

# Language and time
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True

# Mail: written to the outbox first; the worker sends it through GIR_MAIL_BACKEND.
EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "GIR <niet-beantwoorden@localhost>")
# Whom to tell of a weak spot in this installation: an address of mail or of a page.
GIR_SECURITY_CONTACT = env.contact("GIR_SECURITY_CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1])
if EMAIL_URL:
    GIR_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(env.mail(EMAIL_URL))
else:
    GIR_MAIL_BACKEND = "casework.mail.FileEmailBackend"
    EMAIL_FILE_PATH = GIR_DATA / "mail"

# The seal on the log: ledger/sealing.py, docs/logboek.md. A process without the key can check, not seal.
GIR_LOG_KEY = env.key("GIR_LOG_KEY", sha256(f"log {SECRET_KEY}".encode()).hexdigest() if DEVELOPMENT else "")
GIR_LOG_PUBLIC_KEYS = [key.lower() for key in env.words("GIR_LOG_PUBLIC_KEYS")]
GIR_LOG_HEADS_FILE = Path(env.text("GIR_LOG_HEADS_FILE") or GIR_DATA / "logboek-hoofden.jsonl").absolute()
GIR_LOG_HEADS_MAIL = env.words("GIR_LOG_HEADS_MAIL")
GIR_LOG_HEADS_HOURS = env.number("GIR_LOG_HEADS_HOURS", 24)
if GIR_LOG_HEADS_HOURS < 1:
    raise ImproperlyConfigured("GIR_LOG_HEADS_HOURS must be at least 1.")

# Work done outside the request; the table of what runs when is in gir/celery.py.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 60 * 60, "global_keyprefix": "gir:"}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 60 * 60
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# The API. The first number of its version stands in its address; every change raises one of the others.
GIR_API_VERSION = "1.0.0"
GIR_API_PATH = "/api/v1"
# Where everybody is a stranger: who asks is not looked up, so that every cache may keep the answer.
GIR_OPEN_DATA_PATH = "/open-data"
GIR_API_PER_MINUUT = env.number("GIR_API_PER_MINUUT", 60)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organisations.api.callers.TokenAuthentication",
        "organisations.api.callers.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "organisations.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "GIR",
    "DESCRIPTION": (
        "Rapporten en cijfers over integriteit en agressie van uw organisatie. Alleen om te lezen. Wat u niet"
        " mag zien, bestaat hier niet: het antwoord is dan 404.\n\nWijzigingen: 1.0.0, de eerste versie."
    ),
    "VERSION": GIR_API_VERSION,
    "CONTACT": {
        "name": "Beheer van GIR",
        "url": GIR_BASE_URL,
        "email": env.text("GIR_API_CONTACT") or parseaddr(DEFAULT_FROM_EMAIL)[1],
    },
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    "SERVERS": [{"url": f"{GIR_BASE_URL}{GIR_API_PATH}", "description": "Deze installatie"}],
    "TAGS": [
        {"name": "rapportages", "description": "Rapporten die zijn aangeboden of gepubliceerd."},
        {"name": "cijfers", "description": "Cijfers van een periode, en wat ze betekenen."},
        {"name": "lijsten", "description": "De lijsten waarover is geteld."},
    ],
    "SCHEMA_PATH_PREFIX": GIR_API_PATH,
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "ENUM_SUFFIX": "Keuze",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "organisations.api.documenting.complete",
    ],
}

LOGGING = logs.configuration(plain=DEVELOPMENT, level=env.text("LOG_LEVEL", "INFO"))
