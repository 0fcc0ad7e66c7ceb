"""Refuses requests that are too large, or that hold what nothing here could read, with a page and never a fault.

What a field means is a page's own matter.
"""

import traceback
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from gevinst.views import bad_request, too_large

READ_AND_DROPPED = 32 * 1024 * 1024
"""Bytes of a body that is too large which are read for nothing: most browsers show an answer only once they have sent
what they had to send. A larger body gets the same answer, and a browser may show that the connection was cut."""

PIECE = 64 * 1024

TOO_MANY_DIGITS = "Exceeds the limit"
"""How Python's own words begin when it refuses to turn thousands of digits into a number."""


class RequestLimitsMiddleware:
    """Reads the address and the form before anything else does.

    Django's own answer where DEBUG is on reads the address once more, fails at it again and ends in a 500; and it
    writes an uploaded file of any size to the disk before anybody asks who sent it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 413 or 400."""
        try:
            if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
                _read_and_drop(request)
                return too_large(request)
            _ = request.GET
            if request.method == "POST":
                _ = request.POST
        except RequestDataTooBig:
            return too_large(request)
        except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError) as refused:
            return bad_request(request, refused)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The same answer where a value turned out, further in, to be more than a number or a column can hold."""
        if not _cannot_be_kept(exception):
            return None
        request.refusal = "unusable_value"  # type: ignore[attr-defined]
        request.refused_at = _where(exception)  # type: ignore[attr-defined]
        return bad_request(request, exception)


def _cannot_be_kept(exception: Exception) -> bool:
    if isinstance(exception, ValueError):
        return str(exception).startswith(TOO_MANY_DIGITS)
    return isinstance(exception, DataError | OverflowError)


def _where(exception: Exception) -> str:
    """File and line of ours that it was met in, for the log: the words of the exception may repeat what was typed."""
    frames = traceback.extract_tb(exception.__traceback__)
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    frame = (ours or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def _length(request: HttpRequest) -> int:
    """The length of the body as announced; none is announced where there is none (see `gevinst.wsgi`)."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdigit()):
        raise BadRequest("no length")
    # More digits than anybody's memory has bytes; Python would refuse to read thousands of them.
    return int(announced.lstrip("0")[:20] or "0")


def _read_and_drop(request: HttpRequest) -> None:
    left = READ_AND_DROPPED
    try:
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)
    except UnreadablePostError:
        # Nobody is there to be answered any more.
        return
