"""The parts of an explanation, one module each. They are put together in `kpi.presentation.explanation`."""
