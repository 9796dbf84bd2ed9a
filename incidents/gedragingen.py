"""What people do to civil servants and politicians; each belongs to a hoofdcategorie and weighs 1 to 4.

Source: the domain document, section 3.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class Hoofdcategorie(TextChoices):
    NON_VERBAAL = "non_verbaal", "(Non-)verbale agressie"
    BEDREIGING = "bedreiging", "Persoonlijke bedreiging"
    FYSIEK = "fysiek", "Fysiek geweld"
    VERNIELING = "vernieling", "Vernieling of zaakgericht geweld"


@dataclass(frozen=True)
class Gedraging:
    code: str
    label: str
    hoofdcategorie: Hoofdcategorie
    gewicht: int


# fmt: off
GEDRAGINGEN: dict[str, Gedraging] = {
    code: Gedraging(code, label, hoofdcategorie, gewicht)
    for hoofdcategorie, rows in {
        Hoofdcategorie.NON_VERBAAL: (
            ("schreeuwen", "Schreeuwen", 1),
            ("schelden", "Schelden", 1),
            ("obsceen_gebaar", "Obsceen gebaar", 1),
            ("ongewenst_filmen", "Ongewenst filmen", 1),
            ("beledigen", "Beledigen", 2),
            ("vernederen", "Vernederen", 2),
            ("treiteren", "Treiteren", 2),
            ("dreigende_houding", "Dreigende houding", 2),
            ("smaad_laster", "Smaad of laster", 3),
            ("discriminerende_uiting", "Discriminerende uiting", 3),
            ("seksuele_uiting", "Seksuele uiting", 3),
        ),
        Hoofdcategorie.BEDREIGING: (
            ("dreigen_klacht_media", "Dreigen met een klacht of de media", 2),
            ("dwingen_besluit", "Dwingen tot een besluit", 3),
            ("dreigen_geweld", "Dreigen met geweld", 3),
            ("stalken", "Stalken", 3),
            ("doodsbedreiging", "Doodsbedreiging", 4),
            ("dreigen_gezin", "Bedreiging van het gezin", 4),
            ("chantage", "Chantage", 4),
            ("doxing", "Privégegevens verspreiden (doxing)", 4),
            ("bommelding", "Bommelding", 4),
            ("dreigen_wapen", "Dreigen met een wapen", 4),
        ),
        Hoofdcategorie.FYSIEK: (
            ("duwen_vastgrijpen", "Duwen of vastgrijpen", 3),
            ("trekken", "Trekken", 3),
            ("spugen", "Spugen", 3),
            ("gooien_voorwerp", "Gooien met een voorwerp", 3),
            ("slaan_schoppen", "Slaan of schoppen", 4),
            ("bijten_krabben", "Bijten of krabben", 4),
            ("verwonden_wapen", "Verwonden met een wapen", 4),
            ("aanranding", "Aanranding", 4),
            ("opsluiten_gijzelen", "Opsluiten of gijzelen", 4),
            ("inrijden_voertuig", "Inrijden met een voertuig", 4),
        ),
        Hoofdcategorie.VERNIELING: (
            ("meubilair_apparatuur", "Meubilair of apparatuur", 2),
            ("gebouw", "Gebouw", 2),
            ("dienstvoertuig", "Dienstvoertuig", 2),
            ("bekladden", "Bekladden", 2),
            ("prive_eigendom", "Privé-eigendom", 3),
            ("brandstichting", "Brandstichting", 4),
        ),
    }.items()
    for code, label, gewicht in rows
}
# fmt: on

GEDRAGING_KEUZES = tuple((g.code, g.label) for g in GEDRAGINGEN.values())
