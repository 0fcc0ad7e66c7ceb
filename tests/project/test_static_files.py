"""Static files in production: served at once, and with fingerprints once they have been collected."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage, storages
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client


@pytest.fixture(autouse=True)
def as_in_production(settings):
    """List the files at the start, which the tests' own settings leave out."""
    settings.WHITENOISE_AUTOREFRESH = False


@pytest.fixture
def static_root(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    # The storage is made once; ask for it anew, now and afterwards.
    forget_storage()
    yield tmp_path
    forget_storage()


def forget_storage():
    storages.__dict__.pop("backends", None)
    storages._storages.pop("staticfiles", None)
    staticfiles_storage._setup()


def test_plain_names_until_files_are_collected(static_root):
    assert static("css/base.css") == "/static/css/base.css"


@pytest.mark.django_db  # closing an answer looks at the connection
def test_plain_names_are_served_without_collecting(client):
    response = client.get(static("css/base.css"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    response.close()


@pytest.mark.django_db
def test_collected_files_have_fingerprints_and_every_reference_in_them_is_found(static_root):
    # A style sheet that refers to a file which is not there stops the collecting.
    call_command("collectstatic", interactive=False, verbosity=0)
    forget_storage()
    address = static("css/base.css")
    assert address.startswith("/static/css/base.")
    assert address != "/static/css/base.css"
    assert (static_root / "css" / "base.css").exists(), "the static 500 page uses plain names"

    response = Client().get(address)
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    response.close()

    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        static("css/no-such-file.css")
