"""Who decides on a report and to whom it is offered, in the words of each kind of organisation."""

from dataclasses import dataclass

from organisations.models import Organisation
from reports import lifecycle

Soort = Organisation.Soort


@dataclass(frozen=True)
class Bestuurswoorden:
    """With their article, for in a sentence. ``bestuur`` adopts a report, ``raad`` gets it."""

    secretaris: str
    bestuur: str
    raad: str
    griffier: str = "de griffier"

    def fill(self, text: str) -> str:
        """A text of the table of the path, in these words."""
        return text.format(secretaris=self.secretaris, bestuur=self.bestuur, raad=self.raad)

    def who(self, naam: str) -> str:
        """A name of the table's ``who``, without its article."""
        found = {
            lifecycle.OPSTELLER: "opsteller",
            lifecycle.SECRETARIS: self.secretaris,
            lifecycle.BESTUUR: self.bestuur,
            lifecycle.GRIFFIER: self.griffier,
        }[naam]
        return found.removeprefix("de ").removeprefix("het ")


WOORDEN = {
    Soort.GEMEENTE: Bestuurswoorden("de secretaris", "het college", "de raad"),
    Soort.PROVINCIE: Bestuurswoorden("de secretaris", "gedeputeerde staten", "provinciale staten"),
    Soort.WATERSCHAP: Bestuurswoorden("de secretaris", "dijkgraaf en heemraden", "het algemeen bestuur"),
    Soort.MINISTERIE: Bestuurswoorden("de secretaris-generaal", "de bestuursraad", "de Tweede Kamer"),
    Soort.OVERIG: Bestuurswoorden("de secretaris", "het bestuur", "het toezichthoudend orgaan"),
    Soort.KOEPEL: Bestuurswoorden("de secretaris", "het bestuur", "het toezichthoudend orgaan"),
}


def words_of(organisation: Organisation) -> Bestuurswoorden:
    return WOORDEN[Soort(organisation.soort)]
