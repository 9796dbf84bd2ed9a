"""Forms: the fields and the form of one action that every register uses, and those of beheer."""
