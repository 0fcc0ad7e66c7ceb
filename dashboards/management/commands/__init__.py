"""One module per command, each a thin shell round an action or a selector."""
