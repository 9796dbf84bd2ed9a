"""The letters to a veroorzaker, made from the file as PDF and ODT, and kept as they were made."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from casework import documents
from casework.bedragen import in_euros
from casework.datums import in_full
from casework.models import Bestand
from casework.typesetting import Alinea, Blok, Document, as_odt, as_pdf, huisstijl_of
from incidents.lists import TOEGANGSVERBODEN, Doelbinding, Hindergrond, Spoorsoort, Spoorstatus
from incidents.models import Incident, Maatregelbrief, Veroorzakermaatregel, VeroorzakerPersoon
from incidents.services import namen, reactie, sjablonen, sporen, tegen_wie
from incidents.services.briefteksten import BEZWAAR, KLACHT, VAN_MAATREGEL, VELDEN, Briefsoort
from incidents.services.engine import ENGINE
from incidents.services.zorgvuldigheid import (
    BELASTEND,
    ZONDER_ADRES,
    evaluatiedagen,
    ontbreekt_voor_verzenden,
    politie_weet_niet,
    te_verhalen,
)
from organisations.access import Access
from organisations.models import Organisation, User
from organisations.roles import Rol

PDF, ODT = "application/pdf", "application/vnd.oasis.opendocument.text"
Status = Veroorzakermaatregel.Status
# What people typed; the rest of a letter is made of days, amounts and standard texts.
VRIJE_TEKSTEN = ("feiten", "zienswijze", "inhoud", "reden", "acuut_gevaar", "bereikbaar_via", "basisdienst")
DOELEN = {
    Doelbinding.MAATREGEL: "om een maatregel te kunnen nemen",
    Doelbinding.AANGIFTE: "om aangifte te kunnen doen",
    Doelbinding.CLAIM: "om onze schade te kunnen verhalen",
}
TEKST_AANPASSEN = (
    "Pas eerst de tekst van deze brief aan. Zet wat de brief moet noemen in een eigen alinea: een alinea met"
    " een leeg veld laten wij weg."
)
AFGELOPEN = (
    "De maatregel is dan al afgelopen: de laatste dag was {}. Een brief daarover kan alleen tot en met die"
    " dag zijn verstuurd."
)

# Between the name of the organisation and the function of who signs.
ROOM_TO_SIGN = "\n\n"


def kind_of(maatregel: Veroorzakermaatregel) -> Briefsoort:
    return VAN_MAATREGEL.get(maatregel.maatregel, Briefsoort.BESLUIT)


def make(
    incident: Incident, maatregel: Veroorzakermaatregel, *, by: Access, on: date | None = None
) -> Maatregelbrief:
    """The letter of a measure, from the file as it is now; before the decision it is marked CONCEPT.

    It takes the place of one that was not sent. Raises ValidationError when there is nobody to write to,
    the measure has no letter, the name of an employee stands in what would be written, the text does not
    say all that it must, or nobody could write back: without an address of the organisation there are only
    concepts.
    """
    with ENGINE.perform(incident, "brief_maken", by=by, on=on) as step:
        row = step.case.maatregelen.select_for_update().get(pk=maatregel.pk)
        if row.maatregel not in BELASTEND or row.status == Status.AFGEWEZEN:
            raise ValidationError("Bij deze maatregel hoort geen brief.")
        concept = row.status in (Status.VOORBEREIDING, Status.VOORGELEGD)
        if not concept and not step.case.organisation.adresregels:
            raise ValidationError(ZONDER_ADRES)
        persoon = _addressee(row)
        _refuse_names_of_employees(row, persoon)
        drop_unsent([row])
        brief = Maatregelbrief(
            maatregel=row,
            soort=kind_of(row),
            gemaakt_op=step.on,
            door=by.user,
            concept=concept,
            aan=persoon.naam,
        )
        stuk = _document(
            step.case, persoon, brief.soort, values_of(row, persoon, on=step.on), step.on, concept
        )
        brief.pdf, brief.odt = _keep(step.case, stuk, brief.soort, by=by)
        brief.save()
        step.data |= {"maatregel": row.pk, "brief": brief.pk, "concept": brief.concept}
    return brief


def send(
    incident: Incident,
    brief: Maatregelbrief,
    *,
    by: Access,
    on: date | None = None,
    klaar: bool = False,
    politie_op: date | None = None,
) -> None:
    """It went out on a day; it is the reaction to the veroorzaker where that was still to come. Raises
    ValidationError with everything that is missing in the care, and for a day on which the measure does not
    run any more.

    ``politie_op``: the day on which the police were told of an access ban, which comes before the letter.
    ``klaar``: nothing else has to be done in the track of the veroorzaker.
    """
    with ENGINE.perform(incident, "brief_verzenden", by=by, on=on) as step:
        row = Maatregelbrief.objects.select_for_update().get(
            pk=brief.pk, maatregel__incident=step.case, verzonden_op=None
        )
        if missing := ontbreekt_voor_verzenden(row.maatregel):
            raise ValidationError(missing)
        _tell_police(row.maatregel, politie_op or row.maatregel.politie_ingelicht_op, step.on)
        if row.concept:
            raise ValidationError("Dit is een concept. Maak de brief opnieuw.")
        if tegen_wie.is_for_another_name(row):
            raise ValidationError("De naam is veranderd nadat deze brief is gemaakt. Maak de brief opnieuw.")
        if step.on < row.maatregel.opgelegd_op:
            raise ValidationError({"op": "De brief kan niet voor het besluit zijn verstuurd."})
        if row.maatregel.eindigt_op and step.on > row.maatregel.eindigt_op:
            raise ValidationError({"op": AFGELOPEN.format(in_full(row.maatregel.eindigt_op))})
        row.verzonden_op = step.on
        row.save(update_fields=["verzonden_op"])
        how = f"Brief: {Briefsoort(row.soort).label.lower()}"
        reactie.keep_if_awaited(step.case, how, by=by, on=step.on)
        if klaar:
            sporen.end_track(step.case, Spoorsoort.VEROORZAKER, Spoorstatus.GEDAAN, by=by, on=step.on)
        step.data |= {"maatregel": row.maatregel_id, "brief": row.pk, "spoor_klaar": klaar}


def _tell_police(m: Veroorzakermaatregel, day: date | None, sent: date) -> None:
    if m.maatregel not in TOEGANGSVERBODEN:
        return
    m.politie_ingelicht_op = day
    if missing := politie_weet_niet(m):
        raise ValidationError({"politie_op": missing})
    if day > sent:
        raise ValidationError({"politie_op": "De politie hoort het voordat de brief weggaat."})
    m.save(update_fields=["politie_ingelicht_op"])


def make_information(incident: Incident, persoon: VeroorzakerPersoon, *, by: Access, on: date) -> None:
    """The letter that tells somebody what is kept of them; for a locked person, who is saved afterwards."""
    row = incident.veroorzakers.filter(persoon=persoon).first()
    values = _of_person(incident, persoon, on) | {"doel": DOELEN[Doelbinding(row.doel)]}
    stuk = _document(incident, persoon, Briefsoort.INFORMATIE, values, on, concept=False)
    former = [persoon.informatie_pdf, persoon.informatie_odt]
    persoon.informatie_pdf, persoon.informatie_odt = _keep(incident, stuk, Briefsoort.INFORMATIE, by=by)
    persoon.save()
    _delete(former)


def _addressee(maatregel: Veroorzakermaatregel) -> VeroorzakerPersoon:
    persoon = maatregel.veroorzaker and maatregel.veroorzaker.persoon
    if persoon is None or persoon.verwijderd_op:
        raise ValidationError("Er is geen naam voor de brief. Leg eerst vast wie de veroorzaker is.")
    return persoon


def values_of(maatregel: Veroorzakermaatregel, persoon: VeroorzakerPersoon, *, on: date) -> dict[str, str]:
    """What stands in each field of the letter of this measure."""
    m = maatregel
    return _of_person(m.incident, persoon, on) | {
        "feiten": m.feiten,
        "hindergrond": _ground(m.incident),
        "zienswijze": m.zienswijze,
        "maatregel": m.get_maatregel_display().lower(),
        "inhoud": m.inhoud,
        "reden": m.reden,
        "acuut_gevaar": m.acuut_gevaar,
        "ingaat_op": in_full(m.ingaat_op),
        "eindigt_op": in_full(m.eindigt_op),
        "evaluatie_op": _evaluation_day(m),
        "bereikbaar_via": m.bereikbaar_via,
        "basisdienst": m.basisdienst,
        "schade": _damage(m),
        "rechtsmiddel": _clause(m),
        "handtekening": ROOM_TO_SIGN,
        "functie": m.incident.organisation.functie,
        "beslisser": _decider(m),
    }


def _ground(incident: Incident) -> str:
    """Why contact is unreasonable, as the end of a sentence; "" of aggression."""
    if not incident.is_hinderlijk:
        return ""
    said = [label.lower() for code, label in Hindergrond.choices if code in incident.hindergronden]
    return f"{'; '.join(said)}." if said else ""


def _decider(m: Veroorzakermaatregel) -> str:
    who = m.besloten_door or m.beslisser
    return who.naam if who else ""


def _of_person(incident: Incident, persoon: VeroorzakerPersoon, on: date) -> dict[str, str]:
    return {
        "naam": persoon.naam,
        "organisatie": incident.organisation.naam,
        "postadres": postadres(incident.organisation),
        "kenmerk": incident.kenmerk,
        "datum": in_full(on),
        "voorval_op": in_full(incident.voorval_op),
        "bewaren_tot": in_full(persoon.bewaren_tot),
        "fg": _officer(incident.organisation),
    }


def _officer(organisation: Organisation) -> str:
    """How to reach who guards the privacy: by mail, else along the way every letter names."""
    officers = User.objects.holding(organisation, Rol.PRIVACYFUNCTIONARIS).order_by("naam")
    mails = [user.email for user in officers]
    return " of ".join(mails) or organisation.telefoon or postadres(organisation)


def postadres(organisation: Organisation) -> str:
    """Where an answer is sent, in one line."""
    return ", ".join((organisation.naam, *organisation.adresregels))


def content_of(tekst: str, values: dict[str, str]) -> tuple[Blok, ...]:
    """The text of a letter, filled in; it always says where an answer is sent."""
    blocks = sjablonen.blocks(tekst, values)
    if any(isinstance(block, Alinea) and values["postadres"] in block.tekst for block in blocks):
        return blocks
    return (*blocks, Alinea(f"Ons adres: {values['postadres']}"))


def _evaluation_day(m: Veroorzakermaatregel) -> str:
    return in_full(evaluatiedagen(m.ingaat_op, m.eindigt_op)[0]) if m.ingaat_op and m.eindigt_op else ""


def _clause(m: Veroorzakermaatregel) -> str:
    texts = {"bezwaar": BEZWAAR, "klacht": KLACHT}
    values = {"postadres": postadres(m.incident.organisation), "kenmerk": m.incident.kenmerk}
    return sjablonen.fill(texts.get(m.rechtsmiddel, ""), values)


def _damage(m: Veroorzakermaatregel) -> str:
    """The amount that was decided on; another amount is a new decision."""
    amount = te_verhalen(m.incident) if m.bedrag is None else m.bedrag
    return in_euros(amount) if amount else ""


def _document(
    incident: Incident,
    persoon: VeroorzakerPersoon,
    soort: str,
    values: dict[str, str],
    on: date,
    concept: bool,
) -> Document:
    tekst = sjablonen.text_of(incident.organisation, soort)
    if not concept and (missing := sjablonen.left_out(soort, tekst.tekst, values)):
        raise ValidationError([*missing, TEKST_AANPASSEN])
    return Document(
        titel=sjablonen.fill(tekst.onderwerp, values),
        huisstijl=huisstijl_of(incident.organisation),
        inhoud=content_of(tekst.tekst, values),
        datum=on,
        kenmerk=incident.kenmerk,
        aan=(persoon.naam, *filter(None, (line.strip() for line in persoon.adres.splitlines()))),
        merking="CONCEPT" if concept else "",
    )


def _refuse_names_of_employees(maatregel: Veroorzakermaatregel, persoon: VeroorzakerPersoon) -> None:
    """Nobody who was hurt, saw it, told it or handles it is named: a letter ends up on a kitchen table.

    The organisation signs with the function of who decided; the name only where its own text asks for it.
    """
    names = namen.of_employees(maatregel.incident, maatregel)
    for field in VRIJE_TEKSTEN:
        if name := namen.in_text(getattr(maatregel, field), names, but_not=persoon.naam):
            raise ValidationError(
                f"Bij “{VELDEN[field]}” staat “{name}”: de naam van een medewerker. Die mag niet in de brief:"
                " de veroorzaker leest die. Schrijf het zonder naam."
            )


def _keep(incident: Incident, stuk: Document, soort: str, *, by: Access) -> tuple[Bestand, Bestand]:
    naam = f"{incident.kenmerk}-{soort}"
    return (
        documents.keep(incident.organisation, f"{naam}.pdf", PDF, as_pdf(stuk), by=by),
        documents.keep(incident.organisation, f"{naam}.odt", ODT, as_odt(stuk), by=by),
    )


def drop_unsent(maatregelen: Iterable[Veroorzakermaatregel]) -> None:
    """A letter that nobody got is made anew, not kept beside the other: neither after a change of the
    measure, nor when the veroorzaker turns out to be somebody else. For the caller's transaction."""
    unsent = Maatregelbrief.objects.filter(maatregel__in=maatregelen, verzonden_op=None)
    old = list(unsent.select_related("pdf", "odt"))
    unsent.delete()
    _delete([file for brief in old for file in (brief.pdf, brief.odt)])


def _delete(files: list[Bestand | None]) -> None:
    Bestand.objects.filter(pk__in=[file.pk for file in files if file]).delete()
