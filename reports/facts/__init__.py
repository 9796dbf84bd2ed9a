"""What is known of registrations on a day: dates and codes, no names and no stories; a package per register.

``known_on(peildatum)`` takes out everything dated later; every figure is counted over what is left.
"""
