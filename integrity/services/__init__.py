"""The verbs of the integrity register, by subject: the only code that changes a melding or a zaak.

``intake`` takes in, ``triage`` chooses, ``lijn`` and ``onderzoek`` find out, ``oordeel`` judges and
decides, ``zorg`` looks after people, ``verloop`` closes, reopens and hands out, ``correctie`` mends.
"""
