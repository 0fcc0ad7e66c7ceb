"""The addresses of the project. Each app keeps its own list; only what belongs to none of them stands here.

All that is shown or entered belongs to a plan, which its address names; a short address leads on to one of them.
`/health/` is answered before addresses are looked up, by `gevinst.health`.
"""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from dashboards.plans.addresses import short_addresses
from dashboards.plans.view import choose_plan
from dashboards.rules.view import rules_without_a_plan

PAGES_OF_A_PLAN = ("dashboards.urls", "kpi.entry.urls")
SHORT = short_addresses(*PAGES_OF_A_PLAN, without_a_plan={"rules": rules_without_a_plan})

urlpatterns = [
    path("i18n/language/", login_not_required(set_language), name="set_language"),
    path("accounts/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/", admin.site.urls),
    path("plans/", choose_plan, name="choose_plan"),
    *(path("plans/<str:plan>/", include(pages)) for pages in PAGES_OF_A_PLAN),
    path("", include((SHORT, "short"))),
]

handler400 = "gevinst.views.bad_request"
handler500 = "gevinst.views.server_error"
