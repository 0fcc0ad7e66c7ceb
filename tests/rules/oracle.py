"""A second, deliberately naive judgement written from the rules' text alone, to compare kpi.rules with.

It reads the terms' and figures' attributes, but calls nothing in kpi.rules: no shared formula, no shared search. Slow
and long-winded on purpose; nothing but the tests uses it. What a whole has of its parts is in oracle_whole.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

CHANGES = ("reduction", "reduction_range", "increase")
HUNDRED = Fraction(100)

REASONS = [
    "no_measurement",
    "incomplete_year",
    "no_colour_rule",
    "incomplete_region",
    "no_ambition",
    "ambition_pending",
    "baseline_just_set",
    "no_baseline",
]
FLAGS = [
    "first_measurement_is_baseline",
    "before_go_live",
    "stale",
    "preliminary",
    "partial_coverage",
    "unweighted",
    "ambition_not_adopted",
    "green_without_progress",
    "worse_than_baseline",
    "requirement_not_met",
    "source_inconsistent",
]


def month_set(period):
    """The months of a period; a reading's own period is written as a (first month, number of months) pair."""
    start, length = period if isinstance(period, tuple) else (period.start, period.months)
    return set(range(start, start + length))


def last_day(last_month):
    """The last calendar day of a month counted from year 0."""
    year, month = divmod(last_month + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def valid(versions, day):
    """Of the versions that had begun by a day, the one that began last; one without a date began first of all. Of those
    that began together, the one given last."""
    begun = [version for version in versions if version.valid_from is None or version.valid_from <= day]
    last_start = max((version.valid_from or date.min for version in begun), default=None)
    together = [version for version in begun if (version.valid_from or date.min) == last_start]
    return together[-1] if together else None


def better(a, b, direction):
    return a > b if direction == "higher" else a < b if direction == "lower" else False


def seen(figures, as_of, preliminary):
    """The figures there are: over by the end of the period asked for, and approved unless others are asked for."""
    last = max(month_set(as_of))
    over = [f for f in figures if max(month_set(f.period)) <= last]
    if not preliminary:
        return [f for f in over if f.approved]
    # A figure that waits for approval stands in for the approved one of the same period: it is its correction.
    waiting = {f.period for f in over if not f.approved}
    return [f for f in over if not f.approved or f.period not in waiting]


def judgeable(figures, terms):
    """Those that may be judged: whole months, tertials and years, the kinds that the KPI is reported by, and of those
    the ones that are exact or about right."""
    lengths = {1, 4, 12} | ({terms.reporting_months} & {3, 6})
    return [
        f
        for f in figures
        if f.period.months in lengths
        and f.period.start % f.period.months == 0
        and not f.period.to_date
        and f.qualifier in ("exact", "about")
    ]


def reading(period, figures):
    """What is judged, as a plain dict: a stretch of months and the figures that make it up."""
    return {
        "period": period,
        "end": period[0] + period[1] - 1,
        "value": sum((Fraction(f.value) for f in figures), Fraction(0)),
        "approved": all(f.approved for f in figures),
        "figures": figures,
        "missing": [],
        "complete": True,
        "unweighted": False,
    }


def whole_year(figures, end):
    """The year of twelve months up to `end`, from every way of choosing figures that cover them without gap or
    overlap; of several ways the one with the longest periods."""
    window = set(range(end - 11, end + 1))
    inside = [f for f in figures if month_set(f.period) <= window]
    long = [f for f in inside if f.period.months > 1]
    single = {f.period.start: f for f in inside if f.period.months == 1}
    ways = []
    for size in range(len(long) + 1):
        for chosen in combinations(long, size):
            covered = [month for f in chosen for month in month_set(f.period)]
            if len(covered) != len(set(covered)):
                continue
            rest = window - set(covered)
            if rest <= set(single):
                ways.append([*chosen, *(single[month] for month in sorted(rest))])
    if not ways:
        return None
    best = max(ways, key=lambda way: sorted((f.period.months for f in way), reverse=True))
    return reading((end - 11, 12), best)


def readings(figures, over_time):
    """Everything that could be judged: each figure, or each whole year that the figures can make up."""
    if over_time == "level":
        return [reading((f.period.start, f.period.months), [f]) for f in figures]
    ends = {max(month_set(f.period)) for f in figures}
    years = [whole_year(figures, end) for end in ends]
    return [year for year in years if year is not None]


def latest(candidates):
    """The latest period end; of two that end together, the longer."""
    return max(candidates, key=lambda r: (r["end"], r["period"][1]), default=None)


def first(candidates, since):
    """The first to end of those that start at or after a month; of two that end together, the longer."""
    started = [r for r in candidates if since is None or r["period"][0] >= since]
    return min(started, key=lambda r: (r["end"], -r["period"][1]), default=None)


def before(candidates, judged):
    """The figure before the judged one: the latest that ended before it began."""
    return latest([r for r in candidates if r["end"] < judged["period"][0]])


def given_baseline(unit, day):
    """The figure the plan gives to calculate with, or None."""
    given = valid(unit.baselines, day)
    usable = given is not None and given.kind == "value" and given.calculated_with
    return given.value if usable else None


def target_of(kind, amount, baseline, requirement):
    """An ambition as an absolute value, or None when it has none (yet)."""
    if kind == "level":
        return amount
    if kind == "zero":
        return Fraction(0)
    if kind == "requirement":
        return None if requirement is None else requirement.limit
    if kind in CHANGES and baseline is not None:
        share = amount / HUNDRED
        return baseline * (1 + share) if kind == "increase" else baseline * (1 - share)
    return None


def attained(kind, x, b, target, direction):
    """The share of the ambition, row by row as the table prints it."""
    if target == 0 and direction == "lower":
        if b is not None and b > 0:
            return (b - x) / b
        return Fraction(1) if x == 0 else Fraction(0)
    if target == 0:
        if kind == "increase" and b == 0:
            return Fraction(1) if x > 0 else Fraction(0)
        return Fraction(1)
    if kind in CHANGES:
        if better(target, b, direction):
            return (b - x) / (b - target)
        # Our reading: a change of 0 %, or to the worse, asks for nothing but not to fall short of its target.
        return Fraction(0) if better(target, x, direction) else Fraction(1)
    if direction == "higher":
        return x / target
    return Fraction(1) if x == 0 else target / x


def progressed(x, b, target, direction):
    if b is None or target is None or not better(target, b, direction):
        return None
    return (x - b) / (target - b)


def met(requirement, x):
    return x >= requirement.limit if requirement.comparison == "at_least" else x <= requirement.limit


def colour(x, a, limits, requirement, direction):
    """Green and yellow begin at their limits; with a requirement, green is the requirement and nothing else."""
    if limits.basis == "value":
        green, yellow = (not better(limit, x, direction) for limit in (limits.green, limits.yellow))
    else:
        green, yellow = a >= limits.green, a >= limits.yellow
    if requirement is not None:
        green = met(requirement, x)
    return "green" if green else "yellow" if yellow else "red"


def improvement_colour(x, compared, requirement, direction):
    """Better is green, equal yellow, worse red; with a requirement, green is the requirement and nothing else."""
    won = "green" if better(x, compared, direction) else "yellow" if x == compared else "red"
    if requirement is None:
        return won
    if met(requirement, x):
        return "green"
    return "yellow" if won == "green" else won


def decide(case):
    """The status, and the answer as a dict, from the facts of a case.

    `case` has: terms, organisation, as_of, judged (a reading or None), unjudged (why there is no reading), go_live,
    baseline, previous, kind, target, basis, calculated (whether the ambition is), requirement, limits (or None).
    """
    terms, judged, kind, limits = case["terms"], case["judged"], case["kind"], case["limits"]
    b, first_reading = case["baseline"] or (None, None)
    answer = {
        "status": "none",
        "reason": None,
        "flags": [],
        "period": None,
        "value": None,
        "baseline": b,
        "target": case["target"],
        "attainment": None,
        "progress": None,
        "basis": case["basis"],
        "missing": [],
    }
    incomplete = False
    if judged is not None:
        answer |= {name: judged[name] for name in ("period", "value", "missing")}
        incomplete = not judged["complete"]
    against_previous = kind == "improvement" and terms.compares_with == "previous"
    compared = case["previous"] if against_previous else b
    neither_way = terms.direction == "neutral"
    apply = {
        "no_measurement": judged is None and case["unjudged"] == "no_measurement",
        "incomplete_year": judged is None and case["unjudged"] == "incomplete_year",
        "no_colour_rule": limits is None or neither_way,
        "incomplete_region": incomplete and lacks_too_much(terms, kind),
        "no_ambition": kind == "none",
        # Our reading: an ambition to meet a requirement that there is not (yet) waits for it.
        "ambition_pending": kind == "pending" or (kind == "requirement" and case["target"] is None),
        # Our reading: what is compared with the figure before it does not lean on the baseline at all.
        "baseline_just_set": (kind in CHANGES or (kind == "improvement" and not against_previous))
        and judged is not None
        and first_reading is not None
        and bool(month_set(judged["period"]) & month_set(first_reading["period"])),
        "no_baseline": (kind in CHANGES and (b is None or case["target"] is None))
        or (kind == "improvement" and compared is None),
    }
    reasons = [reason for reason in REASONS if apply[reason]]
    if reasons:
        answer["reason"] = reasons[0]
    if neither_way or set(reasons) - {"no_colour_rule"}:
        return answer
    x, requirement = judged["value"], case["requirement"]
    if kind != "improvement":
        answer["attainment"] = attained(kind, x, b, case["target"], terms.direction)
        answer["progress"] = progressed(x, b, case["target"], terms.direction)
    if reasons:
        return answer
    if kind == "improvement":
        answer["status"] = improvement_colour(x, compared, requirement, terms.direction)
    else:
        answer["status"] = colour(x, answer["attainment"], limits, requirement, terms.direction)
    itself = first_reading is not None and first_reading["period"] == judged["period"]
    raised = {
        "first_measurement_is_baseline": first_reading is not None,
        "before_go_live": case["go_live"] is not None and judged["period"][0] < case["go_live"],
        "stale": max(month_set(case["as_of"])) - judged["end"] > 2 * terms.reporting_months,
        "preliminary": not judged["approved"],
        "partial_coverage": incomplete,
        "unweighted": judged["unweighted"],
        "ambition_not_adopted": case["calculated"],
        "green_without_progress": answer["status"] == "green"
        and b is not None
        and not itself
        and not better(x, b, terms.direction),
        "worse_than_baseline": b is not None and better(b, x, terms.direction),
        "requirement_not_met": requirement is not None and not met(requirement, x),
        "source_inconsistent": case["organisation"].inconsistent,
    }
    answer["flags"] = [flag for flag in FLAGS if raised[flag]]
    return answer


def lacks_too_much(terms, kind):
    """Whether an ambition of a kind cannot be compared with a value that lacks a part."""
    return terms.aggregation == "sum" or kind in CHANGES or kind == "improvement"


def adopted_of(organisation, day):
    """The common ambition that has been decided for an organisation; one that waits or is blank is not."""
    ambition = valid(organisation.adopted, day)
    return None if ambition is None or ambition.kind in ("pending", "none") else ambition


def basis_of(kind, whose):
    if kind in ("pending", "none"):
        return "none"
    return "improvement" if kind == "improvement" else whose


def own_attainment(terms, judged, baseline, own, requirement):
    """How far an organisation is towards its own ambition; nothing for a change counted from the judged figure itself,
    or where a value that lacks a part cannot be compared with it."""
    b, first_reading = baseline or (None, None)
    kind = "none" if own is None else str(own.kind)
    target = None if own is None else target_of(kind, own.value, b, requirement)
    answer = {"own_target": target, "own_attainment": None}
    if judged is None or target is None or terms.direction == "neutral":
        return answer
    if kind in CHANGES and first_reading and month_set(judged["period"]) & month_set(first_reading["period"]):
        return answer
    if not judged["complete"] and lacks_too_much(terms, kind):
        return answer
    return {**answer, "own_attainment": attained(kind, judged["value"], b, target, terms.direction)}
