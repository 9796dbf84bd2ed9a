"""Bringing an incident on its way, the way people do it: through the services, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from casework import terms
from incidents.lists import (
    Aangever,
    Doelbinding,
    Dossierdeel,
    NazorgDoor,
    NazorgUitkomst,
    NazorgVervolg,
    Politiestap,
    Privacyvorm,
    Spoorsoort,
)
from incidents.lists import VeroorzakerMaatregelCode as Maatregel
from incidents.models import (
    Incident,
    Maatregelevaluatie,
    Slachtoffer,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
)
from incidents.services import (
    brieven,
    contact,
    feiten,
    looptijd,
    maatregel,
    opvang,
    politie,
    schade,
    sporen,
    veroorzaker,
)
from organisations.access import Access

# What a measure holds, as its letter says it.
INHOUD = {
    Maatregel.WAARSCHUWINGSBRIEF: "Scheld en dreig niet meer. Gebeurt het nog een keer, dan nemen wij een"
    " zwaardere maatregel.",
    Maatregel.CONTACTBEPERKING: "U neemt alleen schriftelijk contact met ons op, bij uw vaste"
    " contactpersoon. Wij beantwoorden uw telefoontjes niet.",
    Maatregel.TOEGANGSONTZEGGING: "U komt niet in het stadhuis en de stadsdeelkantoren.",
}


@dataclass(frozen=True)
class Behandelaars:
    """Who plays which part: ``bestuur`` directs incidents of ambtsdragers."""

    coordinator: Access
    bestuur: Access
    beslisser: Access
    by_user: dict[int, Access]


class Afhandeling:
    """One incident. ``n`` is a number of days after its report; nothing is dated in the future."""

    def __init__(self, incident: Incident, mensen: Behandelaars) -> None:
        self.incident = incident
        self.mensen = mensen

    def day(self, n: int) -> date:
        return min(self.incident.ontvangen_op + timedelta(days=n), timezone.localdate())

    @property
    def leidt(self) -> Access:
        """Who coordinates it."""
        employees = self.incident.dossierdeel == Dossierdeel.AMBTELIJK
        return self.mensen.coordinator if employees else self.mensen.bestuur

    @property
    def behandelt(self) -> Access:
        """Who received it, else who coordinates."""
        return self.mensen.by_user.get(self.incident.leidinggevende_id or 0, self.leidt)

    @property
    def slachtoffer(self) -> Slachtoffer:
        return self.incident.slachtoffers.order_by("pk").first()

    def take_up(self, n: int = 0) -> "Afhandeling":
        contact.take_up(self.incident, by=self.behandelt, on=self.day(n))
        return self

    def talk(self, n: int, vervolg: str = NazorgVervolg.VOLGEND_GESPREK, naar: str = "") -> "Afhandeling":
        gesprek = opvang.Gesprek(
            NazorgUitkomst.GEHOUDEN,
            self.day(n),
            met=NazorgDoor.LEIDINGGEVENDE,
            vervolg=vervolg,
            doorverwezen_naar=naar,
        )
        return self._care(gesprek)

    def refuse_talk(self, n: int) -> "Afhandeling":
        return self._care(opvang.Gesprek(NazorgUitkomst.GEWEIGERD, self.day(n)))

    def _care(self, gesprek: opvang.Gesprek) -> "Afhandeling":
        opvang.record(self.incident, self.slachtoffer, gesprek, by=self.behandelt, klaar=True)
        return self

    def care_to_the_end(self) -> "Afhandeling":
        return self.talk(2).talk(16).talk(60, NazorgVervolg.KLAAR)

    def react(
        self, n: int = 1, wijze: str = "De leidinggevende belde.", *, klaar: bool = True
    ) -> "Afhandeling":
        veroorzaker.react(self.incident, wijze, by=self.behandelt, on=self.day(n), klaar=klaar)
        return self

    def no_police(self, n: int = 1, reden: str = "niet_ernstig") -> "Afhandeling":
        keuze = politie.Politiekeuze(Politiestap.GEEN, reden_geen_aangifte=reden)
        politie.decide(self.incident, keuze, by=self.behandelt, on=self.day(n))
        return self

    def decide_police(self, besluit: str, n: int = 1) -> "Afhandeling":
        keuze = politie.Politiekeuze(besluit, strafbaar="ja")
        politie.decide(self.incident, keuze, by=self.behandelt, on=self.day(n))
        return self

    def tell_police(self, stap: str = Politiestap.AANGIFTE, n: int = 1, nummer: str = "") -> "Afhandeling":
        """It was decided, and reported on the same day."""
        charge = stap == Politiestap.AANGIFTE
        new = politie.NieuwContact(
            stap=stap,
            gedaan_op=self.day(n),
            aangever=Aangever.WERKGEVER if charge else "",
            privacyvorm=Privacyvorm.DOMICILIE_WERKGEVER if charge else "",
            nummer=nummer,
            vpt_gevraagd=charge,
            vpt_code=True if charge else None,
        )
        self.decide_police(stap, n)
        politie.record_contact(self.incident, new, by=self.behandelt)
        return self

    def justice(self, stap: str, n: int, afdoening: str = "", bedrag: str = "") -> "Afhandeling":
        new = politie.NieuweStap(
            stap, self.day(n), afdoening=afdoening, bedrag=Decimal(bedrag) if bedrag else None
        )
        politie.record_step(self.incident, new, by=self.leidt)
        return self

    def damage(self, wat: str, bedrag: str, *, employee: bool = False) -> "Afhandeling":
        regel = schade.Schaderegel(
            lijder="medewerker" if employee else "organisatie",
            omschrijving=wat,
            bedrag=Decimal(bedrag),
            geleden_op=self.incident.voorval_op,
            slachtoffer=self.slachtoffer if employee else None,
            bewijs="Rekening",
        )
        schade.record(self.incident, regel, by=self.behandelt)
        return self

    def person(
        self,
        naam: str,
        geboren: date,
        *,
        doel: str = Doelbinding.MAATREGEL,
        zelfde: VeroorzakerPersoon | None = None,
    ) -> VeroorzakerPersoon:
        """Who did it, for a measure: a new person, or one found again."""
        kenschets = veroorzaker.Kenschets("ja", type="client", drijfveer="frustratie")
        row = veroorzaker.add(self.incident, kenschets, by=self.behandelt)
        who = veroorzaker.Identiteit(naam, geboren, "Postbus 12, 2500 AA Den Haag")
        return veroorzaker.identify(self.incident, row, who, doel, by=self.leidt, zelfde_als=zelfde)

    def measure(self, code: str, n: int, *, maanden: int, care: bool = True) -> Veroorzakermaatregel:
        """Prepared; and, with ``care``, every point of care met."""
        begin = self.incident.ontvangen_op + timedelta(days=n)
        voornemen = maatregel.Voornemen(
            code,
            veroorzaker=self.incident.veroorzakers.first(),
            reden="Dit gedrag mag niet nog een keer gebeuren.",
            inhoud=INHOUD[code],
            ingaat_op=begin,
            eindigt_op=terms.add_months(begin, maanden) - timedelta(days=1),
        )
        row = maatregel.prepare(self.incident, voornemen, by=self.behandelt, on=self.day(2))
        if care:
            maatregel.record_care(self.incident, row, self._care_for(row), by=self.behandelt, on=self.day(3))
        return row

    def _care_for(self, row: Veroorzakermaatregel) -> maatregel.Zorg:
        return maatregel.Zorg(
            eerder_gesprek_op=self.incident.voorval_op,
            gehoord_op=self.day(2),
            zienswijze="U zei dat u boos was over het besluit en dat het u spijt.",
            feiten="U schold en dreigde. Onze medewerker vroeg u om te stoppen, maar u ging door.",
            inhoud=row.inhoud,
            bereikbaar_via="Per brief, of telefonisch bij uw vaste contactpersoon.",
            basisdienst="Uw uitkering en paspoort regelt u per post of op afspraak elders.",
            rechtsmiddel=Veroorzakermaatregel.Rechtsmiddel.BEZWAAR,
            ingaat_op=row.ingaat_op,
            eindigt_op=row.eindigt_op,
        )

    def lay_before(self, row: Veroorzakermaatregel, n: int = 4) -> None:
        maatregel.lay_before(
            self.incident, row, self.mensen.beslisser.user, by=self.behandelt, on=self.day(n)
        )

    def impose(self, code: str, n: int, *, maanden: int, brief: bool = True) -> Veroorzakermaatregel:
        """Prepared, laid before the bevoegd gezag, decided, and the letter sent; on from day ``n``."""
        row = self.measure(code, n, maanden=maanden)
        self.lay_before(row)
        besluit = maatregel.Maatregelbesluit(True, "De feiten zijn ernstig genoeg.")
        maatregel.decide(self.incident, row, besluit, by=self.mensen.beslisser, on=self.day(5))
        row.refresh_from_db()
        if brief:
            letter = brieven.make(self.incident, row, by=self.leidt, on=self.day(5))
            brieven.send(self.incident, letter, by=self.leidt, on=self.day(6), politie_op=self.day(5))
        return row

    def evaluate(self, row: Veroorzakermaatregel, n: int) -> "Afhandeling":
        uitkomst = Maatregelevaluatie.Uitkomst.HANDHAVEN
        looptijd.evaluate(
            self.incident, row, uitkomst, "Hij houdt zich eraan.", by=self.leidt, on=self.day(n)
        )
        return self

    def learn_nothing(self, n: int = 3) -> "Afhandeling":
        sporen.finish(self.incident, Spoorsoort.ORGANISATIE, by=self.behandelt, on=self.day(n))
        return self

    def explain(self, *gronden: str) -> "Afhandeling":
        """Why the contact is unreasonable."""
        known = feiten.of_incident(self.incident) | {"hindergronden": gronden}
        feiten.complete(self.incident, feiten.Feiten(**known), by=self.behandelt)
        return self

    def skip(self, spoor: str, reden: str, n: int = 3) -> "Afhandeling":
        sporen.skip(self.incident, spoor, reden, by=self.behandelt, on=self.day(n))
        return self

    def finish(self, spoor: str, n: int = 3) -> "Afhandeling":
        sporen.finish(self.incident, spoor, by=self.behandelt, on=self.day(n))
        return self

    def close(self, n: int) -> "Afhandeling":
        bericht = "Alles is gedaan. Dank dat u dit heeft gemeld."
        sporen.close(self.incident, bericht, by=self.behandelt, on=self.day(n))
        return self

    def close_lightly(self, n: int = 1) -> "Afhandeling":
        bericht = "Dank voor uw melding. Wij hebben de bezoeker aangesproken."
        sporen.close_lightly(self.incident, bericht, by=self.behandelt, on=self.day(n))
        return self

    def all_the_way(self, n: int = 61) -> "Afhandeling":
        """An ordinary incident through its four tracks until it is closed."""
        return self.take_up(1).react().no_police().care_to_the_end().learn_nothing().close(n)
