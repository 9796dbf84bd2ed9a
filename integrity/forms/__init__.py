"""The forms of the integrity register; they check input, services decide."""
