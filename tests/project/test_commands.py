"""The commands of set-up: translations, the trial's database, and the server's greeting."""

import io
import os
import subprocess
import sys

import polib
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from kpi.management.commands import serve
from kpi.models import User
from kpi.sign_in import DEMO_SIGN_INS

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Nullpunkt"
msgstr "{}"
"""


@pytest.fixture
def catalogue(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO.format("Baseline"), encoding="utf-8")
    return path


def compile_translations() -> str:
    out = io.StringIO()
    call_command("compile_translations", stdout=out)
    return out.getvalue()


def test_translations_are_compiled_once_and_again_when_changed(catalogue):
    assert compile_translations() == "Translations compiled: 1.\n"
    compiled = catalogue.with_suffix(".mo")
    assert polib.mofile(str(compiled)).find("Nullpunkt").msgstr == "Baseline"
    assert compile_translations() == ""

    catalogue.write_text(PO.format("Starting point"), encoding="utf-8")
    newer = compiled.stat().st_mtime_ns + 1_000_000_000
    os.utime(catalogue, ns=(newer, newer))
    assert compile_translations() == "Translations compiled: 1.\n"
    assert polib.mofile(str(compiled)).find("Nullpunkt").msgstr == "Starting point"
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_faulty_catalogue_is_named(catalogue):
    catalogue.write_text("no catalogue at all", encoding="utf-8")
    with pytest.raises(CommandError, match=r"django\.po cannot be compiled: .*line 1"):
        compile_translations()


def greeting() -> str:
    out = io.StringIO()
    command = serve.Command(stdout=out)
    command.addr, command._raw_ipv6 = "127.0.0.1", False
    command.on_bind(8000)
    return out.getvalue()


@pytest.mark.django_db
def test_the_greeting_ends_with_the_address_and_the_demo_users(settings):
    settings.DEBUG = True
    for row in DEMO_SIGN_INS:
        User.objects.create_user(row.username, password=row.password)
    _, address, sign_in = greeting().partition("Gevinst: http://127.0.0.1:8000/\n")
    assert address
    for row in DEMO_SIGN_INS:
        assert row.username in sign_in
        assert row.password in sign_in


@pytest.mark.django_db
def test_the_greeting_offers_no_user_that_cannot_sign_in(settings):
    settings.DEBUG = True
    assert "createsuperuser" in greeting()
    for row in DEMO_SIGN_INS:
        User.objects.create_user(row.username, password=row.password)
    settings.DEBUG = False
    assert "createsuperuser" in greeting()
    assert DEMO_SIGN_INS[0].password not in greeting()


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_is_printed_is_utf8_on_any_machine(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/register.sqlite3",
        "PYTHONIOENCODING": "ascii",
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=django_settings.BASE_DIR,
            env=environment,
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8")

    run("migrate", "--verbosity", "0")
    run("load_plan")
    assert "ø" in run("export_plan")


def run_command(address: str, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of its own process, with the database at this address."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=django_settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
    )


def is_one_sentence(run: subprocess.CompletedProcess[str]) -> bool:
    return run.returncode == 1 and len(run.stderr.strip().splitlines()) == 1 and not run.stdout


def test_a_database_without_tables_is_told_in_a_sentence(tmp_path):
    (tmp_path / "empty.sqlite3").touch()
    run = run_command(f"sqlite:///{tmp_path}/empty.sqlite3", "export_status")
    assert is_one_sentence(run), run.stderr
    assert "run `python manage.py migrate` first" in run.stderr


@pytest.mark.parametrize("command", ["export_status", "migrate"])
def test_a_server_that_does_not_answer_is_told_in_a_sentence(command):
    run = run_command("postgres://kari:hemmelig@127.0.0.1:5/gevinst", command)
    assert is_one_sentence(run), run.stderr
    assert run.stderr.startswith("The database does not answer")
    assert "hemmelig" not in run.stderr


def test_a_mistyped_path_is_told_and_no_file_is_made(tmp_path):
    run = run_command(f"sqlite:///{tmp_path}/regsiter.sqlite3", "load_plan")
    assert is_one_sentence(run), run.stderr
    assert "check DATABASE_URL" in run.stderr
    assert not list(tmp_path.iterdir())


def test_whoever_looks_for_the_cause_gets_the_whole_of_it(tmp_path):
    run = run_command(f"sqlite:///{tmp_path}/regsiter.sqlite3", "load_plan", "--traceback")
    assert run.returncode == 1
    assert "Traceback" in run.stderr


def test_migrate_makes_the_file_but_no_folder(tmp_path):
    database = tmp_path / "register.sqlite3"
    assert run_command(f"sqlite:///{database}", "migrate", "--verbosity", "0").returncode == 0
    assert database.stat().st_size > 0
    assert database.stat().st_mode & 0o007 == 0, "others than owner and group neither read nor write"

    missing = tmp_path / "no-folder" / "register.sqlite3"
    run = run_command(f"sqlite:///{missing}", "migrate")
    assert is_one_sentence(run), run.stderr
    assert str(missing) in run.stderr
    assert not missing.parent.exists()


def test_the_trial_server_stops_in_a_sentence(tmp_path):
    run = run_command(f"sqlite:///{tmp_path}/regsiter.sqlite3", "serve", "--noreload", "127.0.0.1:0")
    assert run.returncode == 1
    assert "The database does not answer" in run.stderr
    assert "Traceback" not in run.stderr
