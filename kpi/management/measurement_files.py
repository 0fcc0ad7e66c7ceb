"""How the commands that take in files of measurements open them and say what is wrong: in plain English, on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TypeVar

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DatabaseError
from django.utils import translation

from kpi.actions.record import Recorded
from kpi.actions.refusals import Conflict, Finding, Refused
from kpi.files.import_measurements import ReadCorrection
from kpi.files.lines import UnreadableFile
from kpi.models import Kpi
from kpi.words.faults import in_words

MOST_SHOWN = 1000


T = TypeVar("T")


def take_in(command: BaseCommand, path: str, action: Callable[[BinaryIO], T]) -> T:
    """Open the file and give it to `action`; every fault becomes lines on stderr and a CommandError (exit code 1)."""
    if not Kpi.objects.exists():
        raise CommandError("There is no plan to take in figures for; run load_plan first.")
    with translation.override("en"), _opened(path) as file:
        try:
            return action(file)
        except UnreadableFile as error:
            raise CommandError(
                f"{path}: {str(in_words(error.fault)) % error.values} Nothing was stored."
            ) from None
        except Refused as refused:
            _list(command.stderr, refused.findings)
            raise CommandError(f"{_count(len(refused.findings))} in {path}. Nothing was stored.") from None
        except Conflict:
            raise CommandError(
                "Somebody else was writing the same measurements. Nothing was stored; run the command again."
            ) from None
        except DatabaseError as error:
            raise CommandError(f"The database refused ({error}). Nothing was stored.") from error


def outcome(recorded: Recorded) -> str:
    """What became of the rows. Example: `3 new, 1 corrected, 0 approved, 12 unchanged`."""
    return (
        f"{recorded.new} new, {recorded.corrected} corrected, "
        f"{recorded.approved} approved, {recorded.unchanged} unchanged"
    )


def corrections(corrected: Sequence[ReadCorrection]) -> Iterator[str]:
    """A line for each figure that a file corrects. Example: `corrected: row 2, value: 22.5 → 20`."""
    for correction in corrected[:MOST_SHOWN]:
        sheet = f" (sheet {correction.sheet})" if correction.sheet else ""
        change = f"{correction.old or 'empty'} → {correction.new or 'empty'}"
        yield f"corrected: row {correction.line}, {correction.field}: {change}{sheet}"
    if len(corrected) > MOST_SHOWN:
        yield f"… and {len(corrected) - MOST_SHOWN} more"


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below; only opening it may fail here
    except FileNotFoundError:
        raise CommandError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise CommandError(f"{path} is a folder; name a CSV or XLSX file.") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read ({error}).") from None
    with file:
        yield file


def _list(stderr: OutputWrapper, findings: Sequence[Finding]) -> None:
    for finding in findings[:MOST_SHOWN]:
        stderr.write(str(finding))
    if len(findings) > MOST_SHOWN:
        stderr.write(f"… and {len(findings) - MOST_SHOWN} more")


def _count(faults: int) -> str:
    return "1 fault" if faults == 1 else f"{faults} faults"
