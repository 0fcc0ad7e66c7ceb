"""The register's own pages: the list of indicators and the entry of measurements. Thin: read, render."""
