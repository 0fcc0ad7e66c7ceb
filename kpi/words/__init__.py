"""How the register's codes are put into words: labels, faults and meanings. No reading, no writing and no HTML here."""
