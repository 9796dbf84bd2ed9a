"""The forms of the integrity register: what may be asked, and what to say when it can't be used."""
