"""The project: settings, addresses, logs and start-up. Nothing about benefits belongs here."""
