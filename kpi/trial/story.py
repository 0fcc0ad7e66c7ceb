"""The demo's story, to be read and changed as a table: one line a KPI, one course an organisation. It is all made up.

In short: the system came in January 2023 and the spring was hard. Things have improved since, fastest at STO and
slowest at HMR, which has also stopped delivering some figures. The last complete tertial is the second of 2026;
September and October wait for approval. How months come of this is `kpi.trial.series`; what it must show is in
tests/demo.
"""

from __future__ import annotations

from kpi.trial.comments import Correction, Course, Given, Line, Measure, Rhythm, Story

SHARE, AVERAGE, PLAIN = Measure.SHARE, Measure.AVERAGE, Measure.PLAIN
FLOW, STOCK = Measure.FLOW, Measure.STOCK
MONTHS, TERTIALS = Rhythm.MONTHS, Rhythm.TERTIALS


def _years(*values: float, first: int = 2023, cases: int = 0) -> Given:
    """A figure for each year from `first` on."""
    return Given({str(first + place): value for place, value in enumerate(values)}, cases)


# A table: one line a course.
# fmt: off
USABILITY = (
    Line("B.1a", SHARE, {
        "STO": _years(31.0, 31.4, 34.1, cases=1900),
        "HNT": _years(30.4, 30.5, 36.2, cases=700),
        "HMR": _years(35.0, 34.9, 33.0, cases=1100),
    }),
    Line("B.1b", SHARE, {
        "STO": _years(35.8, 36.0, 39.2, cases=1900),
        "HNT": _years(38.0, 38.4, 41.1, cases=700),
        "HMR": _years(37.0, 36.9, 37.0, cases=1000),
    }),
    Line("B.1c", SHARE, {
        "STO": _years(30.5, 30.4, 29.0, cases=1900),
        "HNT": _years(33.0, 32.8, 31.2, cases=700),
        "HMR": _years(30.2, 30.1, 28.1, cases=1100),
    }),
    Line("B-1.1", PLAIN, {
        "STO": Course(22.5, 20.3, 19.8),
        "HNT": Course(24.1, 23.9, 23.6),
        "HMR": Course(22.0, 21.7, 22.6),
    }, noise=0.25, dip=1.6, july=0.3),
    Line("B-2.1", PLAIN, {
        "STO": Course(31.2, 28.1, 27.4),
        "HNT": Course(33.2, 31.0, 30.2),
        "HMR": Course(30.4, 29.1, 28.7),
    }, noise=0.3, dip=2.1, july=0.4),
    Line("B-2.2", PLAIN, {
        "STO": Course(14.5, 16.1, 16.8),
        "HNT": Course(12.3, 12.8, 13.0),
        "HMR": Course(13.6, 12.9, 12.6),
    }, MONTHS, noise=0.12, dip=0.6, july=-0.2),
    Line("B-2.3", PLAIN, {
        "STO": Course(10.3, 9.1, 8.9),
        "HNT": Course(10.4, 10.1, 9.7),
        "HMR": Course(9.1, 9.2, 9.1, until="2025-T2"),
    }, noise=0.1, dip=0.8),
    Line("B-3.1", SHARE, {
        "STO": _years(35.2, first=2025, cases=1900),
        "HNT": _years(37.9, first=2025, cases=700),
        "HMR": _years(33.4, first=2025, cases=1100),
    }),
)

PATIENTS = (
    Line("P.1", SHARE, {
        "STO": _years(42.0, 43.5, 46.0, cases=400),
        "HNT": _years(43.5, 44.0, 45.0, cases=200),
        "HMR": _years(38.0, 38.5, 39.0, cases=200),
    }),
    Line("P-1.1", SHARE, {
        "STO": Course(20.0, 41.0, 38.0, cases=40_000),
        "HNT": Course(24.2, 39.2, 41.0, cases=12_000),
        "HMR": Course(16.5, 26.8, 29.0, cases=20_000),
    }, noise=0.8, july=-2.0),
    Line("P-1.2", AVERAGE, {
        "STO": Course(6.1, 3.8, 3.4, cases=9_000),
        "HNT": Course(7.0, 4.4, 4.1, cases=3_000),
        "HMR": Course(8.9, 6.9, 6.5, cases=4_500),
    }, noise=0.1, dip=1.1, july=0.4),
    Line("P-1.3", SHARE, {
        "STO": Course(38.0, 68.4, 71.2, cases=120_000),
        "HNT": Course(35.2, 64.1, 66.0, cases=40_000),
        "HMR": Course(25.0, 41.9, 44.3, cases=65_000),
    }, noise=0.9, dip=-3.0, july=-1.0),
    Line("P-2.1", SHARE, {
        "STO": Course(3.1, 19.2, 21.6, cases=48_000),
        "HNT": Course(2.3, 11.8, 14.2, cases=15_000),
        "HMR": Course(1.4, 7.7, 9.1, cases=26_000),
    }, noise=0.3, july=-0.6),
    Line("P-2.2", FLOW, {
        "STO": Course(980, 1545, 1690),
        "HNT": Course(222, 347, 364),
        "HMR": Course(150, 230, 260, since="2026-01"),
    }, MONTHS, noise=0.08, july=-0.4),
    Line("P-3.1", SHARE, {
        "STO": Course(28.0, 49.6, 52.0, cases=9_000),
        "HNT": Course(14.8, 31.0, 33.0, cases=3_200),
        "HMR": Course(9.0, 16.9, 18.2, cases=5_200, until="2026-T2"),
    }, noise=0.7, july=-1.5),
)

COLLABORATION = (
    Line("SP.1", FLOW, {
        "STO": Course(948, 655, 612),
        "HNT": Course(216, 164, 158),
        "HMR": Course(1012, 897, 887),
    }, noise=0.09, dip=0.35, july=-0.3),
    Line("SP-1.1", SHARE, {
        "STO": Course(46.5, 57.1, 58.0, cases=3_000),
        "HNT": Course(59.0, 68.9, 72.4, cases=1_000),
        "HMR": Course(44.1, 47.9, 49.3, cases=1_700),
    }, noise=1.1, dip=-8.0, july=-3.0),
    Line("SP-3.1", AVERAGE, {
        "STO": Course(4.9, 4.2, 4.1, cases=7_000),
        "HNT": Course(4.0, 3.3, 3.2, cases=2_600),
        "HMR": Course(7.1, 6.2, 6.4, cases=4_400),
    }, noise=0.12, dip=1.0, july=0.8),
    Line("SP-3.2", AVERAGE, {
        "STO": Course(12.4, 8.9, 8.2, cases=7_000),
        "HNT": Course(10.6, 7.8, 7.4, cases=2_600),
        "HMR": Course(15.2, 11.9, 11.5, cases=4_400),
    }, noise=0.3, dip=1.8, july=1.2),
    Line("SP-3.3", SHARE, {
        "STO": Course(12.4, 10.4, 9.9, cases=7_000),
        "HNT": Course(10.9, 9.2, 8.8, cases=2_600),
        "HMR": Course(15.6, 14.4, 14.1, cases=4_400, until="2026-T1"),
    }, noise=0.3, dip=1.5),
)

MEDICINES = (
    Line("L.1", FLOW, {
        "STO": _years(6, 6, 4),
        "HNT": _years(7, 6, 3),
        "HMR": _years(3, 3, 3),
    }),
    Line("L-1.1", SHARE, {
        "STO": Course(31.0, 58.7, 61.2, cases=180_000),
        "HNT": Course(17.8, 43.9, 48.0, cases=60_000),
        "HMR": Course(20.2, 37.6, 40.1, cases=105_000, until="2026-T2"),
    }, noise=0.8, dip=-4.0, july=-1.5),
    Line("L-1.2", SHARE, {
        "STO": Course(61.5, 72.6, 74.1, cases=60_000),
        "HNT": Course(60.1, 69.2, 70.3, cases=21_000),
        "HMR": Course(58.4, 65.2, 66.0, cases=36_000),
    }, MONTHS, noise=0.6, dip=-3.0, july=-1.2),
    Line("L-1.3", SHARE, {
        "STO": Course(59.0, 67.2, 68.4, cases=180_000),
        "HNT": Course(63.2, 70.8, 71.5, cases=60_000),
        "HMR": Course(54.6, 61.9, 63.2, cases=105_000),
    }, noise=0.6, dip=-5.0, july=-1.0),
    Line("L-2.1", SHARE, {
        "STO": Course(31.0, 49.1, 51.0, cases=12_000),
        "HNT": Course(43.2, 44.8, 46.2, cases=4_000),
        "HMR": Course(10.0, 21.0, 24.1, cases=6_800),
    }, TERTIALS, noise=0.8, dip=-2.0),
    Line("L-2.2", SHARE, {
        "STO": Course(19.0, 35.4, 38.0, cases=11_600),
        "HNT": Course(38.1, 38.8, 39.2, cases=3_800),
        "HMR": Course(8.2, 17.4, 19.0, cases=6_600),
    }, TERTIALS, noise=0.7, dip=-2.0),
)

AT_HOME = (
    Line("DH.1a", FLOW, {
        "STO": Course(154_900, 143_500, 141_100),
        "HNT": Course(144_600, 127_100, 123_000),
        "HMR": Course(301_200, 292_300, 290_000),
    }, MONTHS, noise=0.025, july=-0.22),
    Line("DH.1b", FLOW, {
        "STO": Course(266_400, 237_900, 231_000),
        "HNT": Course(121_500, 112_600, 110_500),
        "HMR": Course(212_800, 203_700, 201_900),
    }, MONTHS, noise=0.025, july=-0.22),
    Line("DH-1.1", SHARE, {
        "STO": Course(4.4, 6.6, 6.8, cases=42_000),
        "HNT": Course(3.3, 7.2, 8.1, cases=13_000),
        "HMR": Course(3.0, 4.9, 5.2, cases=22_000),
    }, noise=0.18, dip=-0.7),
    Line("DH-1.2", SHARE, {
        "STO": Course(11.2, 12.6, 12.4, cases=42_000),
        "HNT": Course(9.4, 9.7, 9.8, cases=13_000),
        "HMR": Course(8.0, 8.8, 8.9, cases=22_000),
    }, noise=0.25, dip=1.2, july=0.6),
    Line("DH-2.1", STOCK, {
        "STO": Course(60, 371, 412),
        "HNT": Course(20, 118, 140),
        "HMR": Course(8, 83, 97),
    }, TERTIALS, noise=3, decimals=0),
    Line("DH-4.1", STOCK, {
        "STO": Given({"2025-T3": 58, "2026-T1": 71, "2026-T2": 86}),
    }, decimals=0),
)

STEERING = (
    Line("S.1", AVERAGE, {
        "STO": _years(23_800, 23_760, 23_410, cases=21_400),
        "HNT": _years(22_970, 22_880, 21_410, cases=7_300),
        "HMR": Given({"2022": 23_980}, 12_100, "Senere år er ikke beregnet."),
    }, decimals=0),
    Line("S-1.1", AVERAGE, {
        "STO": Course(61.0, 57.0, 56.0, cases=4_800),
        "HNT": Course(66.5, 62.0, 61.0, cases=1_700),
        "HMR": Course(63.0, 51.0, 49.0, cases=2_900),
    }, noise=0.9, dip=5.0, july=2.5),
    Line("S-1.2", SHARE, {
        "STO": Course(64.0, 70.6, 71.2, cases=95),
        "HNT": Course(66.0, 71.0, 66.1, cases=45),
        "HMR": Course(59.0, 68.2, 69.0, cases=60),
        "HMN": Given({"2026-T1": 69.8, "2026-T2": 69.6}, comment="Levert samlet for regionen."),
    }, noise=2.2, dip=-6.0, july=-2.5),
    Line("S-1.3", SHARE, {
        "STO": Course(11.2, 9.6, 9.1, cases=60_000),
        "HNT": Course(17.5, 18.9, 21.2, cases=21_000),
        "HMR": Course(14.6, 13.1, 12.6, cases=36_000),
    }, noise=0.35, dip=3.0, july=0.9),
    Line("S-1.4", SHARE, {
        "STO": Course(3.1, 2.1, 1.8, cases=4_300),
        "HNT": Course(2.8, 1.1, 0.9, cases=1_500),
        "HMR": Course(3.7, 2.6, 2.4, cases=2_600),
    }, MONTHS, noise=0.07, dip=0.8, july=0.25),
    Line("S-1.5", SHARE, {
        "STO": Course(4.6, 4.2, 4.1, cases=3_000),
        "HNT": Course(3.9, 3.9, 4.0, cases=1_000),
        "HMR": Course(4.6, 4.6, 4.5, cases=1_700, until="2026-T1"),
    }, noise=0.2, dip=0.4),
)

RESEARCH = (
    Line("F.1", FLOW, {
        "STO": _years(36, 38, 40),
        "HNT": _years(8, 9, 9),
        "HMR": _years(12, 13, 14),
    }),
    Line("F-1.1", FLOW, {
        "STO": Course(220, 236, 240),
        "HNT": Course(64, 65, 66),
        "HMR": Course(80, 89, 91),
    }, TERTIALS, noise=0.08, july=-0.4),
    Line("F-2.1", FLOW, {
        "STO": Course(140, 150, 152),
        "HNT": Course(38, 41, 42),
        "HMR": Course(47, 54, 55),
    }, TERTIALS, noise=0.08, july=-0.4),
    Line("F-2.2", FLOW, {
        "STO": _years(118, 121, 126),
        "HNT": _years(30, 31, 33),
        "HMR": _years(41, 44),
    }),
    Line("F-2.3", FLOW, {
        "STO": _years(90, 93, 96),
        "HNT": _years(22, 23, 21),
        "HMR": _years(30, 32, 34),
    }),
)

REGISTRIES = (
    Line("K.1", PLAIN, {
        "STO": _years(73.8, 74.9, 76.1),
        "HNT": _years(70.6, 70.4, 69.8),
        "HMR": Given({"2022": 77.4}, comment="Siste beregning før innføringen. Senere år er ikke levert."),
    }),
    Line("K-1.1", SHARE, {
        "STO": Course(10.0, 20.0, 22.0, cases=50),
        "HNT": Course(6.0, 13.0, 15.0, cases=40),
        "HMR": Course(4.0, 8.0, 9.0, cases=44),
    }, TERTIALS),
    Line("K-2.1", SHARE, {
        "STO": Course(8.0, 28.0, 31.0, cases=600),
    }, TERTIALS, noise=0.5),
)

# fmt: on

STORY = Story(
    plan="regional",
    lines=(
        *USABILITY,
        *PATIENTS,
        *COLLABORATION,
        *MEDICINES,
        *AT_HOME,
        *STEERING,
        *RESEARCH,
        *REGISTRIES,
    ),
    corrections=(
        Correction(
            "SP-1.1", "STO", "2025-11", "51.9", "Epikriser fra dagkirurgien var ikke med i uttrekket."
        ),
        Correction("S-1.1", "HNT", "2026-03", "58.4", "Pasienter i psykisk helsevern var telt to ganger."),
        Correction("DH.1a", "HMR", "2025-05", "28514", "To siffer var byttet om ved føring."),
        Correction("B.1b", "HMR", "2025", "38.2", "Svar fra et annet foretak var regnet med."),
    ),
    waiting={
        ("P-1.3", "HNT"): "2026-08",
        ("SP-3.2", "HMR"): "2026-08",
        ("DH-1.1", "HNT"): "2026-08",
    },
)
