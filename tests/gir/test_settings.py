"""What the environment makes of the settings; each in a process of its own, as they are read once."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from gir import env
from tests.gir.conftest import PRODUCTION, ROOT


@pytest.fixture
def settings_of(bare_environment):
    """The asked settings as JSON, or the line that says why there are none."""

    def read(variables: dict[str, str], *names: str):
        code = (
            "import json, sys\n"
            "from django.core.exceptions import ImproperlyConfigured\n"
            "try:\n    from gir import settings\n"
            "except ImproperlyConfigured as error:\n    sys.exit(f'refused: {error}')\n"
            f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}, default=str))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=bare_environment | variables,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()

    return read


def test_production_starts_when_everything_is_set(settings_of):
    found = settings_of(PRODUCTION, "DEBUG", "GIR_DEMO", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT")

    assert found == {
        "DEBUG": False,
        "GIR_DEMO": False,
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
    }


def test_in_production_no_other_site_or_name_can_set_our_cookies(settings_of):
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "GIR_COOKIE_PREFIX")
    found = settings_of(PRODUCTION, *names, "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")

    assert found == {
        "SESSION_COOKIE_NAME": "__Host-gir-sessie",
        "CSRF_COOKIE_NAME": "__Host-gir-csrf",
        "GIR_COOKIE_PREFIX": "__Host-",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


@pytest.mark.parametrize("name", PRODUCTION)
def test_production_refuses_to_start_without(settings_of, name):
    answer = settings_of({key: value for key, value in PRODUCTION.items() if key != name}, "DEBUG")

    assert answer.startswith(f"refused: {name} is not set.")
    assert "\n" not in answer


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"GIR_DEMO": "1"}, "GIR_DEMO shows passwords"),
        ({"GIR_PASSWORD_LOGIN": "0"}, "GIR_PASSWORD_LOGIN=0 needs a service"),
        ({"GIR_OIDC": "[{}]"}, "GIR_OIDC: service 1: id is missing."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be a secret of your own"),
        (
            {"SECRET_KEY": "only-for-development-and-tests-never-for-real-meldingen"},
            "SECRET_KEY must be a secret of your own",
        ),
        ({"SECRET_KEY_FALLBACKS": "k" * 50 + "\nshort"}, "SECRET_KEY_FALLBACKS must hold earlier keys"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"DATABASE_URL": "sqlite:///db"}, "DATABASE_URL must begin with postgres"),
        ({"DATABASE_URL": "postgres://db.example.nl"}, "DATABASE_URL names no database"),
        ({"DATABASE_URL": "postgres://db:99999/gir"}, "DATABASE_URL is not a valid address"),
        ({"EMAIL_URL": "mail.example.nl"}, "EMAIL_URL must begin with smtp"),
        ({"DEBUG": "perhaps"}, "DEBUG must be 1 or 0"),
        ({"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES must be a whole number"),
        ({"GIR_LOG_KEY": "geheim"}, "GIR_LOG_KEY must be 64 hexadecimal digits"),
        ({"GIR_LOG_HEADS_HOURS": "0"}, "GIR_LOG_HEADS_HOURS must be at least 1"),
    ],
)
def test_production_refuses_a_setting_that_is_wrong_or_of_development(settings_of, change, complaint):
    answer = settings_of(PRODUCTION | change, "DEBUG")

    assert answer.startswith(f"refused: {complaint}")
    assert "\n" not in answer


def test_a_secret_may_lie_in_a_file(settings_of, tmp_path):
    password = tmp_path / "password"
    password.write_text("p@ss/word\n")
    key = tmp_path / "key"
    key.write_text("k" * 50 + "\n")
    variables = PRODUCTION | {
        "DATABASE_URL": "postgres://gir@db/gir?sslmode=require",
        "DATABASE_PASSWORD_FILE": str(password),
        "SECRET_KEY_FILE": str(key),
    }
    del variables["SECRET_KEY"]

    found = settings_of(variables, "SECRET_KEY", "DATABASES")

    assert found["SECRET_KEY"] == "k" * 50
    assert found["DATABASES"]["default"]["PASSWORD"] == "p@ss/word"
    options = found["DATABASES"]["default"]["OPTIONS"]
    assert (options["sslmode"], options["options"]) == ("require", "-c jit=off")


def test_earlier_keys_stand_in_a_file_one_a_line(settings_of, tmp_path):
    """A key may hold any character, so also a comma."""
    (tmp_path / "keys").write_text("a" * 40 + ",b\n\n" + "c" * 40 + "\n")

    found = settings_of(
        PRODUCTION | {"SECRET_KEY_FALLBACKS_FILE": str(tmp_path / "keys")}, "SECRET_KEY_FALLBACKS"
    )

    assert found == {"SECRET_KEY_FALLBACKS": ["a" * 40 + ",b", "c" * 40]}


def test_a_secret_is_not_given_twice(monkeypatch, tmp_path):
    monkeypatch.setenv("NAME", "value")
    monkeypatch.setenv("NAME_FILE", str(tmp_path / "file"))

    with pytest.raises(ImproperlyConfigured, match="Both NAME and NAME_FILE are set"):
        env.text("NAME")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_secret_file_that_says_nothing_is_refused(monkeypatch, tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("NAME_FILE", str(file))

    with pytest.raises(ImproperlyConfigured, match="NAME_FILE"):
        env.text("NAME")


def test_a_password_in_an_address_may_hold_any_character():
    found = env.database("postgres://gir:a%2Fb%40c@[::1]:5433/de%20naam")

    assert (found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "a/b@c",
        "::1",
        "5433",
        "de naam",
    )


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example.nl", 587, False, True),
        ("smtps://user:secret@mail.example.nl", 465, True, False),
        ("smtp://localhost:25?tls=0", 25, False, False),
    ],
)
def test_mail_goes_encrypted_unless_said_otherwise(url, port, ssl, tls):
    found = env.mail(url)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_development_needs_only_a_database_and_a_broker(settings_of):
    variables = {name: PRODUCTION[name] for name in ("DATABASE_URL", "REDIS_URL")}

    found = settings_of(variables | {"GIR_DEVELOPMENT": "1"}, "DEBUG", "SESSION_COOKIE_SECURE", "GIR_DATA")

    assert found == {"DEBUG": False, "SESSION_COOKIE_SECURE": False, "GIR_DATA": str(ROOT / "var")}


def test_the_key_of_the_log_is_made_up_in_development_only(settings_of):
    assert settings_of(PRODUCTION, "GIR_LOG_KEY") == {"GIR_LOG_KEY": ""}
    variables = {name: PRODUCTION[name] for name in ("DATABASE_URL", "REDIS_URL")}

    found = settings_of(variables | {"GIR_DEVELOPMENT": "1"}, "GIR_LOG_KEY")

    assert len(found["GIR_LOG_KEY"]) == 64


def test_a_worker_without_the_key_of_the_log_does_not_start(bare_environment):
    done = subprocess.run(
        [sys.executable, "-m", "celery", "--app", "gir.celery", "--quiet", "worker"],
        env=bare_environment | PRODUCTION,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "GIR_LOG_KEY is not set. The worker needs it to seal the log."
    )
