"""The pages of the aggression register."""
