"""The register: what a benefits plan promises, what is measured, and how each figure is judged."""
