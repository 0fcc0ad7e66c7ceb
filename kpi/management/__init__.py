"""Commands of the register, see `kpi.management.commands`."""
