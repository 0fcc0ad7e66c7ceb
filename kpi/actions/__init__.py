"""Everything that writes to the register, one transaction each. Views, commands and tests all call these."""
