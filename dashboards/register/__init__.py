"""The register as a table that is searched, sorted and taken out."""
