"""The naive judgement of the region: its value, its baseline, its calculated ambition. Like oracle, it calls nothing in
kpi.rules; what a trust and the region have in common stands in oracle."""

from fractions import Fraction

from tests.rules import oracle

UNSET = ("pending", "none")


def combine(terms, readings):
    """The trusts' values as one, and whether it is an average that the denominators do not weight."""
    if terms.aggregation == "sum":
        return sum((r["value"] for r in readings), Fraction(0)), False
    figures = [f for r in readings for f in r["figures"]]
    if all(len(r["figures"]) == 1 for r in readings) and all(f.denominator for f in figures):
        denominators = sum((Fraction(f.denominator) for f in figures), Fraction(0))
        if all(f.numerator is not None for f in figures):
            scale = 100 if terms.unit == "percent" else 1
            return scale * sum((Fraction(f.numerator) for f in figures), Fraction(0)) / denominators, False
        products = sum((Fraction(f.value) * Fraction(f.denominator) for f in figures), Fraction(0))
        return products / denominators, False
    return sum((r["value"] for r in readings), Fraction(0)) / len(readings), True


def regional_readings(terms, figures, as_of, preliminary):
    """Every value the region could be judged by, one for each exact period that anybody has a figure for."""
    per_code = {
        unit.code: {
            r["period"]: r
            for r in oracle.readings(
                oracle.seen(figures.get(unit.code, ()), as_of, preliminary), terms.over_time
            )
        }
        for unit in (*terms.parts, terms.region)
    }
    values = []
    for period in sorted({period for own in per_code.values() for period in own}):
        reported = per_code[terms.region.code].get(period)
        if reported:
            values.append({**reported, "missing": [], "unweighted": False})
            continue
        there = [per_code[unit.code][period] for unit in terms.parts if period in per_code[unit.code]]
        value, unweighted = combine(terms, there)
        values.append(
            {
                "period": period,
                "end": period[0] + period[1] - 1,
                "value": value,
                "approved": all(r["approved"] for r in there),
                "missing": [unit.code for unit in terms.parts if period not in per_code[unit.code]],
                "unweighted": unweighted,
            }
        )
    return values


def go_live_of(terms):
    """The region is live when its last trust is, unless it has a date of its own."""
    if terms.region.go_live is not None:
        return terms.region.go_live
    return max((unit.go_live for unit in terms.parts if unit.go_live is not None), default=None)


def baseline_of(terms, figures, as_of, day):
    """The plan's own regional figure, else what the trusts' given ones make, else the first complete value."""
    own = oracle.given_baseline(terms.region, day)
    if own is not None:
        return own, None
    given = [oracle.given_baseline(unit, day) for unit in terms.parts]
    if given and None not in given:
        total = sum(given, Fraction(0))
        return (total if terms.aggregation == "sum" else total / len(given)), None
    complete = [r for r in regional_readings(terms, figures, as_of, preliminary=False) if not r["missing"]]
    measured = oracle.first(complete, go_live_of(terms))
    return None if measured is None else (measured["value"], measured)


def half_up(value, decimals):
    """Rounded as people do by hand: a half goes up."""
    if decimals is None:
        return value
    scaled = value * 10**decimals + Fraction(1, 2)
    return Fraction(scaled.numerator // scaled.denominator, 10**decimals)


def by_rule(rule, values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if rule == "lowest":
        return ordered[0]
    if rule == "highest":
        return ordered[-1]
    if rule == "median":
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return sum(ordered, Fraction(0)) / len(ordered)


def calculated(terms, ambitions, requirement, baselines):
    """The regional ambition as (kind, percentage or level, whether that is the target itself: a sum of targets).

    `ambitions` and `baselines` go by trust code, an ambition as (kind, value). Where the text is silent (unlike
    promises side by side, a requirement that does not wait for the trusts) this is our reading.
    """
    rule = terms.regional
    if rule.rule == "requirement":
        return ("pending", None, False) if requirement is None else ("requirement", requirement.limit, False)
    kinds = [kind for kind, _ in ambitions.values()]
    if all(kind == "none" for kind in kinds):
        return "none", None, False
    waits = rule.rule is None or rule.when_pending == "wait"
    chosen = {code: ambition for code, ambition in ambitions.items() if ambition[0] not in UNSET}
    if not chosen or (waits and len(chosen) < len(ambitions)):
        return "pending", None, False
    kinds = {kind for kind, _ in chosen.values()}
    if kinds == {"improvement"}:
        return "improvement", None, False
    if kinds == {"requirement"} and requirement is not None:
        return "requirement", requirement.limit, False
    if kinds & {"improvement", "requirement"}:
        return "pending", None, False
    changes = [kind for kind in oracle.CHANGES if kind in kinds]
    one_kind = changes[0] if changes else "zero" if kinds == {"zero"} else "level"
    if terms.aggregation == "sum" and rule.rule is None:
        targets = [
            oracle.target_of(kind, value, baselines[code], None) for code, (kind, value) in chosen.items()
        ]
        return one_kind, None if None in targets else sum(targets, Fraction(0)), True
    if not changes:
        values = [value if kind == "level" else Fraction(0) for kind, value in chosen.values()]
        return one_kind, half_up(by_rule(rule.rule, values), rule.decimals if rule.rule else 1), False
    if "level" in kinds or ("increase" in kinds and kinds != {"increase"}):
        return "pending", None, False
    shares = [Fraction(100) if kind == "zero" else value for kind, value in chosen.values()]
    common = "reduction_range" if "reduction_range" in kinds else one_kind
    return common, half_up(by_rule(rule.rule, shares), rule.decimals), False


def judge_region(terms, figures, as_of, preliminary=False):
    """The region's status."""
    codes = [unit.code for unit in (*terms.parts, terms.region)]
    values = regional_readings(terms, figures, as_of, preliminary)
    judged = oracle.latest(values)
    day = oracle.last_day(judged["end"] if judged else max(oracle.month_set(as_of)))
    previous = oracle.before(values, judged) if judged else None
    if previous and previous["missing"]:
        previous = None  # our reading: part of a region is nothing to compare the whole with
    requirement = oracle.valid(terms.requirements, day)
    baseline = baseline_of(terms, figures, as_of, day)
    b = baseline[0] if baseline else None
    adopted = oracle.adopted_of(terms, day)
    notes = ["unweighted"] if judged and judged["unweighted"] else []
    if adopted:
        kind, target = str(adopted.kind), oracle.target_of(adopted.kind, adopted.value, b, requirement)
    else:
        own = {unit.code: oracle.valid(unit.ambitions, day) for unit in terms.parts}
        ambitions = {code: (str(a.kind), a.value) if a else ("none", None) for code, a in own.items()}
        baselines = {}
        for unit in terms.parts:
            theirs = oracle.baseline_of(terms, unit, figures.get(unit.code, ()), as_of, day)
            baselines[unit.code] = theirs[0] if theirs else None
        kind, amount, is_target = calculated(terms, ambitions, requirement, baselines)
        target = amount if is_target else oracle.target_of(kind, amount, b, requirement)
        notes.append("ambition_not_adopted")
    anything = any(oracle.seen(figures.get(code, ()), as_of, preliminary) for code in codes)
    return oracle.decide(
        {
            "terms": terms,
            "unit": terms.region,
            "as_of": as_of,
            "judged": judged,
            "unjudged": "incomplete_year" if anything else "no_measurement",
            "missing": judged["missing"] if judged else [],
            "go_live": go_live_of(terms),
            "baseline": baseline,
            "previous": previous["value"] if previous else None,
            "kind": kind,
            "target": target,
            "basis": oracle.basis_of(kind, "regional"),
            "requirement": requirement,
            "limits": oracle.limits_of(terms, day),
            "notes": notes,
        }
    )
