"""Links and notes that lead nowhere."""
