"""The plan page: the plan as it is read, and the regional ambitions as they are calculated."""
