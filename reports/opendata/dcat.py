"""Open data as DCAT-AP-NL 3.0 wants it described: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from organisations.models import Organisation
from organisations.roles import Register
from reports.opendata.rdf import RdfText, RdfThing, in_dutch
from reports.opendata.uitgaven import BESTANDEN, Opendatabestand, Uitgave, url_of
from reports.verslag.making import TITELS

LIJST = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
SOORTEN = {
    Organisation.Soort.GEMEENTE: "LocalAuthority",
    Organisation.Soort.PROVINCIE: "RegionalAuthority",
    Organisation.Soort.WATERSCHAP: "RegionalAuthority",
    Organisation.Soort.MINISTERIE: "NationalAuthority",
}
# Per format: what the file is, what stands in it, and how it is packed.
MEDIA = {"csv": ("CSV", "text/csv", "application/zip"), "json": ("JSON", "application/json", "")}
FORMAATNAMEN = {"csv": "De tabellen als CSV", "json": "De cijfers als JSON"}
CSVW = "https://www.w3.org/TR/tabular-metadata/"
TREFWOORDEN = {
    Register.INTEGRITEIT: ("integriteit", "integriteitsschendingen", "meldingen"),
    Register.AGRESSIE: ("agressie", "geweld", "veilige publieke taak", "incidenten"),
}


def _of_a_list(list_: str, code: str, soort: str) -> RdfThing:
    return RdfThing(f"{LIJST}/{list_}/{code}", (soort,))


OPENBAAR = _of_a_list("access-right", "PUBLIC", "dct:RightsStatement")
NEDERLANDS = _of_a_list("language", "NLD", "dct:LinguisticSystem")
BESTUUR = _of_a_list("data-theme", "GOVE", "skos:Concept")
NOOIT = _of_a_list("frequency", "NEVER", "dct:Frequency")
GELDIG = _of_a_list("dataset-status", "COMPLETED", "skos:Concept")
VERVANGEN = _of_a_list("dataset-status", "DEPRECATED", "skos:Concept")
CC0 = RdfThing("http://creativecommons.org/publicdomain/zero/1.0/deed.nl", ("dct:LicenseDocument",))


def catalog_url(organisation: Organisation | None = None) -> str:
    path = (
        reverse("open_data_organisatie", args=[organisation.slug]) if organisation else reverse("open_data")
    )
    return f"{settings.GIR_BASE_URL}{path}"


def catalog_of_all(found: Sequence[Uitgave]) -> list[RdfThing]:
    """The catalogue of this installation, with everything of everybody."""
    contact = settings.SPECTACULAR_SETTINGS["CONTACT"]
    owner = RdfThing(settings.GIR_BASE_URL, ("foaf:Agent",), (("foaf:name", in_dutch(contact["name"])),))
    return _catalog(
        catalog_url(),
        "Open data over integriteit en agressie",
        "Rapporten van overheidsorganisaties over meldingen van integriteitsschendingen en over agressie"
        " tegen medewerkers.",
        owner,
        _contact(contact["name"], contact["email"], contact["url"]),
        found,
    )


def catalog_of(organisation: Organisation, contact: str, uitgever: str, found: Sequence[Uitgave]) -> list:
    where = catalog_url(organisation)
    return _catalog(
        where,
        f"Open data van {organisation.naam}",
        "Rapporten over integriteit en agressie die openbaar zijn.",
        _agent(organisation, uitgever),
        _contact(organisation.naam, contact, where),
        found,
    )


def _catalog(
    uri: str, titel: str, uitleg: str, owner: RdfThing, contact: RdfThing, found: Sequence[Uitgave]
) -> list[RdfThing]:
    said = [
        ("dct:title", in_dutch(titel)),
        ("dct:description", in_dutch(uitleg)),
        ("dct:publisher", owner),
        ("dct:creator", owner),
        ("dcat:contactPoint", contact),
        ("foaf:homepage", RdfThing(uri)),
        ("dct:language", NEDERLANDS),
        ("dct:license", CC0),
        ("dcat:themeTaxonomy", RdfThing(f"{LIJST}/data-theme", ("skos:ConceptScheme",))),
    ]
    if found:
        said.append(("dct:modified", _day(max(one.uitgegeven for one in found))))
    datasets = [dataset_of(one) for one in found]
    said += [("dcat:dataset", one) for one in datasets]
    # The address of the page, so the catalogue itself is a part of it.
    return [RdfThing(f"{uri}#catalogus", ("dcat:Catalog",), tuple(said))]


def dataset_of(one: Uitgave) -> RdfThing:
    """One version: its address stays, so nothing of it changes but by what it is replaced."""
    r = one.rapportage
    agent = _agent(r.organisation, r.uitgever)
    period = (("dcat:startDate", _day(r.van)), ("dcat:endDate", _day(r.tot_en_met)))
    said: list[tuple[str, RdfText | RdfThing]] = [
        ("dct:title", in_dutch(f"{TITELS[Register(r.register)]}, {one.inhoud.organisatie}, {r.periode}")),
        ("dct:description", in_dutch(f"{one.inhoud.titel}. {one.inhoud.beschrijving}")),
        ("dct:identifier", RdfText(dataset_uri(one.url))),
        ("dct:publisher", agent),
        ("dct:creator", agent),
        ("dcat:contactPoint", _contact(r.organisation.naam, r.contact, catalog_url(r.organisation))),
        ("dcat:theme", BESTUUR),
        ("dct:accessRights", OPENBAAR),
        ("dct:license", CC0),
        ("dct:language", NEDERLANDS),
        ("dct:temporal", RdfThing("", ("dct:PeriodOfTime",), period)),
        ("dct:issued", _day(one.uitgegeven)),
        ("dct:modified", _day(one.uitgegeven)),
        ("dct:accrualPeriodicity", NOOIT),
        ("dcat:landingPage", RdfThing(one.url, ("foaf:Document",))),
        ("dcat:version", RdfText(str(r.versie))),
        ("adms:status", VERVANGEN if one.volgende else GELDIG),
        *(("dcat:keyword", in_dutch(word)) for word in TREFWOORDEN[Register(r.register)]),
    ]
    if one.vorige:
        before = RdfThing(dataset_uri(url_of(one.vorige)))
        said += [("dct:replaces", before), ("dcat:previousVersion", before)]
    if one.volgende:
        said.append(("dct:isReplacedBy", RdfThing(dataset_uri(url_of(one.volgende)))))
    said += [("dcat:distribution", _distribution(one, file)) for file in one.inhoud.bestanden]
    return RdfThing(dataset_uri(one.url), ("dcat:Dataset",), tuple(said))


def dataset_uri(url: str) -> str:
    """The data, which is something else than the page about it."""
    return f"{url}#dataset"


def _distribution(one: Uitgave, file: Opendatabestand) -> RdfThing:
    kind, media, packed = MEDIA[file.formaat]
    where = RdfThing(one.url_of_file(BESTANDEN[file.formaat]))
    checksum = (
        ("spdx:algorithm", RdfThing("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")),
        ("spdx:checksumValue", RdfText(file.sha256, "xsd:hexBinary")),
    )
    said: list[tuple[str, RdfText | RdfThing]] = [
        ("dct:title", in_dutch(FORMAATNAMEN[file.formaat])),
        ("dcat:accessURL", where),
        ("dcat:downloadURL", where),
        ("dct:license", CC0),
        ("dct:language", NEDERLANDS),
        ("dct:format", _of_a_list("file-type", kind, "dct:MediaTypeOrExtent")),
        ("dcat:mediaType", RdfThing(f"{IANA}/{media}", ("dct:MediaType",))),
        ("dcat:byteSize", RdfText(str(file.grootte), "xsd:nonNegativeInteger")),
        ("spdx:checksum", RdfThing("", ("spdx:Checksum",), checksum)),
        ("dct:issued", _day(one.uitgegeven)),
    ]
    if packed:
        said.append(("dcat:packageFormat", RdfThing(f"{IANA}/{packed}", ("dct:MediaType",))))
    if file.formaat == "csv":
        said.append(("dct:conformsTo", RdfThing(CSVW, ("dct:Standard",))))
    return RdfThing(f"{one.url}#{file.formaat}", ("dcat:Distribution",), tuple(said))


def _agent(organisation: Organisation, uitgever: str) -> RdfThing:
    """With the address that governments have in TOOI; without that one of its own here."""
    said: list[tuple[str, RdfText | RdfThing]] = [("foaf:name", in_dutch(organisation.naam))]
    if organisation.soort in SOORTEN:
        kind = RdfThing(
            f"http://purl.org/adms/publishertype/{SOORTEN[organisation.soort]}", ("skos:Concept",)
        )
        said.append(("dct:type", kind))
    uri = uitgever or f"{catalog_url(organisation)}#organisatie"
    return RdfThing(uri, ("foaf:Agent",), tuple(said))


def _contact(naam: str, email: str, url: str) -> RdfThing:
    said = (
        ("vcard:fn", in_dutch(naam)),
        ("vcard:hasEmail", RdfThing(f"mailto:{email}")),
        ("vcard:hasURL", RdfThing(url)),
    )
    return RdfThing("", ("vcard:Kind",), said)


def _day(day: date) -> RdfText:
    return RdfText(day.isoformat(), "xsd:date")
