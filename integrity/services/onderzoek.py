"""Vooronderzoek and feitenonderzoek, with the demands on an investigation of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from integrity import lifecycle
from integrity.lists import HARDE_BASISEISEN, Basiseis, Kosten, OnderzoekSoort
from integrity.models import (
    Aantijging,
    BasiseisAntwoord,
    Betrokkene,
    Onafhankelijkheidsverklaring,
    Onderzoek,
    Uitsluiting,
    Wederhoor,
    Zaak,
)
from integrity.services.apart import put_apart
from integrity.services.engine import ENGINE, is_live, user_of
from integrity.services.notices import ask
from integrity.services.people import assign
from integrity.services.requirements import running
from organisations.models import User


@dataclass(frozen=True)
class Opdracht:
    """The written instruction of an investigation."""

    onderzoeker: User | None = None
    aanleiding: str = ""
    vraag: str = ""
    reikwijdte: str = ""
    middelen: str = ""
    uitvoering: str = ""
    bureau: str = ""


@dataclass(frozen=True)
class Afronding:
    """How an investigation ended. ``kosten``: an amount, none or unknown."""

    rapport: str = ""
    uitkomst: str = ""
    kosten: str = ""
    kosten_bedrag: Decimal | None = None


@transaction.atomic
def start(zaak: Zaak, soort: str, opdracht: Opdracht, *, by: By, on: date | None = None) -> Onderzoek:
    """Start an investigation: the coördinator a vooronderzoek, the bevoegd gezag a feitenonderzoek.

    The giver of the opdracht of a feitenonderzoek declares at once to be independent; the onderzoeker
    declares it separately.
    """
    with ENGINE.perform(zaak, f"start_{soort}", by=by, on=on, live=is_live(by)) as step:
        if is_live(by):
            assign(step.case, "onderzoeker", opdracht.onderzoeker)
        onderzoek = Onderzoek.objects.create(
            zaak=step.case,
            soort=soort,
            gestart_op=step.on,
            opdrachtgever=user_of(by),
            **vars(opdracht),
        )
        if soort == OnderzoekSoort.FEITENONDERZOEK and is_live(by):
            Onafhankelijkheidsverklaring.objects.create(
                onderzoek=onderzoek, user=user_of(by), verklaard_op=step.on
            )
            BasiseisAntwoord.objects.create(
                onderzoek=onderzoek,
                eis=Basiseis.OPDRACHT,
                voldaan=True,
                toelichting="Opdracht gegeven in GIR.",
                vastgelegd_op=step.on,
                door=user_of(by),
            )
        step.data["onderzoek"] = onderzoek.pk
    if is_live(by):
        ask(zaak)
    return onderzoek


@transaction.atomic
def finish_vooronderzoek(zaak: Zaak, afronding: Afronding, *, by: By, on: date | None = None) -> None:
    """End a vooronderzoek; its outcome says where the zaak goes. The first route stays what it was.

    An old registration may not have kept the outcome.
    """
    with ENGINE.perform(
        zaak,
        "vooronderzoek_afronden",
        by=by,
        on=on,
        to=lifecycle.NA_VOORONDERZOEK.get(afronding.uitkomst, None if is_live(by) else lifecycle.NAZORG),
        live=is_live(by),
    ) as step:
        _end(step.case, afronding, step.on)
        step.data["uitkomst"] = str(afronding.uitkomst)
    if is_live(by):
        ask(zaak)


def hear(zaak: Zaak, *, by: By, on: date | None = None) -> None:
    """Put the facts before every known betrokkene; the term for their answer starts."""
    with ENGINE.perform(zaak, "naar_wederhoor", by=by, on=on) as step:
        length = terms.effective(step.case.organisation, lifecycle.REGISTER, "wederhoor").duur
        Wederhoor.objects.bulk_create(
            [
                Wederhoor(
                    zaak=step.case,
                    betrokkene=betrokkene,
                    gevraagd_op=step.on,
                    termijn_tot=terms.deadline(step.on, length),
                )
                for betrokkene in step.case.betrokkenen.filter(nummer__isnull=False)
            ],
            ignore_conflicts=True,
        )


def record_answer(zaak: Zaak, betrokkene: Betrokkene, tekst: str, *, by: By, on: date | None = None) -> None:
    """Record what a betrokkene says of the facts."""
    with ENGINE.perform(zaak, "zienswijze_vastleggen", by=by, on=on) as step:
        updated = step.case.wederhoren.filter(betrokkene=betrokkene).update(
            zienswijze=tekst, zienswijze_op=step.on
        )
        if not updated:
            raise ValidationError("Deze betrokkene is niet voor wederhoor gevraagd.")
        step.data["betrokkene"] = betrokkene.pk


@dataclass(frozen=True)
class Antwoord:
    """How an investigation meets one basiseis."""

    eis: str
    voldaan: bool
    toelichting: str = ""
    uitgesteld_tot: date | None = None


def answer_basiseisen(zaak: Zaak, answers: Iterable[Antwoord], *, by: By) -> None:
    """Say how an investigation meets the basiseisen, one or several at once.

    The six hard demands can't be "n.v.t."; only informing the betrokkene can be put off, with a reason
    and an end date. Independence is declared, not answered here.
    """
    answers = list(answers)
    for answer in answers:
        _check_answer(answer)
    with ENGINE.perform(zaak, "basiseis_vastleggen", by=by) as step:
        for answer in answers:
            BasiseisAntwoord.objects.update_or_create(
                onderzoek=running(step.case),
                eis=answer.eis,
                defaults={
                    "voldaan": answer.voldaan,
                    "toelichting": answer.toelichting,
                    "uitgesteld_tot": answer.uitgesteld_tot,
                    "vastgelegd_op": step.on,
                    "door": user_of(by),
                },
            )
            step.data[str(answer.eis)] = answer.voldaan


def _check_answer(answer: Antwoord) -> None:
    if answer.eis == Basiseis.ONAFHANKELIJK:
        raise ValidationError("Onafhankelijkheid verklaart ieder voor zich, met een eigen knop.")
    if answer.uitgesteld_tot and answer.eis != Basiseis.GEINFORMEERD:
        raise ValidationError("Alleen het informeren van de betrokkene kan worden uitgesteld.")
    if answer.uitgesteld_tot and answer.uitgesteld_tot <= timezone.localdate():
        raise ValidationError("De einddatum van het uitstel moet in de toekomst liggen.")
    if answer.eis in HARDE_BASISEISEN and not answer.voldaan and not answer.uitgesteld_tot:
        raise ValidationError("Aan deze eis moet zijn voldaan: “niet van toepassing” kan hier niet.")


def declare_independence(zaak: Zaak, *, by: By) -> None:
    """Declare to have no interest; met when both who investigates and who judges now did so."""
    with ENGINE.perform(zaak, "onafhankelijkheid_verklaren", by=by) as step:
        onderzoek = running(step.case)
        Onafhankelijkheidsverklaring.objects.get_or_create(
            onderzoek=onderzoek, user=user_of(by), defaults={"verklaard_op": step.on}
        )
        declared = set(onderzoek.verklaringen.values_list("user_id", flat=True))
        if {onderzoek.onderzoeker_id, step.case.bevoegd_gezag_id} <= declared:
            BasiseisAntwoord.objects.update_or_create(
                onderzoek=onderzoek,
                eis=Basiseis.ONAFHANKELIJK,
                defaults={
                    "voldaan": True,
                    "toelichting": "Onderzoeker en bevoegd gezag verklaarden dit in GIR.",
                    "vastgelegd_op": step.on,
                },
            )


@transaction.atomic
def finish_feitenonderzoek(zaak: Zaak, afronding: Afronding, *, by: By, on: date | None = None) -> None:
    """Deliver the report with the facts; the judgement is for the bevoegd gezag."""
    with ENGINE.perform(zaak, "feitenonderzoek_afronden", by=by, on=on, live=is_live(by)) as step:
        _end(step.case, afronding, step.on)
    if is_live(by):
        ask(zaak)


def _end(zaak: Zaak, afronding: Afronding, on: date) -> None:
    onderzoek = running(zaak)
    if onderzoek is None:
        raise ValidationError("Er loopt geen onderzoek in deze zaak.")
    if on < onderzoek.gestart_op:
        raise ValidationError("Het einde kan niet voor de start van het onderzoek liggen.")
    onderzoek.afgerond_op = on
    onderzoek.rapport = afronding.rapport
    onderzoek.uitkomst = afronding.uitkomst
    onderzoek.kosten = afronding.kosten
    onderzoek.kosten_bedrag = afronding.kosten_bedrag if afronding.kosten == Kosten.BEDRAG else None
    onderzoek.save()


@transaction.atomic
def finish_extern(zaak: Zaak, to: str, *, by: By, on: date | None = None) -> None:
    """Another body is done: judge, investigate ourselves, or go on to aftercare."""
    with ENGINE.perform(zaak, "extern_afronden", by=by, on=on, to=to, live=is_live(by)):
        pass
    if is_live(by):
        ask(zaak)


def add_person(
    zaak: Zaak,
    *,
    by: By,
    onbekend: bool = False,
    naam: str = "",
    functie: str = "",
    betreft: str = "",
    user: User | None = None,
    vermoede_categorie: str = "",
    omschrijving: str = "",
    betrokkene: Betrokkene | None = None,
) -> Aantijging:
    """Add an aantijging: for somebody known already, for somebody new, or for an unknown offender.

    From then on the zaak does not exist any more for a betrokkene with an account, whatever their part;
    who handles it next is told.
    """
    with ENGINE.perform(zaak, "betrokkene_toevoegen", by=by) as step:
        person = betrokkene
        if person is None and onbekend:
            person, _ = step.case.betrokkenen.get_or_create(nummer=None)
        if person is None:
            if user and user == user_of(by):
                raise ValidationError("Bent u zelf betrokken? Kies dan “Ik ben zelf betrokken”.")
            if user:
                put_apart(step.case, user, Uitsluiting.Grond.BELANG)
            last = max((b.nummer or 0 for b in step.case.betrokkenen.all()), default=0)
            person = step.case.betrokkenen.create(
                nummer=last + 1, naam=naam, functie=functie, betreft=betreft, user=user
            )
        aantijging = Aantijging.objects.create(
            zaak=step.case,
            betrokkene=person,
            vermoede_categorie=vermoede_categorie,
            omschrijving=omschrijving,
        )
        step.data |= {"betrokkene": person.pk, "aantijging": aantijging.pk}
    return aantijging
