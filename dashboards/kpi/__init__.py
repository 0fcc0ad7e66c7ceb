"""The page of one KPI: its definition, figures, charts, and why it has its status."""
