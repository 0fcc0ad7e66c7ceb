"""The naive judgement of any organisation: what it and its parts have measured, its baseline, its ambition. Like
oracle, where the formulas are, it calls nothing in kpi.rules."""

from fractions import Fraction

from tests.rules import oracle

UNSET = ("pending", "none")


def parts_of(terms, code):
    return [organisation for organisation in terms.organisations if organisation.part_of == code]


def named(terms, code):
    return next(organisation for organisation in terms.organisations if organisation.code == code)


def all_below(terms, code):
    """An organisation's code and those of everything below it."""
    return [code, *(below for part in parts_of(terms, code) for below in all_below(terms, part.code))]


def weight_of(reading):
    """A value's numerator and denominator, as far as it has them; a sum of several figures has none."""
    if "weight" in reading:
        return reading["weight"]
    figures = reading["figures"]
    if len(figures) != 1 or not figures[0].denominator:
        return None, None
    numerator = figures[0].numerator
    return None if numerator is None else Fraction(numerator), Fraction(figures[0].denominator)


def combine(terms, readings):
    """The parts' values as one; an average that the denominators do not weight says so."""
    total = sum((r["value"] for r in readings), Fraction(0))
    if terms.aggregation == "sum":
        return {"value": total, "unweighted": False, "weight": (None, None)}
    weights = [weight_of(r) for r in readings]
    if any(denominator is None for _, denominator in weights):
        return {"value": total / len(readings), "unweighted": True, "weight": (None, None)}
    denominators = sum((denominator for _, denominator in weights), Fraction(0))
    if all(numerator is not None for numerator, _ in weights):
        scale = 100 if terms.unit == "percent" else 1
        numerators = sum((numerator for numerator, _ in weights), Fraction(0))
        value, weight = scale * numerators / denominators, (numerators, denominators)
    else:
        products = [r["value"] * denominator for r, (_, denominator) in zip(readings, weights, strict=True)]
        value, weight = sum(products, Fraction(0)) / denominators, (None, denominators)
    return {"value": value, "unweighted": False, "weight": weight}


def value_at(terms, code, own, period):
    """What an organisation has for exactly one period: its own figure, else what its parts have, else None.

    `own` is organisation code to its own readings by period.
    """
    if period in own[code]:
        return own[code][period]
    parts = {part.code: value_at(terms, part.code, own, period) for part in parts_of(terms, code)}
    there = {part: r for part, r in parts.items() if r is not None}
    if not there:
        return None
    incomplete_sums = [part for part, r in there.items() if terms.aggregation == "sum" and not r["complete"]]
    missing = [part for part in parts if part not in there or part in incomplete_sums]
    return {
        "period": period,
        "end": period[0] + period[1] - 1,
        "approved": all(r["approved"] for r in there.values()),
        "missing": missing,
        "complete": not missing and all(r["complete"] for r in there.values()),
        "figures": [],
        **combine(terms, list(there.values())),
    }


def all_values(terms, code, figures, as_of, preliminary):
    """Every value an organisation could be judged by, one for each exact period that anybody there has a figure for."""
    own = {
        each: {
            r["period"]: r
            for r in oracle.readings(
                oracle.judgeable(oracle.seen(figures.get(each, ()), as_of, preliminary), terms),
                terms.over_time,
            )
        }
        for each in all_below(terms, code)
    }
    periods = sorted({period for readings in own.values() for period in readings})
    return [value_at(terms, code, own, period) for period in periods]


def go_live_of(terms, code):
    """An organisation is live when its last part is, unless it has a date of its own."""
    if named(terms, code).go_live is not None:
        return named(terms, code).go_live
    known = [go_live_of(terms, part.code) for part in parts_of(terms, code)]
    return max((month for month in known if month is not None), default=None)


def given_baseline(terms, code, day):
    """The plan's own figure, else what the parts' given ones make when all have one."""
    own = oracle.given_baseline(named(terms, code), day)
    if own is not None:
        return own
    given = [given_baseline(terms, part.code, day) for part in parts_of(terms, code)]
    if not given or None in given:
        return None
    total = sum(given, Fraction(0))
    return total if terms.aggregation == "sum" else total / len(given)


def baseline_of(terms, code, figures, as_of, day):
    """(value, the reading it came from or None): a given figure, else the first approved value from go-live on that
    lacks nothing; None without either."""
    given = given_baseline(terms, code, day)
    if given is not None:
        return given, None
    values = all_values(terms, code, figures, as_of, preliminary=False)
    measured = oracle.first([r for r in values if r["complete"]], go_live_of(terms, code))
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
    """A common ambition as (kind, percentage or level, whether that is the target itself: a sum of targets).

    `ambitions` and `baselines` go by part, an ambition as such a triple itself. Where the text is silent (unlike
    promises side by side, a requirement that does not wait for the parts) this is our reading.
    """
    rule = terms.regional
    if rule.rule == "requirement":
        return ("pending", None, False) if requirement is None else ("requirement", requirement.limit, False)
    kinds = [kind for kind, _, _ in ambitions.values()]
    if all(kind == "none" for kind in kinds):
        return "none", None, False
    waits = rule.rule is None or rule.when_pending == "wait"
    chosen = {code: ambition for code, ambition in ambitions.items() if ambition[0] not in UNSET}
    if not chosen or (waits and len(chosen) < len(ambitions)):
        return "pending", None, False
    kinds = {kind for kind, _, _ in chosen.values()}
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
            value if is_target else oracle.target_of(kind, value, baselines[code], None)
            for code, (kind, value, is_target) in chosen.items()
        ]
        return one_kind, None if None in targets else sum(targets, Fraction(0)), True
    if not changes:
        values = [value if kind == "level" else Fraction(0) for kind, value, _ in chosen.values()]
        return one_kind, half_up(by_rule(rule.rule, values), rule.decimals if rule.rule else 1), False
    if "level" in kinds or ("increase" in kinds and kinds != {"increase"}):
        return "pending", None, False
    shares = [Fraction(100) if kind == "zero" else value for kind, value, _ in chosen.values()]
    common = "reduction_range" if "reduction_range" in kinds else one_kind
    return common, half_up(by_rule(rule.rule, shares), rule.decimals), False


def calculated_for(terms, code, figures, as_of, day):
    """What the ambitions of an organisation's own parts come to."""
    ambitions, baselines = {}, {}
    for part in parts_of(terms, code):
        ambitions[part.code] = brought_by(terms, part, figures, as_of, day)
        theirs = baseline_of(terms, part.code, figures, as_of, day)
        baselines[part.code] = theirs[0] if theirs else None
    return calculated(terms, ambitions, oracle.valid(terms.requirements, day), baselines)


def brought_by(terms, part, figures, as_of, day):
    """What a part brings to its whole's ambition: adopted for it, its own, or made of its own parts'."""
    adopted, own = oracle.adopted_of(part, day), oracle.valid(part.ambitions, day)
    for ambition in (adopted, own):
        if ambition is not None and ambition.kind not in UNSET:
            return str(ambition.kind), ambition.value, False
    made = ("none", None, False)
    if parts_of(terms, part.code):
        made = calculated_for(terms, part.code, figures, as_of, day)
    # Our reading: where its parts have set nothing, what is awaited is still awaited.
    return made if made[0] != "none" or own is None else (str(own.kind), None, False)


def nearest_adopted(terms, code, day):
    """The adopted ambition of the organisation itself, else of what it is a part of, and so on; None without any."""
    while code is not None and any(organisation.code == code for organisation in terms.organisations):
        adopted = oracle.adopted_of(named(terms, code), day)
        if adopted is not None:
            return adopted
        code = named(terms, code).part_of
    return None


def judge(terms, code, figures, as_of, preliminary=False):
    """The status of any organisation."""
    values = all_values(terms, code, figures, as_of, preliminary)
    judged = oracle.latest(values)
    day = oracle.last_day(judged["end"] if judged else max(oracle.month_set(as_of)))
    previous = oracle.before(values, judged) if judged else None
    if previous and not previous["complete"]:
        previous = None  # our reading: part of a whole is nothing to compare the whole with
    requirement = oracle.valid(terms.requirements, day)
    baseline = baseline_of(terms, code, figures, as_of, day)
    b = baseline[0] if baseline else None
    adopted, own = nearest_adopted(terms, code, day), oracle.valid(named(terms, code).ambitions, day)
    is_whole = bool(parts_of(terms, code))
    made = calculated_for(terms, code, figures, as_of, day) if is_whole else None
    is_calculated = False
    if adopted is not None:
        kind, amount, whose = str(adopted.kind), adopted.value, "regional"
    elif own is not None and own.kind not in UNSET:
        kind, amount, whose = str(own.kind), own.value, "own"
    elif made is not None and not (made[0] == "none" and own is not None and own.kind == "pending"):
        kind, amount, whose, is_calculated = made[0], made[1], "regional", True
    else:
        kind, amount, whose = "none" if own is None else str(own.kind), None, "own"
    is_target = is_calculated and made[2]
    target = amount if is_target else oracle.target_of(kind, amount, b, requirement)
    anything = any(oracle.seen(figures.get(c, ()), as_of, preliminary) for c in all_below(terms, code))
    answer = oracle.decide(
        {
            "terms": terms,
            "organisation": named(terms, code),
            "as_of": as_of,
            "judged": judged,
            "unjudged": "incomplete_year" if anything and terms.over_time == "year_sum" else "no_measurement",
            "go_live": go_live_of(terms, code),
            "baseline": baseline,
            "previous": previous["value"] if previous else None,
            "kind": kind,
            "target": target,
            "basis": oracle.basis_of(kind, whose),
            "calculated": is_calculated,
            "requirement": requirement,
            "limits": oracle.valid(terms.thresholds, day),
        }
    )
    if is_whole and (own is None or own.kind in UNSET):
        return {**answer, "own_target": target, "own_attainment": None}
    return {**answer, **oracle.own_attainment(terms, judged, baseline, own, requirement)}
