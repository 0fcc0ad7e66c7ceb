"""A plan's CSV files: what they hold, how they are read, and what is checked. Nothing here writes to the register."""
