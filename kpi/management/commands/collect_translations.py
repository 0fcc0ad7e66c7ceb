"""`collect_translations`: brings the catalogues that people translate in line with the texts in the code.

What a text is and where texts are looked for is the matter of `gevinst.texts`.
"""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from gevinst.texts import Text, find_texts

HEADER = {
    "Project-Id-Version": "Gevinst",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Command(BaseCommand):
    """Add new texts, drop those no longer used, keep every translation."""

    help = "Brings locale/*/LC_MESSAGES/django.po in line with the texts in code and templates."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        texts = find_texts(Path(settings.BASE_DIR))
        for language, _name in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                # The texts in the code are this language.
                continue
            path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            catalogue = _collected(path, texts, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            missing = [entry.msgid for entry in catalogue if not entry.translated()]
            if options["verbosity"] > 0:
                self.stdout.write(f"{language}: {len(catalogue)} texts, {len(missing)} to translate.")


def _collected(path: Path, texts: dict[Text, list[str]], language: str) -> polib.POFile:
    """The catalogue with exactly these texts, each with the translation it had."""
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {_key(entry): entry for entry in before if not entry.obsolete}
    after = polib.POFile(wrapwidth=0)
    after.header = before.header
    after.metadata = {**HEADER, "Language": language, **before.metadata}
    for text, files in texts.items():
        entry = kept.get(text) or _new_entry(text)
        entry.occurrences = [(name, "") for name in files]
        after.append(entry)
    return after


def _key(entry: polib.POEntry) -> Text:
    return Text(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _new_entry(text: Text) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context or None)
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = {0: "", 1: ""}
    if "%(" in text.msgid:
        entry.flags.append("python-format")
    elif "{" in text.msgid:
        entry.flags.append("python-brace-format")
    return entry
