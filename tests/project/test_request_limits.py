"""What is too large, or can be read by nobody, is refused by a page: at once, in memory, whoever sends it."""

import io
import tempfile

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler

from gevinst import request_limits
from gevinst.chunked_bodies import ChunkedBodies

pytestmark = pytest.mark.django_db
LIMIT = 5 * 1024 * 1024
LOGIN = "/accounts/login/"

NO_BASE64 = (
    b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nabcde\r\n--x--"
)


class Body(io.BytesIO):
    """A body that tells how much of it was read, and can break off like a connection."""

    def __init__(self, length: int, breaks_after: int | None = None) -> None:
        super().__init__()
        self.length, self.breaks_after, self.taken = length, breaks_after, 0

    def read(self, size: int | None = -1) -> bytes:
        if self.breaks_after is not None and self.taken >= self.breaks_after:
            raise OSError("the connection was cut")
        left = self.length - self.taken
        given = left if size is None or size < 0 else min(size, left)
        self.taken += given
        return b"x" * given

    readline = read


def answer(body: Body, application=None, **environ) -> tuple[int, str]:
    """What a server would send back for a form with this body."""
    statuses = []
    application = application or WSGIHandler()
    response = application(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": LOGIN,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": body,
            "wsgi.errors": io.StringIO(),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            **environ,
        },
        lambda status, headers: statuses.append(int(status.split()[0])),
    )
    text = b"".join(response).decode()
    response.close()
    return statuses[0], text


@pytest.fixture
def no_disk(monkeypatch):
    """Whatever is written to the disk while a request is answered fails the test."""

    def refuse(*args, **kwargs):
        raise AssertionError("written to the disk")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_body_over_five_megabytes_is_refused_by_a_page(no_disk, content_type):
    body = Body(LIMIT + 1)
    status, page = answer(body, CONTENT_TYPE=content_type, CONTENT_LENGTH=str(LIMIT + 1))
    assert status == 413
    assert "høyst 5 MB" in page
    assert "Ingenting er lagret" in page


def test_of_a_body_without_end_only_so_much_is_read(no_disk):
    body = Body(10**12)
    assert answer(body, CONTENT_LENGTH=str(10**12))[0] == 413
    assert body.taken <= request_limits.READ_AND_DROPPED + request_limits.PIECE


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_body_is_refused_in_every_method(method):
    assert answer(Body(LIMIT + 1), REQUEST_METHOD=method, CONTENT_LENGTH=str(LIMIT + 1))[0] == 413


def test_the_page_is_in_the_reader_s_language():
    _status, page = answer(Body(LIMIT + 1), CONTENT_LENGTH=str(LIMIT + 1), HTTP_ACCEPT_LANGUAGE="nn")
    assert "Ingenting er lagra" in page


def test_a_file_of_almost_five_megabytes_is_read_and_never_touches_the_disk(client, no_disk):
    client.force_login(get_user_model().objects.create_user("kari", password="x"))
    file = SimpleUploadedFile("tall.xlsx", b"x" * (LIMIT - 1000))
    assert client.post("/accounts/password/", {"file": file}).status_code == 200
    assert django_settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


def test_a_form_field_may_not_fill_the_body_either(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    # The parts' own headers count in a body's length, so only a body in pieces comes this far; here both are met.
    assert client.post(LOGIN, {"username": "x" * 1001}).status_code == 413


@pytest.mark.parametrize(
    ("length", "status"), [("", 403), ("0", 403), ("000", 403), ("abc", 400), ("-1", 400), ("1e9", 400)]
)
def test_a_length_that_is_none(length, status):
    # Without one there is no body, and so no token.
    assert answer(Body(0), CONTENT_LENGTH=length)[0] == status


def test_a_length_of_thousands_of_digits_is_too_long():
    assert answer(Body(0), CONTENT_LENGTH="9" * 5000)[0] == 413


# --- Bodies in pieces ---


def in_pieces(body: Body, **environ) -> tuple[int, str]:
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    return answer(body, ChunkedBodies(WSGIHandler()), **chunked, **environ)


def test_a_body_in_pieces_over_five_megabytes_is_refused(no_disk):
    body = Body(10**9)
    assert in_pieces(body)[0] == 413
    assert body.taken == LIMIT + 1


def test_a_body_in_pieces_is_read_like_any_other():
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        seen["body"] = environ["wsgi.input"].read()
        start_response("200 OK", [])
        return io.BytesIO()

    assert answer(
        Body(7),
        ChunkedBodies(application),
        HTTP_TRANSFER_ENCODING="chunked",
        **{"wsgi.input_terminated": True},
    ) == (200, "")
    assert (seen["CONTENT_LENGTH"], seen["body"]) == ("7", b"xxxxxxx")


def test_pieces_are_not_read_where_nothing_says_where_they_end():
    body = Body(10)
    assert answer(body, ChunkedBodies(WSGIHandler()), HTTP_TRANSFER_ENCODING="chunked")[0] == 403
    assert body.taken == 0


# --- What cannot be read ---


def test_a_connection_that_breaks_off_is_no_fault_of_ours():
    body = Body(1000, breaks_after=0)
    status, _page = answer(body, CONTENT_LENGTH="1000")
    assert status == 400


def test_a_large_body_that_breaks_off_is_no_fault_of_ours():
    body = Body(LIMIT * 2, breaks_after=100_000)
    assert answer(body, CONTENT_LENGTH=str(LIMIT * 2))[0] == 413


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nno end", "multipart/form-data"),
        (b"--x", "multipart/form-data; boundary="),
        (b"a=1", "multipart/form-data; boundary=\xff"),
        (NO_BASE64, "multipart/form-data; boundary=x"),
        ("&".join(f"a{place}=1" for place in range(1001)).encode(), "application/x-www-form-urlencoded"),
    ],
    ids=["no boundary", "an empty one", "one of no text", "no base64", "too many fields"],
)  # fmt: skip
def test_a_form_that_nobody_can_read(client, settings, debug, body, content_type):
    settings.DEBUG = debug
    client.raise_request_exception = False
    response = client.generic("POST", LOGIN, body, content_type=content_type)
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]


@pytest.mark.urls("tests.project.urls_with_fault")
@pytest.mark.parametrize("debug", [False, True])
def test_more_digits_than_a_number_can_have_are_refused_by_a_page(client, settings, debug):
    settings.DEBUG = debug
    client.raise_request_exception = False
    assert client.post("/number/", {"number": "1" * 4000}).content == b"1"
    response = client.post("/number/", {"number": "1" * 5000})
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]


@pytest.mark.urls("tests.project.urls_with_fault")
def test_other_faults_stay_faults(client):
    client.raise_request_exception = False
    assert client.post("/number/", {"number": "tolv"}).status_code == 500
