"""One file per command: arguments in, an action or selector called, a report out."""
