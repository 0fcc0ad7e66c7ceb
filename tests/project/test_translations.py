"""Nynorsk and English are complete: every text in code and templates, with the same placeholders."""

import re
from pathlib import Path

import django.contrib
import polib
import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import translation

from gevinst.texts import Text, find_texts, texts_in_code, texts_in_template

LANGUAGES = ["nn", "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*[^{}]*\}|%%")


@pytest.fixture(scope="module")
def texts() -> dict[Text, list[str]]:
    return find_texts(settings.BASE_DIR)


@pytest.fixture(params=LANGUAGES)
def catalogue(request) -> polib.POFile:
    path = Path(settings.LOCALE_PATHS[0]) / request.param / "LC_MESSAGES" / "django.po"
    assert path.exists(), "run `make messages` and translate"
    return polib.pofile(str(path))


def test_the_catalogue_holds_every_text_and_no_other(texts, catalogue):
    found = {Text(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "") for entry in catalogue}
    missing = {f"{files[0]}: {text.msgid}" for text, files in texts.items() if text not in found}
    assert not missing, "run `make messages` and translate"
    assert not found - set(texts), "run `make messages` to drop what is no longer used"


def test_every_text_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue if not entry.translated() or "fuzzy" in entry.flags] == []


def test_translations_have_the_placeholders_of_the_text(catalogue):
    def placeholders(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    for entry in catalogue:
        if entry.msgid_plural:
            allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
            assert placeholders(entry.msgstr_plural[0]) <= allowed, entry.msgid
            assert placeholders(entry.msgstr_plural[1]) == placeholders(entry.msgid_plural), entry.msgid
        else:
            assert placeholders(entry.msgstr) == placeholders(entry.msgid), entry.msgid


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("part", ["auth", "admin"])
def test_django_s_own_texts_are_translated(part, language):
    def texts_of(folder: Path, language: str) -> set[tuple[str, str, str | None]]:
        entries = polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))
        return {
            (entry.msgid, entry.msgid_plural, entry.msgctxt)
            for entry in entries
            if language == "en" or (entry.translated() and "fuzzy" not in entry.flags)
        }

    own = Path(django.contrib.__file__).parent / part / "locale"
    ours = Path(settings.LOCALE_PATHS[1])
    missing = texts_of(own, "en") - texts_of(own, language) - texts_of(ours, language)
    assert not missing, f"translate in {ours.name}/{language}"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Passordet er for kort. Det må ha minst 12 tegn."),
        ("nn", "Passordet er for kort. Det må ha minst 12 teikn."),
        ("en", "This password is too short. It must contain at least 12 characters."),
    ],
)
def test_a_password_that_is_too_short_is_told_in_the_reader_s_language(language, text):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password("kort")
    assert refused.value.messages[0] == text


def test_texts_are_found_in_code():
    source = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
a = _("Nullpunkt" " og frist")
b = ngettext("%(n)d måling", "%(n)d målinger", n) % {"n": n}
c = pgettext("om perioden", "Fra")
d = translation.gettext("Ambisjon")
e = _(name), _(""), other("Ikke denne")
"""
    assert set(texts_in_code(source)) == {
        Text("Nullpunkt og frist"),
        Text("%(n)d måling", "%(n)d målinger"),
        Text("Fra", context="om perioden"),
        Text("Ambisjon"),
    }


def test_texts_are_found_in_templates():
    source = """{% load i18n %}{# {% translate "Ikke denne" %} #}
<p title="{% translate 'Hva er "nullpunkt"?' %}">{% translate "100 % nådd" %} gettext("Ikke denne")</p>
{% blocktranslate trimmed count n=rows|length with name=kpi.name %}
  {{ n }} måling av {{ name }}
{% plural %}
  {{ n }} målinger av {{ name }}
{% endblocktranslate %}
{{ _("Frist") }} {% include "part.html" with label=_("Ambisjon") %}
{% translate "Fra" context "om perioden" as from %}
"""
    assert set(texts_in_template(source)) == {
        Text('Hva er "nullpunkt"?'),
        Text("100 %% nådd"),
        Text("%(n)s måling av %(name)s", "%(n)s målinger av %(name)s"),
        Text("Frist"),
        Text("Ambisjon"),
        Text("Fra", context="om perioden"),
    }


def test_a_text_alone_and_with_a_plural_is_one_entry(tmp_path):
    (tmp_path / "kpi").mkdir()
    (tmp_path / "kpi" / "a.py").write_text('_("Vis %(n)s")\n_("Frist")\n', encoding="utf-8")
    (tmp_path / "kpi" / "b.py").write_text('ngettext("Vis %(n)s", "Vis alle %(n)s", n)\n', encoding="utf-8")
    assert find_texts(tmp_path) == {
        Text("Vis %(n)s", "Vis alle %(n)s"): ["kpi/a.py", "kpi/b.py"],
        Text("Frist"): ["kpi/a.py"],
    }


def test_collecting_keeps_translations_and_drops_what_is_gone(tmp_path, settings):
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "a.html"
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"

    template.write_text('{% translate "Nullpunkt" %}{% translate "Frist" %}', encoding="utf-8")
    call_command("collect_translations", verbosity=0)
    catalogue = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("Nullpunkt", ""), ("Frist", "")]
    catalogue.find("Nullpunkt").msgstr = "Baseline"
    catalogue.save()

    template.write_text('{% translate "Ambisjon" %}{% translate "Nullpunkt" %}', encoding="utf-8")
    call_command("collect_translations", verbosity=0)
    catalogue = polib.pofile(str(path))
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [
        ("Ambisjon", ""),
        ("Nullpunkt", "Baseline"),
    ]
    assert catalogue.find("Nullpunkt").occurrences == [("templates/a.html", "")]

    unchanged = path.read_text(encoding="utf-8")
    call_command("collect_translations", verbosity=0)
    assert path.read_text(encoding="utf-8") == unchanged
