"""What the tests of the register share: figures that give each colour, and the page as plain text."""

from __future__ import annotations

from django.http import HttpResponse

from kpi.presentation.formats import NBSP

T2 = "2026-T2"

STORY = (
    # P-2.1: adopted 43,3 %, so green from 21,65
    ("P-2.1", "STO", T2, "21.65"),
    ("P-2.1", "HNT", T2, "20"),
    ("P-2.1", "HMR", T2, "9"),
    # SP-1.1: 70 % required
    ("SP-1.1", "STO", T2, "46"),
    ("SP-1.1", "HNT", T2, "72.5"),
    ("SP-1.1", "HMR", T2, "49"),
    # F.1: increases counted from the baseline
    ("F.1", "STO", "2025", "37"),
    # no ambition yet
    ("DH-2.1", "STO", T2, "14"),
)


def text_of(response: HttpResponse) -> str:
    return response.content.decode().replace(NBSP, " ")
