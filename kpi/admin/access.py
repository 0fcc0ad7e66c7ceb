"""Admin pages for users and the roles they hold at organisations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from kpi.models import RoleAssignment, User

ONLY_BY_SUPERUSERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class RolesBySuperusers:
    """Roles are rights, so only a superuser gives, changes or takes them: others could give themselves any."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser


class RoleInline(RolesBySuperusers, admin.TabularInline):
    """The roles of a user, edited with the user."""

    model = RoleAssignment
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user", "organisation")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Users. Nobody but a superuser gives rights in the administration, or changes a superuser."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_demo")
    list_filter = ("is_active", "is_staff", "is_superuser", "is_demo", "roles__role")
    inlines = (RoleInline,)

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> Any:
        """Roles are given once the user exists."""
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        if request.user.is_superuser:
            return self.readonly_fields
        return (*self.readonly_fields, *ONLY_BY_SUPERUSERS)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Whoever sets the password of staff can sign in with all their rights. Staff change their own where the old
        one is asked for."""
        user = self.get_object(request, unquote(id))
        if user is not None and user.is_staff and not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(RolesBySuperusers, admin.ModelAdmin):
    """Who holds which role where."""

    list_display = ("user", "role", "organisation")
    list_filter = ("role", "organisation")
    list_select_related = ("user", "organisation")
    search_fields = ("user__username", "user__last_name", "organisation__code", "organisation__name")


def _may_touch(request: HttpRequest, obj: Model | None) -> bool:
    return request.user.is_superuser or not (isinstance(obj, User) and obj.is_superuser)
