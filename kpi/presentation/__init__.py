"""From judgements to what a page shows: numbers, period names, cells and explanations in words. No rules, no queries."""
