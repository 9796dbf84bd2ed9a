"""Rows as an old registration leaves them: made directly, so that every date can be anything."""

from datetime import date

from integrity.models import (
    Aangifte,
    Aantijging,
    Betrokkene,
    Lijnbehandeling,
    Maatregel,
    Melding,
    Onderzoek,
    Sluiting,
    Triagebesluit,
    Zaak,
)
from organisations.models import Afdeling, Organisation


def dag(text: str) -> date:
    return date.fromisoformat(text)


def add_zaak(organisation: Organisation, ontvangen: str, *, melding: dict | None = None, **fields) -> Zaak:
    """A zaak with its one melding."""
    day = dag(ontvangen)
    zaak = Zaak.objects.create(organisation=organisation, ontvangen_op=day, status_sinds=day, **fields)
    add_melding(organisation, ontvangen, zaak=zaak, **(melding or {}))
    return zaak


def add_melding(organisation: Organisation, ontvangen: str, *, afdeling: str = "", **fields) -> Melding:
    if afdeling:
        fields["afdeling"], _ = Afdeling.objects.get_or_create(organisation=organisation, naam=afdeling)
    return Melding.objects.create(organisation=organisation, ontvangen_op=dag(ontvangen), **fields)


def take_route(zaak: Zaak, route: str, op: str) -> None:
    Triagebesluit.objects.create(zaak=zaak, route=route, genomen_op=dag(op))


def drop(zaak: Zaak, reden: str, op: str) -> None:
    Triagebesluit.objects.create(zaak=zaak, uitstroomreden=reden, genomen_op=dag(op))
    Sluiting.objects.create(zaak=zaak, uitgestroomd_op=dag(op))
    Zaak.objects.filter(pk=zaak.pk).update(status="niet_in_behandeling")


def close(zaak: Zaak, op: str) -> None:
    Sluiting.objects.create(zaak=zaak, afgesloten_op=dag(op))
    Zaak.objects.filter(pk=zaak.pk).update(status="gesloten", afgesloten_op=dag(op))


def investigate(zaak: Zaak, soort: str, van: str, tot: str = "", **fields) -> None:
    Onderzoek.objects.create(
        zaak=zaak, soort=soort, gestart_op=dag(van), afgerond_op=dag(tot) if tot else None, **fields
    )


def establish(zaak: Zaak, op: str, categorie: str, *, maatregel: str = "", nummer: int | None = 1) -> None:
    who, _ = Betrokkene.objects.get_or_create(zaak=zaak, nummer=nummer)
    Aantijging.objects.create(
        zaak=zaak,
        betrokkene=who,
        oordeel="vastgesteld",
        oordeel_op=dag(op),
        vastgestelde_categorie=categorie,
    )
    if maatregel:
        Maatregel.objects.create(zaak=zaak, betrokkene=who, maatregel=maatregel, opgelegd_op=dag(op))


def one_of_each(organisation: Organisation) -> dict[str, Zaak]:
    """A small register around 2021-H1 in which every figure has something to count."""
    given = {"kanaal": "portaal", "categorie": "lekken", "betreft": "medewerker", "afdeling": "Zorg"}
    zaken = {
        name: add_zaak(organisation, ontvangen, melding=given)
        for name, ontvangen in {
            "nieuw": "2021-02-01",
            "afgevallen": "2021-02-02",
            "anders": "2021-02-03",
            "lijn": "2021-02-04",
            "voor": "2021-02-05",
            "feiten": "2021-02-06",
            "extern": "2021-02-07",
            "ouder": "2020-05-01",
            "oud": "2019-02-01",
        }.items()
    }
    drop(zaken["afgevallen"], "klacht", "2021-02-10")
    drop(zaken["anders"], "anders_gekwalificeerd", "2021-02-10")
    take_route(zaken["lijn"], "in_de_lijn", "2021-02-10")
    Lijnbehandeling.objects.create(
        zaak=zaken["lijn"], gestart_op=dag("2021-02-10"), afgerond_op=dag("2021-03-10"), uitkomst="besproken"
    )
    close(zaken["lijn"], "2021-04-01")
    take_route(zaken["voor"], "vooronderzoek", "2021-02-10")
    investigate(
        zaken["voor"], "vooronderzoek", "2021-02-11", "2021-03-01", uitkomst="in_de_lijn", kosten="geen"
    )
    take_route(zaken["feiten"], "feitenonderzoek", "2021-02-10")
    investigate(
        zaken["feiten"],
        "feitenonderzoek",
        "2021-02-11",
        "2021-03-01",
        uitvoering="extern",
        kosten="bedrag",
        kosten_bedrag="2500.50",
    )
    establish(zaken["feiten"], "2021-03-05", "lekken", maatregel="berisping")
    take_route(zaken["extern"], "extern", "2021-02-10")
    Aangifte.objects.create(zaak=zaken["extern"], gedaan_op=dag("2021-02-20"))
    Aangifte.objects.create(zaak=zaken["extern"], gedaan_op=dag("2021-02-20"), soort="niet")
    take_route(zaken["ouder"], "feitenonderzoek", "2020-05-10")
    investigate(zaken["ouder"], "feitenonderzoek", "2020-06-01", "2021-01-15", kosten="onbekend")
    establish(zaken["ouder"], "2021-01-20", "pesten", maatregel="geen", nummer=None)
    Sluiting.objects.create(
        zaak=zaken["ouder"], afgesloten_op=dag("2021-02-01"), heropend_op=dag("2021-03-01")
    )
    close(zaken["ouder"], "2021-05-01")
    close(zaken["oud"], "2019-03-01")
    add_melding(organisation, "2021-02-08", soort="signaal")
    return zaken
