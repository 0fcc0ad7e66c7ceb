"""A second, deliberately naive judgement written from the rules' text alone, to compare kpi.rules with.

It reads the terms' and figures' attributes, but calls nothing in kpi.rules: no shared formula, no shared search. Slow
and long-winded on purpose; nothing but the tests uses it. The regional values and ambitions are in oracle_region.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

CHANGES = ("reduction", "reduction_range", "increase")
HUNDRED = Fraction(100)

REASONS = [
    "no_measurement",
    "incomplete_year",
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
    """Of the versions that had begun by a day, the one that began last; one without a date began first of all."""
    begun = [version for version in versions if version.valid_from is None or version.valid_from <= day]
    begun.sort(key=lambda version: version.valid_from or date.min)
    return begun[-1] if begun else None


def better(a, b, direction):
    return a > b if direction == "higher" else a < b


def seen(figures, as_of, preliminary):
    """The figures that count: over by the end of the period asked for, and approved unless others are asked for."""
    last = max(month_set(as_of))
    over = [f for f in figures if max(month_set(f.period)) <= last]
    if not preliminary:
        return [f for f in over if f.approved]
    # A figure that waits for approval stands in for the approved one of the same period: it is its correction.
    waiting = {f.period for f in over if not f.approved}
    return [f for f in over if not f.approved or f.period not in waiting]


def reading(period, figures):
    """What is judged, as a plain dict: a stretch of months and the figures that make it up."""
    return {
        "period": period,
        "end": period[0] + period[1] - 1,
        "value": sum((Fraction(f.value) for f in figures), Fraction(0)),
        "approved": all(f.approved for f in figures),
        "figures": figures,
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


def baseline_of(terms, unit, figures, as_of, day):
    """A trust's baseline as (value, the reading it came from or None), or None: given, or else the first approved
    figure from go-live on."""
    given = given_baseline(unit, day)
    if given is not None:
        return given, None
    measured = first(readings(seen(figures, as_of, preliminary=False), terms.over_time), unit.go_live)
    return None if measured is None else (measured["value"], measured)


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
        # Our reading: a change of nought, or to the worse, asks for nothing but not to fall short of its target.
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


def light(x, a, limits, requirement, direction):
    """Green and yellow begin at their limits; with a requirement, green is the requirement and nothing else."""
    if limits.basis == "value":
        green, yellow = (not better(limit, x, direction) for limit in (limits.green, limits.yellow))
    else:
        green, yellow = a >= limits.green, a >= limits.yellow
    if requirement is not None:
        green = met(requirement, x)
    return "green" if green else "yellow" if yellow else "red"


def improvement_light(x, compared, requirement, direction):
    """Better is green, equal yellow, worse red; with a requirement, green is the requirement and nothing else."""
    won = "green" if better(x, compared, direction) else "yellow" if x == compared else "red"
    if requirement is None:
        return won
    if met(requirement, x):
        return "green"
    return "yellow" if won == "green" else won


def decide(case):
    """The status, and the answer as a dict, from the facts that a trust and the region have in common.

    `case` holds: terms, unit, as_of, judged (a reading or None), unjudged (why there is no reading), missing (trusts),
    region (bool), baseline, previous, kind, target, basis, requirement, limits, notes (flags found on the way).
    """
    terms, judged, kind = case["terms"], case["judged"], case["kind"]
    answer = {
        "status": "none",
        "reason": None,
        "flags": [],
        "period": None,
        "value": None,
        "baseline": None,
        "target": case["target"],
        "attainment": None,
        "progress": None,
        "basis": case["basis"],
        "missing": case["missing"],
    }
    b, first_reading = case["baseline"] or (None, None)
    answer["baseline"] = b
    if judged is not None:
        answer["period"], answer["value"] = judged["period"], judged["value"]
    against_previous = kind == "improvement" and terms.compares_with == "previous"
    compared = case["previous"] if against_previous else b
    apply = {
        "no_measurement": judged is None and case["unjudged"] == "no_measurement",
        "incomplete_year": judged is None and case["unjudged"] == "incomplete_year",
        "incomplete_region": bool(case["missing"])
        and (terms.aggregation == "sum" or kind in CHANGES or kind == "improvement"),
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
    for reason in REASONS:
        if apply[reason]:
            return {**answer, "reason": reason}
    x, requirement = judged["value"], case["requirement"]
    if kind == "improvement":
        answer["status"] = improvement_light(x, compared, requirement, terms.direction)
    else:
        answer["attainment"] = attained(kind, x, b, case["target"], terms.direction)
        answer["progress"] = progressed(x, b, case["target"], terms.direction)
        answer["status"] = light(x, answer["attainment"], case["limits"], requirement, terms.direction)
    itself = first_reading is not None and first_reading["period"] == judged["period"]
    raised = {
        "first_measurement_is_baseline": first_reading is not None,
        "before_go_live": case["go_live"] is not None and judged["period"][0] < case["go_live"],
        "stale": max(month_set(case["as_of"])) - judged["end"] > 2 * terms.reporting_months,
        "preliminary": not judged["approved"],
        "partial_coverage": bool(case["missing"]),
        "unweighted": "unweighted" in case["notes"],
        "ambition_not_adopted": "ambition_not_adopted" in case["notes"],
        "green_without_progress": answer["status"] == "green"
        and b is not None
        and not itself
        and not better(x, b, terms.direction),
        "worse_than_baseline": b is not None and better(b, x, terms.direction),
        "requirement_not_met": requirement is not None and not met(requirement, x),
        "source_inconsistent": case["unit"].inconsistent,
    }
    answer["flags"] = [flag for flag in FLAGS if raised[flag]]
    return answer


def limits_of(terms, day):
    """The thresholds in force; a register without any has the plan's own."""
    return valid(terms.thresholds, day) or PlanLimits


class PlanLimits:
    """Section 7.2: green from half of the ambition, yellow from a quarter."""

    basis = "share"
    green = Fraction(1, 2)
    yellow = Fraction(1, 4)


def adopted_of(terms, day):
    """The regional ambition that has been decided; one that waits or is blank is not."""
    ambition = valid(terms.adopted, day)
    return None if ambition is None or ambition.kind in ("pending", "none") else ambition


def basis_of(kind, whose):
    if kind in ("pending", "none"):
        return "none"
    return "improvement" if kind == "improvement" else whose


def judge(terms, unit, figures, as_of, preliminary=False):
    """A trust's status."""
    visible = seen(figures, as_of, preliminary)
    candidates = readings(visible, terms.over_time)
    judged = latest(candidates)
    day = last_day(judged["end"] if judged else max(month_set(as_of)))
    previous = before(candidates, judged) if judged else None
    requirement = valid(terms.requirements, day)
    baseline = baseline_of(terms, unit, figures, as_of, day)
    own = valid(unit.ambitions, day)
    adopted = adopted_of(terms, day)
    ambition = adopted or own
    kind = "none" if ambition is None else str(ambition.kind)
    amount = None if ambition is None else ambition.value
    answer = decide(
        {
            "terms": terms,
            "unit": unit,
            "as_of": as_of,
            "judged": judged,
            "unjudged": "incomplete_year" if visible else "no_measurement",
            "missing": [],
            "go_live": unit.go_live,
            "baseline": baseline,
            "previous": previous["value"] if previous else None,
            "kind": kind,
            "target": target_of(kind, amount, baseline[0] if baseline else None, requirement),
            "basis": basis_of(kind, "regional" if adopted else "own"),
            "requirement": requirement,
            "limits": limits_of(terms, day),
            "notes": [],
        }
    )
    return {**answer, **own_attainment(terms, judged, baseline, own, requirement)}


def own_attainment(terms, judged, baseline, own, requirement):
    """How far a trust is towards its own ambition; nothing for a change counted from the judged figure itself."""
    b, first_reading = baseline or (None, None)
    kind = "none" if own is None else str(own.kind)
    target = None if own is None else target_of(kind, own.value, b, requirement)
    answer = {"own_target": target, "own_attainment": None}
    if judged is None or target is None:
        return answer
    if kind in CHANGES and first_reading and month_set(judged["period"]) & month_set(first_reading["period"]):
        return answer
    return {**answer, "own_attainment": attained(kind, judged["value"], b, target, terms.direction)}
