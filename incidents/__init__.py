"""The aggression register: from a quick report to the police file."""
