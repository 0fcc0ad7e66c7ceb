"""Recording and importing measurements."""
