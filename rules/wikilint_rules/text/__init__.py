"""Rules about lines: how they end, how many are blank, what a merge left behind."""
