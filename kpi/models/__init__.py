"""The register's tables, one module per idea. No rules and no writes here: see `kpi.rules` and `kpi.actions`."""

from kpi.models.access import RoleAssignment, User
from kpi.models.followup import Change, Prerequisite
from kpi.models.measurement import Measurement
from kpi.models.organisation import Organisation
from kpi.models.plan import (
    BenefitGoal,
    Definition,
    Document,
    Kpi,
    Plan,
    PlanRole,
    PlanVersion,
    ReportingDuty,
    ScopeMember,
    SubGoal,
)
from kpi.models.target import (
    Ambition,
    Baseline,
    Inconsistency,
    RegionalAmbition,
    Requirement,
    Threshold,
)

__all__ = [
    "Ambition",
    "Baseline",
    "BenefitGoal",
    "Change",
    "Definition",
    "Document",
    "Inconsistency",
    "Kpi",
    "Measurement",
    "Organisation",
    "Plan",
    "PlanRole",
    "PlanVersion",
    "Prerequisite",
    "RegionalAmbition",
    "ReportingDuty",
    "Requirement",
    "RoleAssignment",
    "ScopeMember",
    "SubGoal",
    "Threshold",
    "User",
]
