"""The page docs/status-rules.md, made from the rules themselves. Nothing here decides anything; that is kpi.rules."""
