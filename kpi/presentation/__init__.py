"""From judgements to what a page shows: numbers, periods, cells and explanations in words. No rules, no queries."""
