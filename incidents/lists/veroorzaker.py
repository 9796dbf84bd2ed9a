"""Who did it, the measures towards them, and why their identity is kept."""

from django.db.models import TextChoices


class Drijfveer(TextChoices):
    FRUSTRATIE = "frustratie", "Frustratie"
    INSTRUMENTEEL = "instrumenteel", "Om iets te bereiken"
    ONDER_INVLOED = "onder_invloed", "Onder invloed"
    PSYCHISCH_ONBEGREPEN = "psychisch_onbegrepen", "Psychisch of onbegrepen gedrag"
    DISCRIMINATOIR = "discriminatoir", "Discriminatie"
    ONDERMIJNING = "ondermijning", "Ondermijning"
    ONBEKEND = "onbekend", "Onbekend"


class VeroorzakerBekend(TextChoices):
    JA = "ja", "Ja"
    SIGNALEMENT = "signalement", "Alleen een signalement"
    NEE = "nee", "Nee"


class Veroorzakertype(TextChoices):
    INWONER = "inwoner", "Inwoner"
    CLIENT = "client", "Cliënt"
    ONDERNEMER = "ondernemer", "Ondernemer"
    BEZOEKER = "bezoeker", "Bezoeker"
    GROEP = "groep", "Groep"
    ANONIEM = "anoniem", "Anoniem"
    NAMENS_ORGANISATIE = "namens_organisatie", "Namens een organisatie"
    CRIMINEEL = "crimineel", "Crimineel"
    OUD_MEDEWERKER = "oud_medewerker", "Oud-medewerker"
    PRIVE_BEKENDE = "prive_bekende", "Bekende uit de privésfeer"


class VeroorzakerMaatregelCode(TextChoices):
    """Towards the veroorzaker; a ladder."""

    AANSPREKEN = "aanspreken", "Aanspreken"
    ORDEGESPREK = "ordegesprek", "Ordegesprek"
    WAARSCHUWINGSBRIEF = "waarschuwingsbrief", "Waarschuwingsbrief"
    CONTACTBEPERKING = "contactbeperking", "Contactbeperking"
    OPSCHORTING_DIENST = "opschorting_dienst", "Dienst opgeschort"
    TOEGANGSONTZEGGING = "toegangsontzegging", "Toegangsontzegging"
    LOCATIEVERBOD = "locatieverbod", "Locatieverbod"
    CIVIEL_CONTACTVERBOD = "civiel_contactverbod", "Civiel contactverbod"
    GEBIEDSVERBOD = "gebiedsverbod", "Gebiedsverbod"
    UITKERING_AFSTEMMEN = "uitkering_afstemmen", "Uitkering afstemmen"
    SCHADE_VERHALEN = "schade_verhalen", "Schade verhalen"
    HULPTRAJECT = "hulptraject", "Hulptraject"
    GEEN = "geen", "Geen maatregel"


M = VeroorzakerMaatregelCode

# Done on the spot or in a talk: no gate of care, no letter, no end.
LICHTE_MAATREGELEN = (M.AANSPREKEN, M.ORDEGESPREK, M.HULPTRAJECT, M.GEEN)
# Run from a day to a day: nothing runs without an end.
LOPENDE_MAATREGELEN = (
    M.WAARSCHUWINGSBRIEF,
    M.CONTACTBEPERKING,
    M.OPSCHORTING_DIENST,
    M.TOEGANGSONTZEGGING,
    M.LOCATIEVERBOD,
    M.CIVIEL_CONTACTVERBOD,
    M.GEBIEDSVERBOD,
    M.UITKERING_AFSTEMMEN,
)
# An access ban: the police are told first.
TOEGANGSVERBODEN = (M.TOEGANGSONTZEGGING, M.LOCATIEVERBOD, M.GEBIEDSVERBOD)
# Towards somebody who keeps asking, without aggression.
BIJ_HINDERLIJK_CONTACT = (M.AANSPREKEN, M.ORDEGESPREK, M.WAARSCHUWINGSBRIEF, M.CONTACTBEPERKING, M.GEEN)
# Default length in months; the longest without a new decision is LANGSTE_MAATREGEL.
DUUR_IN_MAANDEN = {
    M.WAARSCHUWINGSBRIEF: (12,),
    M.CONTACTBEPERKING: (3, 6),
    M.TOEGANGSONTZEGGING: (3, 6, 12),
}
LANGSTE_MAATREGEL = 24

del M


class Doelbinding(TextChoices):
    """Why the identity of a veroorzaker is kept: without one of these it isn't."""

    MAATREGEL = "maatregel", "Voor een maatregel"
    AANGIFTE = "aangifte", "Voor een aangifte"
    CLAIM = "claim", "Om schade te verhalen"


class Baliesignaal(TextChoices):
    """What desk and home visits are told about a person: an instruction, never the file."""

    TWEE_PERSONEN = "twee_personen", "Help deze persoon met twee collega’s."
    VAST_CONTACT = "vast_contact", "Verwijs naar de vaste contactpersoon."
    BEVEILIGING = "beveiliging", "Waarschuw de beveiliging voordat u deze persoon helpt."
    NIET_OP_HUISBEZOEK = "niet_op_huisbezoek", "Ga niet op huisbezoek; nodig uit op kantoor."
    GEEN_TOEGANG = "geen_toegang", "Deze persoon mag nu niet in het gebouw komen. Bel de beveiliging."


class Verwijderbesluit(TextChoices):
    TOEGEWEZEN = "toegewezen", "Toegewezen: de gegevens zijn verwijderd"
    DEELS = "deels", "Deels toegewezen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
