"""The made-up figures of the demo: the story as data, and how months come of it. Pure Python: no register, no clock."""
