"""Incidents as rows: made directly, so that every date can be anything."""

from datetime import date, time

from incidents.models import (
    Afsluiting,
    Incident,
    IncidentTermijn,
    Nazorggesprek,
    Politiebesluit,
    Politiecontact,
    Reactie,
    Schade,
    Slachtoffer,
    Strafverloop,
    Veroorzaker,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
)
from organisations.models import Afdeling, Organisation


def dag(text: str) -> date:
    return date.fromisoformat(text)


def add_incident(organisation: Organisation, gemeld: str, *, afdeling: str = "", **fields) -> Incident:
    if afdeling:
        fields["afdeling"], _ = Afdeling.objects.get_or_create(organisation=organisation, naam=afdeling)
    day = dag(gemeld)
    fields = {"voorval_op": day, "hoofdcategorie": "non_verbaal"} | fields
    return Incident.objects.create(organisation=organisation, ontvangen_op=day, status_sinds=day, **fields)


def close(incident: Incident, op: str, *, heropend: str = "") -> None:
    Afsluiting.objects.create(
        incident=incident, afgesloten_op=dag(op), heropend_op=dag(heropend) if heropend else None
    )
    if not heropend:
        Incident.objects.filter(pk=incident.pk).update(status="gesloten", afgesloten_op=dag(op))


def add_person(organisation: Organisation) -> VeroorzakerPersoon:
    return VeroorzakerPersoon.objects.create(
        organisation=organisation, naam="Bekende Veroorzaker", bewaren_tot=dag("2030-01-01")
    )


def did_it(incident: Incident, persoon: VeroorzakerPersoon) -> Veroorzaker:
    return Veroorzaker.objects.create(incident=incident, persoon=persoon, doel="maatregel")


def impose(
    incident: Incident, code: str, op: str, *, tot: str = "", wie: Veroorzaker | None = None, **fields
):
    return Veroorzakermaatregel.objects.create(
        incident=incident,
        maatregel=code,
        veroorzaker=wie,
        opgelegd_op=dag(op),
        eindigt_op=dag(tot) if tot else None,
        **({"status": "opgelegd"} | fields),
    )


def ran(incident: Incident, code: str, verloopt: str, *, slachtoffer: Slachtoffer | None = None) -> None:
    IncidentTermijn.objects.create(
        organisation=incident.organisation,
        incident=incident,
        slachtoffer=slachtoffer,
        code=code,
        gestart_op=incident.ontvangen_op,
        waarschuwen_op=dag(verloopt),
        verloopt_op=dag(verloopt),
    )


def one_of_each(organisation: Organisation) -> dict[str, Incident]:
    """A small register around 2021-H1 in which every figure has something to count."""
    vol = add_incident(
        organisation,
        "2021-02-01",
        afdeling="Publiekszaken",
        hoofdcategorie="bedreiging",
        gedragingen=["dreigen_geweld", "schelden"],
        kenmerken=["wapen"],
        contactvormen=["balie", "sociale_media_openbaar"],
        aanleiding="wachttijd",
        voorval_tijd=time(14, 30),
    )
    victim = Slachtoffer.objects.create(
        incident=vol,
        doelwit="medewerker",
        functiegroep="balie",
        letsel="psychisch",
        verzuim="tot_3_dagen",
        nadelige_gevolgen=["veiligheid"],
        besproken_met=["collega"],
    )
    Slachtoffer.objects.create(incident=vol, doelwit="ambtsdrager", ambt="wethouder", letsel="licht")
    Nazorggesprek.objects.create(slachtoffer=victim, uitkomst="aangeboden", op=dag("2021-02-02"))
    Nazorggesprek.objects.create(slachtoffer=victim, uitkomst="gehouden", op=dag("2021-02-05"))
    ran(vol, "opvanggesprek", "2021-02-04", slachtoffer=victim)
    Reactie.objects.create(incident=vol, later_op=dag("2021-02-03"), reden="ziek")
    Reactie.objects.create(incident=vol, gegeven_op=dag("2021-02-02"))
    ran(vol, "reactie_veroorzaker", "2021-02-02")
    Politiebesluit.objects.create(
        incident=vol, besloten_op=dag("2021-02-02"), besluit="aangifte", strafbaar="ja"
    )
    ran(vol, "politiebesluit", "2021-02-03")
    Politiecontact.objects.create(incident=vol, stap="melding", gedaan_op=dag("2021-02-01"))
    Politiecontact.objects.create(incident=vol, stap="aangifte", gedaan_op=dag("2021-02-03"))
    Strafverloop.objects.create(incident=vol, stap="zitting", op=dag("2021-04-01"))
    Strafverloop.objects.create(incident=vol, op=dag("2021-05-01"), afdoening="vonnis")
    persoon = add_person(organisation)
    wie = did_it(vol, persoon)
    impose(vol, "toegangsontzegging", "2021-02-10", tot="2021-08-10", wie=wie, ingaat_op=dag("2021-02-11"))
    impose(vol, "locatieverbod", "2021-02-10", status="afgewezen")
    Veroorzakermaatregel.objects.create(incident=vol, maatregel="gebiedsverbod")
    Schade.objects.create(
        incident=vol,
        omschrijving="bril",
        bedrag="250.50",
        geleden_op=dag("2021-02-01"),
        ontvangen="100",
        ontvangen_op=dag("2021-03-01"),
    )
    opnieuw = add_incident(organisation, "2021-04-01", herhaling=True)
    did_it(opnieuw, persoon)
    geen = add_incident(organisation, "2021-03-01", hoofdcategorie="")
    Politiebesluit.objects.create(
        incident=geen, besloten_op=dag("2021-03-02"), besluit="geen", reden_geen_aangifte="niet_ernstig"
    )
    close(geen, "2021-03-10", heropend="2021-03-20")
    close(geen, "2021-04-10")
    hinder = add_incident(organisation, "2021-02-01", soort="hinderlijk_contact")
    ouder = add_incident(organisation, "2020-02-01", hoofdcategorie="fysiek")
    close(ouder, "2021-02-15")
    oud = add_incident(organisation, "2019-02-01")
    close(oud, "2019-03-01")
    return {
        "vol": vol,
        "opnieuw": opnieuw,
        "geen": geen,
        "hinder": hinder,
        "ouder": ouder,
        "oud": oud,
    }
