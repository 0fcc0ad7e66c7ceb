"""Who may sign in, and the roles they hold at organisations. What a role may do is decided in `kpi.permissions`."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kpi.models.organisation import Organisation
from kpi.words.labels import ROLE, choices


class User(AbstractUser):
    """A person who signs in. Demo users exist for a trial alone and are refused outside it."""

    is_demo = models.BooleanField(_("demobruker"), default=False, editable=False)

    class Meta(AbstractUser.Meta):
        # The stubs take the base's lazy names for plain texts.
        verbose_name = _("bruker")  # type: ignore[assignment]
        verbose_name_plural = _("brukere")  # type: ignore[assignment]


class RoleAssignment(models.Model):
    """A person's role at an organisation; it counts for the parts of the organisation too."""

    user = models.ForeignKey(User, models.PROTECT, related_name="roles", verbose_name=_("bruker"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="roles", verbose_name=_("organisasjon")
    )
    role = models.CharField(_("rolle"), max_length=20, choices=choices(ROLE))

    class Meta:
        verbose_name = _("rolletildeling")
        verbose_name_plural = _("rolletildelinger")
        ordering = ["user", "organisation", "role"]
        constraints = [models.UniqueConstraint(fields=["user", "organisation", "role"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation.code}"
