"""What each group of worked examples in docs/status-rules.md shows, by the group's name."""

SHOWN = {
    "P-2.1": (
        "A border belongs to the better side: 21.65 is exactly half of the adopted 43.3. HNT's 20 is two thirds "
        "of its own ambition of 30, but the thresholds are regional, so the adopted ambition sets the colour for "
        "every trust."
    ),
    "S-1.1": "A requirement decides green alone: 56 days is 0.89 of the ambition, far above half, and still yellow.",
    "S-1.3": (
        "Yellow begins at a quarter of the ambition, here at 20 per cent passed: 5 / 20 = 0.25. The plan prints "
        "the regional ambition as 95 per cent kept, which is read as at most 5 per cent passed."
    ),
    "SP.1": (
        "A count is judged by a whole year. The year's 638 is just past half of the way from 1064 to 212.8; the "
        "same 638 for one tertial says nothing about a year. The region's target is the sum of the trusts' "
        "targets, 212.8 + 11.95 + 0; with a trust missing the part-sum is shown and has no colour."
    ),
    "SP-1.1": (
        "The real figures of the second tertial of 2019 (annual report 2019). All are at or above half of 92, and "
        "yellow, since the requirement of 70 per cent is not met. The region's 51 was reported as such and goes "
        "before the trusts' plain mean."
    ),
    "K.1": (
        "Share of the ambition alone flatters: the baseline itself is green on day one. Progress from the "
        "baseline, here zero, stands beside it, and the flag says so. A regional mean without a trust keeps its "
        "colour and says who is missing."
    ),
    "F.1": (
        "Increases are counted from the baseline, so HNT, which stands where it began, has reached nothing. The "
        "region goes from 60 to 66 and is at 63: exactly half."
    ),
    "DH-2.1": "No value gives a colour while the ambition is awaited.",
    "F-1.1": (
        "Without a printed baseline the first whole year becomes one, and cannot be compared with itself. The next "
        "calendar year can, since it shares no month with the first. HMR's ambition is awaited, which comes "
        "before that."
    ),
    "S-1.4": (
        "The printed baselines are counts while the indicator is a share, so the first percentage is the "
        "baseline. Half of the way to zero is not enough for green: the requirement is zero."
    ),
    "P.1": "An improvement has no number to reach: better than the baseline is green, equal is yellow, worse is red.",
    "S.1": "A range is reached at its lower end: 20 per cent off 1000 is 800, and 700 is the stretch.",
    "SP-3.1": (
        "Where lower is better, half of the ambition is reached at twice the level. This is lenient, the more so "
        "here, where the baseline is already better than the ambition; the flags say what the colour does not."
    ),
    "P-2.1 (old figures and early ones)": (
        "Tertial figures go stale when more than eight months have passed since they ended; and a figure from "
        "before go-live is judged, says so, and is no baseline."
    ),
}
