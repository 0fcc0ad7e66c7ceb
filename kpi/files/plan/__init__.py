"""A plan's files: what they hold, how they are read, and what is checked."""
