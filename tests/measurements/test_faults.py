"""Every fault has words of its own."""

from kpi.rules.validity import Fault
from kpi.words.fault_codes import CellFault, FileFault, HeaderFault, Misfit, RowFault, SheetFault
from kpi.words.faults import WORDS, in_words

KINDS = (Fault, Misfit, RowFault, CellFault, HeaderFault, SheetFault, FileFault)
NAMES = ("cell", "columns", "plan", "plans", "words", "qualifier", "whole", "sheet")
VALUES = {"row": 2, "megabytes": 5, "rows": 10, "place": 8, "most": 60, **dict.fromkeys(NAMES, "x")}


def test_every_fault_has_words_and_no_two_share_a_code() -> None:
    every = [fault for kind in KINDS for fault in kind]
    assert len({str(fault) for fault in every}) == len(every)
    assert set(WORDS) == set(every)


def test_the_words_can_be_filled_in() -> None:
    for fault in WORDS:
        sentence = str(in_words(fault)) % VALUES
        assert sentence.endswith(".")
        assert "%" not in sentence
