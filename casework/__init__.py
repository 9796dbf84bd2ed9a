"""What every register has, whatever its kind. Names no status, right or noun of a register."""
