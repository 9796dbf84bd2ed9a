"""Who looked: on a case, over a register, and who looked at unusually much."""
