"""The register's tables, one module per idea. No rules and no writes here: see `kpi.rules` and `kpi.actions`."""

from kpi.models.access import RoleAssignment, User
from kpi.models.followup import Responsibility, Undertaking
from kpi.models.indicator import Category, Dimension, Indicator, Kpi
from kpi.models.measurement import Measurement, PrintedFigure
from kpi.models.organisation import Organisation
from kpi.models.plan import BenefitGoal, Plan, PlanMember, SubGoal
from kpi.models.plan_text import GlossaryEntry, Inconsistency, PlanRole, PlanVersion, ReportingDuty
from kpi.models.requirement import Requirement, RequirementLimit
from kpi.models.revision import Revision
from kpi.models.source import Document
from kpi.models.stamp import RegisterStamp
from kpi.models.target import Ambition, Baseline, Definition, RegionalAmbition, Threshold

__all__ = [
    "Ambition",
    "Baseline",
    "BenefitGoal",
    "Category",
    "Definition",
    "Dimension",
    "Document",
    "GlossaryEntry",
    "Inconsistency",
    "Indicator",
    "Kpi",
    "Measurement",
    "Organisation",
    "Plan",
    "PlanMember",
    "PlanRole",
    "PlanVersion",
    "PrintedFigure",
    "RegionalAmbition",
    "RegisterStamp",
    "ReportingDuty",
    "Requirement",
    "RequirementLimit",
    "Responsibility",
    "Revision",
    "RoleAssignment",
    "SubGoal",
    "Threshold",
    "Undertaking",
    "User",
]
