"""The codes of what can be wrong with a file, a row or a cell. Faults of a figure itself are `kpi.rules.validity`.

The sentences for them stand in `kpi.words.faults`.
"""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """Why nothing can be read from a file."""

    EMPTY = "empty_file"
    NO_ROWS = "no_rows"
    TOO_LARGE = "file_too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    OTHER_KIND = "other_kind_of_file"
    OLD_EXCEL = "old_excel_file"
    ENCRYPTED = "encrypted_file"
    OTHER_ZIP = "other_zip_file"
    DAMAGED = "damaged_workbook"
    NO_SHEET = "no_sheet"
    QUOTES = "quotes_do_not_match"
    NO_HEADER = "no_header"


class HeaderFault(StrEnum):
    """What is wrong with the line that names the columns."""

    COLUMN_MISSING = "column_missing"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_TWICE = "column_twice"


class CellFault(StrEnum):
    """Why a cell cannot be read as what it should be."""

    NOT_A_NUMBER = "not_a_number"
    TWO_SEPARATORS = "two_separators"
    DATE_FOR_NUMBER = "date_for_number"
    ERROR_IN_CELL = "error_in_cell"


class Misfit(StrEnum):
    """What is wrong with a row beside its figures: it does not fit the register."""

    KPI_UNKNOWN = "kpi_unknown"
    KPI_NOT_MEASURED = "kpi_not_measured"
    KPI_AMBIGUOUS = "kpi_ambiguous"
    PLAN_UNKNOWN = "plan_unknown"
    CATEGORY_UNKNOWN = "category_unknown"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    ORGANISATION_NOT_IN_PLAN = "organisation_not_in_plan"
    DOCUMENT_UNKNOWN = "document_unknown"
    PERIOD_NOT_CALENDAR = "period_not_calendar"
    TWICE = "twice"
    CORRECTION_WITHOUT_REASON = "correction_without_reason"


class RowFault(StrEnum):
    """What is wrong with a cell of a file beside the number in it."""

    BLANK = "blank"
    NOT_A_PERIOD = "not_a_period"
    PERCENT_SIGN = "percent_sign"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    BESIDE_THE_COLUMNS = "beside_the_columns"
