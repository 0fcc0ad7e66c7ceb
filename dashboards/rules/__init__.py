"""The page that explains the status rules, with examples from the plan."""
