"""What stands in each file of a plan and in each of its columns, for whoever fills them in.

How a cell must look (a code, a month, one of some words) is said by the column itself, so it is not repeated here. The
page docs/plan-format.md and the workbook template are made from this.
"""

from __future__ import annotations

from kpi.files.plan.column import Column
from kpi.files.plan.tables import Table

ANY = "*"
"""Stands for every file that has the column."""

FILES: dict[str, str] = {
    "documents": "The documents that records refer to.",
    "plan": "The plan itself.",
    "organisations": "Everyone the plan names.",
    "scope": "Whom the plan is judged for, in the order shown.",
    "versions": "The plan's history.",
    "definitions": "What the plan's words mean.",
    "roles": "Who answers for the benefits.",
    "reporting": "What is reported when.",
    "goals": "The main goals, and what each of them promises.",
    "sub_goals": "The sub-goals of the main goals.",
    "kpis": "The KPIs, and the terms they are judged on.",
    "baselines": "A row for each KPI and part of the plan, empty cells too.",
    "ambitions": "A row for each KPI and part of the plan, empty cells too.",
    "regional_ambitions": "The adopted regional ambitions, in printed order.",
    "requirements": "National requirements and the KPIs they bind.",
    "thresholds": "Where green and yellow begin.",
    "prerequisites": "What must be in place, in printed order for each goal.",
    "changes": "What must be done differently, in printed order for each goal.",
    "inconsistencies": "What does not add up in the plan; it is flagged on the figures it touches.",
}

COLUMNS: dict[tuple[str, str], str] = {
    # the same in every file that has them
    (ANY, "document"): "The document that the record is taken from.",
    (ANY, "section"): "The chapters it stands in.",
    (ANY, "footnote"): (
        "The numbers of the footnotes it rests on, also where the mark is printed on one organisation's cell and the "
        "text speaks of all."
    ),
    (ANY, "valid_from"): (
        "Empty: the record has no start and judges earlier figures too. A later revision is a new row with a date; the "
        "old row stays."
    ),
    (ANY, "code"): "Unique within the file, and never used again for something else.",
    (ANY, "name"): "The name that is shown.",
    (ANY, "printed"): "The cell's own text, misprints and all, without footnote marks.",
    (ANY, "note"): "What a reader must know.",
    (ANY, "kpi"): "The KPI it is about.",
    (ANY, "organisation"): "The organisation it is about.",
    (ANY, "goal"): "The main goal it belongs to.",
    (ANY, "frequency"): "How often figures are reported.",
    # documents
    ("documents", "title"): "The document's title.",
    ("documents", "version"): "As the document gives it.",
    ("documents", "date"): "The day of the document.",
    ("documents", "publisher"): "Who published it.",
    # plan
    ("plan", "title"): "The plan's title.",
    ("plan", "short_title"): "The title where there is little room.",
    ("plan", "version"): "Which version of the plan this is.",
    ("plan", "date"): "The day of this version.",
    ("plan", "region"): "The organisation whose common ambitions the thresholds are set from.",
    # organisations
    ("organisations", "short_name"): "The name where there is little room.",
    ("organisations", "kind"): "What sort of organisation it is.",
    ("organisations", "parent"): "The organisation it belongs to, if any.",
    # scope
    ("scope", "role"): "A `part` has ambitions of its own; the `region` is one row.",
    ("scope", "go_live"): (
        "When the new system was taken into use; figures from then on can become a missing baseline."
    ),
    # versions
    ("versions", "version"): "The version's number.",
    ("versions", "change"): "What was changed in it.",
    ("versions", "date"): "The day of the version.",
    ("versions", "approved_by"): "Who approved it, where the plan says so.",
    ("versions", "approved_on"): "When it was approved, where the plan says so.",
    # definitions
    ("definitions", "term"): "The word.",
    ("definitions", "explanation"): "What it means in the plan.",
    # roles
    ("roles", "code"): "Which of the roles it is.",
    ("roles", "name"): "What the plan calls the role.",
    ("roles", "holder"): "Who has the role.",
    ("roles", "responsibility"): "What the role answers for.",
    # reporting
    ("reporting", "name"): "The duty to report.",
    ("reporting", "frequency"): "How often it is due.",
    ("reporting", "note"): "What is reported, and how.",
    # goals
    ("goals", "name"): "The goal in a word or two.",
    ("goals", "statement"): "What the goal promises, restated briefly.",
    ("goals", "promise_kind"): "What sort of promise it is.",
    ("goals", "promise_low"): "Per cent; the lower end of a range. Empty for an improvement.",
    ("goals", "promise_high"): "Per cent; the upper end, only for a `reduction_range`.",
    ("goals", "promise_qualifier"): "Empty where the plan just gives the figure.",
    ("goals", "promise_measure"): "What the promise is counted in, in words.",
    ("goals", "within_years"): "Years after go-live.",
    ("goals", "compared_with_year"): "The year compared with, if any.",
    (
        "goals",
        "original_compared_with_year",
    ): "The year first set, where a footnote says that it was changed.",
    # sub-goals
    ("sub_goals", "name"): "What the sub-goal is about.",
    # KPIs
    ("kpis", "code"): (
        "Lasting: the goal's or sub-goal's code, a point, the row's place; a letter where one printed row holds "
        "several measures."
    ),
    ("kpis", "sub_goal"): "Empty for a KPI of the main goal.",
    ("kpis", "printed_name"): "As printed.",
    ("kpis", "part"): "Which measure of the printed row it is, where the row holds several.",
    ("kpis", "name"): "The name that is shown; unique.",
    ("kpis", "unit"): "What the figures count.",
    ("kpis", "direction"): "Which way is better.",
    ("kpis", "regional_value"): (
        "How the region's value comes from the parts': `sum`, or `weighted` by the denominators where all have them."
    ),
    (
        "kpis",
        "over_time",
    ): "`level`: the figure itself is judged; `year_sum`: a whole year's figures are summed.",
    ("kpis", "decimals"): "How many are shown.",
    ("kpis", "takes_measurements"): (
        "`no` for a row that is no indicator; unit, direction, regional_value, over_time, frequency and decimals may "
        "then be empty."
    ),
    ("kpis", "compares_with"): "What an improvement is measured from.",
    ("kpis", "numerator"): "In words, what is counted.",
    ("kpis", "denominator"): "In words, out of what.",
    ("kpis", "regional_rule"): (
        "The rule that gives the adopted regional ambition; empty for KPIs that the plan's table leaves out."
    ),
    ("kpis", "regional_decimals"): "Decimals that the result is rounded to; empty: unrounded.",
    ("kpis", "regional_when_pending"): (
        "While a part has set none: `wait`, or `available` to use those that are set; without effect for `requirement`."
    ),
    # baselines
    (
        "baselines",
        "organisation",
    ): "Whose baseline it is; the region has a row only where the plan prints its figure.",
    ("baselines", "kind"): (
        "`value`: a figure is printed; `none`: the plan says there is none, or NA; `pending`: to come; `blank`: an "
        "empty cell; `regional`: only the region's figure is printed."
    ),
    ("baselines", "value"): "In the KPI's unit, only for the kind `value`. A count is whole.",
    ("baselines", "year"): "Only where the cell or its own footnote gives it.",
    ("baselines", "role"): "`context` is another year's figure, shown but not used.",
    ("baselines", "calculated_with"): "`no`: shown, but the first measurement becomes the baseline instead.",
    ("baselines", "note"): "What footnotes say about the cell.",
    # ambitions
    ("ambitions", "organisation"): "Whose ambition it is.",
    ("ambitions", "kind"): "What sort of ambition it is; `none` is an empty cell.",
    (
        "ambitions",
        "value",
    ): "A level in the KPI's unit, a change in per cent (80 for 80 %), 0 for `zero`; else empty.",
    ("ambitions", "value_high"): "The upper end of a `reduction_range`.",
    ("ambitions", "deadline"): "When it is to be reached.",
    ("ambitions", "condition"): "A condition in words; shown, not calculated with.",
    ("ambitions", "printed_elsewhere"): "What another chapter prints, where it differs.",
    # regional ambitions
    ("regional_ambitions", "printed_name"): "The KPI's name in this table.",
    ("regional_ambitions", "kind"): "What sort of ambition it is.",
    ("regional_ambitions", "value"): "The adopted figure as printed; empty while `pending`.",
    ("regional_ambitions", "complement"): (
        "`yes`: printed as 100 minus what the KPI measures (95 % kept is 5 % passed)."
    ),
    (
        "regional_ambitions",
        "printed_inputs",
    ): "The parts' ambitions as this table prints them; not calculated with.",
    ("regional_ambitions", "note"): (
        "Only why the figure is not the one that the KPI's rule gives; `reconcile_plan` fails on a difference without."
    ),
    # requirements
    ("requirements", "kpi"): "The KPI it binds.",
    ("requirements", "name"): "What is required.",
    ("requirements", "comparison"): "On which side of the limit the requirement is met.",
    ("requirements", "limit"): "In the KPI's unit.",
    ("requirements", "printed"): "The source's own words.",
    ("requirements", "own_dates"): "The requirement's own dates in words; shown, not calculated with.",
    # thresholds
    ("thresholds", "kpi"): "Empty: all of the plan's KPIs.",
    ("thresholds", "basis"): "`share`: of the ambition, 0 to 1; `value`: in the KPI's unit.",
    ("thresholds", "green"): "Where green begins; a figure on the border is green.",
    ("thresholds", "yellow"): "Where yellow begins; a figure on the border is yellow.",
    # prerequisites and changes
    ("prerequisites", "code"): "The goal's code, `-F` and the printed number, such as `SP-F1`.",
    ("prerequisites", "text"): "What must be in place, restated briefly.",
    ("prerequisites", "responsible"): "Who must see to it.",
    ("changes", "code"): "The goal's code, `-E` and the printed number, such as `SP-E1`.",
    ("changes", "text"): "What must be done differently, restated briefly.",
    ("changes", "responsible"): "Who must see to it.",
    # inconsistencies
    ("inconsistencies", "kpis"): "The KPIs it touches.",
    ("inconsistencies", "organisations"): "Empty: all.",
    ("inconsistencies", "note"): "One or two plain sentences.",
}


def file_description(table: Table) -> str:
    """What a file holds, as the table itself says it or as it stands here; empty where neither does."""
    return getattr(table, "description", "") or FILES.get(table.name, "")


def column_description(table: Table, column: Column) -> str:
    """What stands in a column, as the column itself says it, or as it stands here for the file or for every file."""
    return (
        column.description
        or COLUMNS.get((table.name, column.name), "")
        or COLUMNS.get((ANY, column.name), "")
    )
