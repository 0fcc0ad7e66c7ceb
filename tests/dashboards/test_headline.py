"""The sentences say what the counts say: grammar by number, who is singled out, and what is compared."""

from __future__ import annotations

import pytest

from dashboards.parts.headline import Run, nothing_measured, outlier, runs, since_name, status_counts
from kpi.presentation.organisation_words import IN_GENERAL
from kpi.rules.period import Period
from kpi.rules.summary import Counts

T2 = Period.parse("2026-T2")


def plain(sentence: str) -> str:
    return sentence.replace("**", "").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            Counts(15, 15, 2, 17),
            "15 av 32 måleindikatorer som kan vurderes, er grønne, 15 gule og 2 røde; 17 har ingen status.",
        ),
        (
            Counts(1, 1, 1, 0),
            "1 av 3 måleindikatorer som kan vurderes, er grønn, 1 gul og 1 rød; alle har status.",
        ),
        (
            Counts(2, 3, 0, 1),
            "2 av 5 måleindikatorer som kan vurderes, er grønne, 3 gule og ingen røde; 1 har ingen status.",
        ),
        (Counts(0, 0, 1, 4), "Den ene måleindikatoren som kan vurderes, er rød; 4 har ingen status."),
        (
            Counts(0, 2, 1, 4),
            "Ingen av de 3 måleindikatorene som kan vurderes, er grønne; 2 gule og 1 rød, 4 har ingen status.",
        ),
        (Counts(0, 0, 0, 49), "Ingen av de 49 måleindikatorene har status per 2. tertial 2026."),
    ],
)
def test_colours_follow_the_counts(counts: Counts, sentence: str) -> None:
    assert plain(status_counts(counts, T2)) == sentence


def test_the_counts_of_a_whole_say_that_they_are_its_own() -> None:
    assert plain(status_counts(Counts(15, 15, 2, 17), T2, IN_GENERAL)).startswith(
        "15 av 32 måleindikatorer som kan vurderes for regionen, er grønne"
    )


def test_a_plan_without_figures_is_not_called_red_or_yellow() -> None:
    assert plain(nothing_measured(49, T2)) == (
        "Ingen av de 49 måleindikatorene har status. Ingen målinger gjelder per 2. tertial 2026."
    )
    assert nothing_measured(0, T2) == "Planen har ingen måleindikatorer."


@pytest.mark.parametrize(
    ("reds", "said"),
    [
        ({"STO": 4, "HNT": 5, "HMR": 10}, "HMR skiller seg ut med 10 røde, mot 4 i STO og 5 i HNT."),
        ({"STO": 4, "HNT": 4, "HMR": 5}, "Røde i foretakene: STO 4, HNT 4 og HMR 5."),
        ({"STO": 0, "HNT": 4, "HMR": 10}, "HMR skiller seg ut med 10 røde, mot ingen i STO og 4 i HNT."),
        ({"STO": 0, "HNT": 0, "HMR": 0}, ""),
        ({"STO": 3}, ""),
    ],
)
def test_a_trust_is_singled_out_only_when_it_has_clearly_more_reds(reds: dict[str, int], said: str) -> None:
    assert plain(outlier({code: Counts(20, 5, red, 0) for code, red in reds.items()})) == said


def test_a_trust_is_not_singled_out_for_being_measured_on_more() -> None:
    # 5 reds of 40 colours are a smaller share than 3 of 4.
    found = {"STO": Counts(30, 5, 5, 0), "HNT": Counts(1, 0, 3, 36)}
    assert plain(outlier(found)) == "Røde i foretakene: STO 5 og HNT 3."


def test_a_trust_without_colours_is_not_said_to_have_no_reds() -> None:
    found = {"STO": Counts(0, 0, 0, 49), "HNT": Counts(30, 5, 1, 13), "HMR": Counts(20, 5, 6, 18)}
    assert plain(outlier(found)) == "HMR skiller seg ut med 6 røde, mot 1 i HNT."


def test_many_trusts_are_told_by_the_span() -> None:
    found = {f"T{n}": Counts(20, 5, n % 3, 0) for n in range(20)}
    assert plain(outlier(found)) == "Foretakene har fra 0 til 2 røde hver."
    found["T20"] = Counts(10, 5, 9, 1)
    assert plain(outlier(found)) == "T20 skiller seg ut med 9 røde, mot høyst 2 i de andre foretakene."


@pytest.mark.parametrize(
    ("as_of", "name"),
    [
        ("2026-T2", "1. tertial"),
        ("2026-T1", "3. tertial 2025"),
        ("2026-04", "mars"),
        ("2026-01", "desember 2025"),
        ("2026", "2025"),
    ],
)
def test_the_period_before_says_its_year_where_that_is_another(as_of: str, name: str) -> None:
    assert since_name(Period.parse(as_of)) == name


def test_emphasis_is_taken_apart() -> None:
    assert runs("**15 grønne**, 2 røde") == (Run("15 grønne", True), Run(", 2 røde", False))
    assert runs("") == ()
