"""The state of the register, by plan, as a word that changes with every write: what may be kept is kept under it."""

from django.db import models


class RegisterStamp(models.Model):
    """A random word that the database itself replaces on every write (`kpi.models.stamp_triggers`), whoever writes.

    The row of a plan's key changes with the figures of the plan's indicators; the row of EVERY_PLAN with all else. The
    words are random and not counted, so that a state that was rolled back never has the name of another.
    """

    EVERY_PLAN = 0

    plan_key = models.BigIntegerField(primary_key=True)
    word = models.CharField(max_length=36)

    class Meta:
        # Nothing that a person sees or changes.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.plan_key}: {self.word}"
