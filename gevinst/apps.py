"""The project's frame as Django knows it: what must be in place before the first request or command."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The frame. It has no tables of its own."""

    name = "gevinst"

    def ready(self) -> None:
        """Listen to sign-ins and sign-outs, whichever page or command they come by."""
        from django.contrib import admin
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from gevinst import private_answers, security_log, sessions

        user_logged_in.connect(sessions.begin)
        user_logged_in.connect(security_log.signed_in)
        user_login_failed.connect(security_log.sign_in_failed)
        user_logged_out.connect(security_log.signed_out)
        user_logged_out.connect(private_answers.forget)
        admin.site.login_form = security_log.StaffSignInForm
