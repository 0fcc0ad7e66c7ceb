"""Which language a page is shown in. The texts themselves stand in `locale/`."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Bokmål, unless the reader has chosen another language.

    A choice is the cookie of the language switch, or a browser that asks for nynorsk first. A browser that asks
    for English is how many Norwegian workplaces' machines are set up, and says nothing about the reader.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the reader's language for this request."""
        translation.activate(_chosen_language(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language was used, and what it depends on."""
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def _chosen_language(request: HttpRequest) -> str:
    offered = dict(settings.LANGUAGES)
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in offered:
        return cookie
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    first = wanted[0][0].partition("-")[0] if wanted else ""
    return "nn" if first == "nn" else settings.LANGUAGE_CODE
