"""Everything that reads the register, each in a constant number of queries. No writes and no rules here."""
