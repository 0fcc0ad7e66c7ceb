"""The coordinators' pages: entering one measurement, and what it would mean."""
