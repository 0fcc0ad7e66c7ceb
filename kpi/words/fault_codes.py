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
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_PARTS = "too_many_parts"
    OTHER_KIND = "other_kind_of_file"
    NO_CSV = "no_csv_file"
    NO_WORKBOOK = "no_workbook"
    OTHER_COMPRESSION = "other_compression"
    ENCODING = "encoding"
    OLD_EXCEL = "old_excel_file"
    ENCRYPTED = "encrypted_file"
    OTHER_ZIP = "other_zip_file"
    DAMAGED = "damaged_workbook"
    NO_SHEET = "no_sheet"
    QUOTES = "quotes_do_not_match"
    NO_HEADER = "no_header"


class SheetFault(StrEnum):
    """What is wrong with a workbook's sheet: something in it would be passed over without a word."""

    SHEET_NOT_READ = "sheet_not_read"
    SHEET_HIDDEN = "sheet_hidden"
    ROWS_HIDDEN = "rows_hidden"
    COLUMNS_HIDDEN = "columns_hidden"


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
    NOT_CALCULATED = "not_calculated"
    UNCLEAR_FORMAT = "unclear_format"
    MAYBE_THOUSANDS = "maybe_thousands"


class Misfit(StrEnum):
    """What is wrong with a row beside its figures: it does not fit the register."""

    KPI_UNKNOWN = "kpi_unknown"
    KPI_NOT_MEASURED = "kpi_not_measured"
    KPI_NOT_IN_PLAN = "kpi_not_in_plan"
    KPI_IN_SEVERAL_PLANS = "kpi_in_several_plans"
    PLAN_UNKNOWN = "plan_unknown"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    ORGANISATION_NOT_IN_PLAN = "organisation_not_in_plan"
    CATEGORY_UNKNOWN = "category_unknown"
    DOCUMENT_UNKNOWN = "document_unknown"
    PERIOD_NOT_CALENDAR = "period_not_calendar"
    TWICE = "twice"
    CORRECTION_WITHOUT_REASON = "correction_without_reason"


class RowFault(StrEnum):
    """What is wrong with a cell of a file beside the number in it."""

    BLANK = "blank"
    NOT_A_PERIOD = "not_a_period"
    NOT_YES_OR_NO = "not_yes_or_no"
    PERCENT_SIGN = "percent_sign"
    QUALIFIER_UNKNOWN = "qualifier_unknown"
    QUALIFIER_DISAGREES = "qualifier_disagrees"
    FIGURE_BESIDE_QUALIFIER = "figure_beside_qualifier"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    BESIDE_THE_COLUMNS = "beside_the_columns"
