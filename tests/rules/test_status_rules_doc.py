"""docs/status-rules.md is what the code says, describes every code, and its sums are right."""

import importlib
import pkgutil
import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

import kpi.rules
from dashboards.rules.document import document
from dashboards.rules.document.numbers import calculation, exact, short
from dashboards.rules.document.shown import SHOWN
from dashboards.rules.document.vocabulary import AMBITIONS, DESCRIPTIONS
from dashboards.rules.examples import GROUPS, examples
from kpi.rules.terms import AmbitionKind, Reason, Status

PAGE = Path(__file__).parents[2] / "docs" / "status-rules.md"
EXAMPLES = [
    pytest.param(example, id=f"{example.group.name} {example.group.cases.index(example.case) + 1}")
    for example in examples()
]


def code_lists():
    """Every code list that a judgement is made by; who may do what and how corrections go is no part of the page."""
    modules = [
        importlib.import_module(f"kpi.rules.{found.name}")
        for found in pkgutil.iter_modules(kpi.rules.__path__)
        if found.name not in ("rights", "correction")
    ]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return sorted(
        (found for found in classes if issubclass(found, StrEnum) and found is not StrEnum),
        key=lambda e: e.__name__,
    )


def test_the_page_is_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python manage.py write_status_rules"


def test_the_page_is_the_same_in_any_language():
    with translation.override("en"):
        assert document() == PAGE.read_text(encoding="utf-8")


def test_there_are_code_lists_to_describe():
    assert {Status, Reason, AmbitionKind} <= set(code_lists())


@pytest.mark.parametrize("words", code_lists())
def test_every_code_is_described_and_stands_on_the_page(words):
    assert list(DESCRIPTIONS[words]) == list(words)
    page = document()
    for code, meaning in DESCRIPTIONS[words].items():
        assert re.fullmatch(r"[A-Z].*\.", meaning), meaning
        assert f"`{code}` |" in page
        assert meaning in page


def test_every_kind_of_ambition_has_its_target_and_attainment():
    assert list(AMBITIONS) == list(AmbitionKind)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_calculation_that_is_shown_gives_the_attainment_beside_it(example):
    judgement = example.judgement
    shown = calculation(judgement, example.group.indicator.terms.direction)
    assert bool(shown) == (judgement.attainment is not None)
    if shown:
        text = re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", shown.replace("−", "-"))
        assert eval(text, {"Fraction": Fraction}) == judgement.attainment  # noqa: S307 - figures of our own


def test_each_group_of_examples_says_what_it_shows():
    assert list(SHOWN) == [group.name for group in GROUPS]


def test_the_examples_show_every_status_and_kind():
    everything = [example.judgement for example in examples()]
    assert {judgement.status for judgement in everything} == set(Status)
    assert {judgement.own.kind for judgement in everything} >= set(AmbitionKind) - {AmbitionKind.NONE}


@pytest.mark.parametrize(
    ("value", "as_exact", "as_short"),
    [
        ("21.65", "21.65", "21.65"),
        ("638", "638", "638"),
        ("1000", "1000", "1000"),
        ("0", "0", "0"),
        ("-36", "−36", "−36"),
        ("157/3", "157/3", "≈ 52.3333"),
        ("-1/3", "−1/3", "≈ −0.3333"),
        ("0.499999", "0.499999", "≈ 0.5000"),
    ],
)
def test_numbers_on_the_page(value, as_exact, as_short):
    assert (exact(Fraction(value)), short(Fraction(value))) == (as_exact, as_short)


def test_nothing_is_shown_where_there_is_no_number():
    assert short(None) == ""


def test_the_command_writes_checks_and_finds_what_has_drifted(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="out of date"):
        call_command("write_status_rules", "--check")
    call_command("write_status_rules")
    page = tmp_path / "docs" / "status-rules.md"
    assert page.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
    call_command("write_status_rules", "--check")
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("write_status_rules", "--check")
    assert "is up to date" in capsys.readouterr().out
