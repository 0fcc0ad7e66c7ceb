"""How style sheets, scripts and pictures are named in production. Where they are served is WhiteNoise's matter."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names with a fingerprint once `collectstatic` has run, and plain names until then.

    After `collectstatic` a file that is missing from the list is a fault, as it should be; before it there is no
    list at all, and a page without fingerprints is better than no page.
    """

    def stored_name(self, name: str) -> str:
        """The name a file is served under."""
        if not self.hashed_files:
            return name
        return super().stored_name(name)
