"""`compile_translations`: makes the compiled catalogues that Django reads from the ones people edit.

Works without the gettext programs, which a fresh machine may lack. Finding new texts is `collect_translations`.
"""

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Compile every catalogue that is newer than its compiled form."""

    help = "Compiles the translations (locale/*/LC_MESSAGES/*.po) that have changed since last time."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        compiled = [source for source in _catalogues() if _compile_if_newer(source)]
        if options["verbosity"] > 0 and compiled:
            self.stdout.write(f"Translations compiled: {len(compiled)}.")


def _catalogues() -> list[Path]:
    return sorted(
        path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
    )


def _compile_if_newer(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    try:
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
    except (OSError, ValueError) as error:
        # polib says where the fault is in what it raised first.
        cause = error.__context__ or error
        raise CommandError(f"{source} cannot be compiled: {cause}") from None
    # Written beside it and moved into place, so that a running server never reads half a file.
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True
