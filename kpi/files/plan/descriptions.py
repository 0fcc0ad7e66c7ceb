"""What stands in each file of a plan and in each of its columns, for whoever fills them in.

How a cell must look (a code, a month, one of some words) is said by the column itself, so it is not repeated here. The
page docs/plan-format.md and the workbook template are made from this.
"""

from __future__ import annotations

from kpi.files.plan.column import Column
from kpi.files.plan.table import Table

ANY = "*"
"""Stands for every file that has the column."""

FILES: dict[str, str] = {
    "documents": "The documents that records refer to.",
    "plan": "The plan itself.",
    "organisations": "Everyone the plan names.",
    "members": "Whom the plan is judged for, in the order shown; wholes and parts in as many levels as there are.",
    "dimensions": "Ways of dividing what is measured, such as service or form of cancer.",
    "categories": "The parts that a dimension has; a measurement or a requirement may be for one of them.",
    "versions": "The plan's history.",
    "glossary": "What the plan's words mean.",
    "roles": "Who answers for the benefits.",
    "reporting": "What is reported when.",
    "goals": "The main goals, and what each of them promises.",
    "sub_goals": "The sub-goals of the main goals.",
    "indicators": (
        "What is measured, whatever plans use it. One that is registered may be repeated as it is, and need not be."
    ),
    "kpis": "The KPIs: each an indicator's use in this plan, with the terms of this use.",
    "revisions": (
        "Decisions about the plan's terms that were made in the register, as `export_plan_files` writes them; a plan "
        "written by hand has none."
    ),
    "baselines": "The baselines. A KPI without a row for an organisation has none there.",
    "ambitions": "The organisations' own ambitions. A KPI without a row for an organisation has none there.",
    "regional_ambitions": "The ambitions adopted for a whole in common, in printed order.",
    "requirements": "Requirements from above, as their documents say them.",
    "requirement_limits": "The limits that requirements set for KPIs.",
    "definitions": "What a KPI is agreed to measure, in words, from a day on.",
    "thresholds": "Where green and yellow begin. A plan without thresholds has no colours.",
    "undertakings": "What must be in place and what must be done differently, in printed order.",
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
        "Empty: the record has no start and judges earlier figures too. What a later version of the plan says is a new "
        "row with a date; the old row stays."
    ),
    (
        ANY,
        "revision",
    ): "The revision made in the register that the row belongs to; `valid_from` is then empty.",
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
    ("plan", "kind"): "What sort of plan it is.",
    ("plan", "owner"): "The organisation whose plan it is.",
    ("plan", "reporting_period"): "The kind of period that the plan's pages are seen as of.",
    # organisations
    ("organisations", "short_name"): "The name where there is little room.",
    ("organisations", "kind"): "What sort of organisation it is.",
    ("organisations", "parent"): "The organisation it belongs to, if any.",
    # dimensions, categories
    ("dimensions", "name"): "What the dimension is called.",
    ("categories", "dimension"): "The dimension it belongs to.",
    ("categories", "name"): "The category as printed; imports may name it so.",
    # members
    (
        "members",
        "part_of",
    ): "The organisation of the plan that it is a part of; empty for one that is part of none.",
    ("members", "go_live"): (
        "When the new system was taken into use; figures from then on can become a missing baseline."
    ),
    # versions
    ("versions", "version"): "The version's number.",
    ("versions", "change"): "What was changed in it.",
    ("versions", "date"): "The day of the version.",
    ("versions", "approved_by"): "Who approved it, where the plan says so.",
    ("versions", "approved_on"): "When it was approved, where the plan says so.",
    # glossary
    ("glossary", "term"): "The word.",
    ("glossary", "explanation"): "What it means in the plan.",
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
    # indicators
    ("indicators", "code"): "Lasting, the same in every plan.",
    ("indicators", "other_codes"): "Codes that documents use for it, with commas between.",
    ("indicators", "description"): "What it tells, in a sentence or two.",
    ("indicators", "unit"): "What the figures count; empty where nobody knows.",
    ("indicators", "direction"): "Which way is better.",
    ("indicators", "aggregation"): (
        "How a whole's value comes from its parts': `sum`, or `weighted` by the denominators where all have them."
    ),
    ("indicators", "over_time"): (
        "`level`: the figure itself is judged; `year_sum`: a whole year's figures are summed."
    ),
    ("indicators", "decimals"): "How many are shown; blank is none for a count or kroner, else 1.",
    ("indicators", "due_days"): "Days from a period's end to the day its figure is due; empty: the usual 45.",
    ("indicators", "numerator"): "In words, what is counted.",
    ("indicators", "denominator"): "In words, out of what.",
    ("indicators", "categories"): "The categories and dashboards its document places it in.",
    ("indicators", "services"): "The services it concerns.",
    ("indicators", "functionality"): "The functionality it follows.",
    ("indicators", "derived_from"): "The indicator it is worked out from, if any.",
    (
        "indicators",
        "below_zero",
    ): "`yes` where it has values below zero; only improvement can then be the ambition.",
    ("indicators", "crosses_levels"): "`yes` where it crosses levels of care.",
    ("indicators", "is_complete"): "`no` where the document leaves its description unfinished.",
    # KPIs
    ("kpis", "code"): (
        "Lasting: the goal's or sub-goal's code, a point, the row's place; a letter where one printed row holds "
        "several measures."
    ),
    ("kpis", "sub_goal"): "Empty for a KPI of the main goal.",
    ("kpis", "printed_name"): "As printed.",
    ("kpis", "part"): "Which measure of the printed row it is, where the row holds several.",
    ("kpis", "name"): "The name that is shown; unique.",
    (
        "kpis",
        "indicator",
    ): "What is measured; empty for a row that is no indicator, which takes no measurements.",
    ("kpis", "use"): "What the plan uses it as.",
    ("kpis", "operator"): "What sort of target a change indicator has.",
    ("kpis", "target"): "The target's number, where it has one.",
    ("kpis", "deadline"): "When the target is to be reached, as a period.",
    ("kpis", "baseline_state"): "Whether the document gives the baseline, or where and when it comes.",
    ("kpis", "target_state"): "Whether the document gives the target, or where and when it comes.",
    ("kpis", "measuring_plan"): "How the document says it is to be measured.",
    ("kpis", "data_source"): "Where the document says the figures come from.",
    ("kpis", "compares_with"): "What an improvement is measured from.",
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
    ): "Whose baseline it is; a whole has a row only where the plan prints its figure.",
    ("baselines", "kind"): (
        "`value`: a figure is printed; `none`: the plan says there is none, or NA; `pending`: to come; `blank`: an "
        "empty cell; `regional`: only the whole's figure is printed."
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
    ("regional_ambitions", "organisation"): "The whole that it is adopted for.",
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
    ("requirements", "name"): "What is required.",
    ("requirements", "printed"): "The source's own words.",
    ("requirements", "own_dates"): "The requirement's own dates in words; shown, not calculated with.",
    # limits of requirements
    ("requirement_limits", "requirement"): "The requirement that sets the limit.",
    ("requirement_limits", "kpi"): "The KPI it binds.",
    (
        "requirement_limits",
        "category",
    ): "The category it applies to; empty: the whole. Only such a limit sets a colour.",
    ("requirement_limits", "comparison"): "On which side of the limit the requirement is met.",
    ("requirement_limits", "limit"): "In the KPI's unit.",
    # definitions
    ("definitions", "text"): "What is counted, out of what, and how.",
    # revisions
    ("revisions", "reason"): "Why the terms were changed.",
    ("revisions", "decided_by"): "The body or role that decided.",
    ("revisions", "decided_on"): "The day of the decision.",
    ("revisions", "origin"): "Where it was made: always the register.",
    # thresholds
    ("thresholds", "kpi"): "Empty: all of the plan's KPIs.",
    ("thresholds", "basis"): "`share`: of the ambition, 0 to 1; `value`: in the KPI's unit.",
    ("thresholds", "green"): "Where green begins; a figure on the border is green.",
    ("thresholds", "yellow"): "Where yellow begins; a figure on the border is yellow.",
    # prerequisites and changes
    ("undertakings", "code"): (
        "The goal's code, `-F` for a prerequisite or `-E` for a change, and the printed number, such as `SP-F1`."
    ),
    ("undertakings", "kind"): "What must be in place, or what must be done differently.",
    ("undertakings", "text"): "Restated briefly.",
    ("undertakings", "responsible"): "Who must see to it, in printed order.",
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
