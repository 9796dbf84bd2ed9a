"""The description, read back by somebody else's reader: what DCAT-AP-NL 3.0 asks must be in it."""

import hashlib

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from reports.opendata.rdf import RdfText, RdfThing, in_dutch, json_ld, turtle

# rdflib reads JSON-LD with a class that it will do without.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ADMS = rdflib.Namespace("http://www.w3.org/ns/adms#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
LIJST = "http://publications.europa.eu/resource/authority"

# Of each kind: the properties that must be there, and those of which there is one at most.
VERPLICHT = {
    DCAT.Catalog: {DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset},
    DCAT.Dataset: {
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.identifier,
        DCTERMS.publisher,
        DCTERMS.creator,
        DCAT.contactPoint,
        DCAT.theme,
        DCTERMS.accessRights,
        DCAT.distribution,
    },
    DCAT.Distribution: {DCAT.accessURL, DCTERMS.license, DCTERMS["format"]},
    FOAF.Agent: {FOAF.name},
    VCARD.Kind: {VCARD.fn, VCARD.hasEmail},
    SPDX.Checksum: {SPDX.algorithm, SPDX.checksumValue},
    DCTERMS.PeriodOfTime: {DCAT.startDate, DCAT.endDate},
}
HOOGSTENS_EEN = {
    DCTERMS.identifier,
    DCTERMS.publisher,
    DCAT.contactPoint,
    DCTERMS.accessRights,
    DCAT.accessURL,
    DCAT.downloadURL,
    ADMS.status,
    rdflib.URIRef(f"{DCAT}version"),
}


def read(client, path: str, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=client.get(path).content, format=form)


@pytest.mark.django_db
def test_what_must_be_told_is_told_and_both_forms_tell_the_same(
    den_haag, uitgebracht, open_zetten, publiek, settings
):
    first = uitgebracht(den_haag)
    uitgebracht(den_haag, versie=2, corrigeert=first, gepubliceerd_op="2021-09-01")
    uitgebracht(den_haag, "2020", register="agressie")
    den_haag.naam = 'Gemeente "Den Haag" \\ <Zuid>'
    den_haag.save()
    open_zetten()
    tooi = "https://identifier.overheid.nl/tooi/id/gemeente/gm0518"
    open_zetten("agressie", uitgever=tooi)
    for path in ("/open-data/catalogus", "/open-data/den-haag/catalogus"):
        found = read(publiek, f"{path}.ttl", "turtle")
        assert found.isomorphic(read(publiek, f"{path}.jsonld", "json-ld"))
        for kind, wanted in VERPLICHT.items():
            things = set(found.subjects(RDF.type, kind))
            assert things, kind
            for thing in things:
                told = list(found.predicates(thing))
                assert wanted <= set(told), (kind, wanted - set(told))
                assert not [name for name in HOOGSTENS_EEN if told.count(name) > 1]
    sets = f"{settings.GIR_BASE_URL}/open-data/den-haag/integriteit/2021-H1/versie-"
    old, new = (rdflib.URIRef(f"{sets}{n}/#dataset") for n in (1, 2))
    assert found.value(new, DCTERMS.replaces) == old and found.value(old, DCTERMS.isReplacedBy) == new
    assert str(found.value(old, ADMS.status)) == f"{LIJST}/dataset-status/DEPRECATED"
    assert str(found.value(new, ADMS.status)) == f"{LIJST}/dataset-status/COMPLETED"
    assert str(found.value(new, DCTERMS.issued)) == "2021-09-01"
    owners = {str(one) for one in found.objects(None, DCTERMS.publisher)}
    assert tooi in owners
    assert str(found.value(rdflib.URIRef(tooi), FOAF.name)) == 'Gemeente "Den Haag" \\ <Zuid>'


@pytest.mark.django_db
def test_the_files_are_as_they_are_described(den_haag, uitgebracht, open_zetten, publiek, settings):
    uitgebracht(den_haag)
    open_zetten()
    path = "/open-data/den-haag/integriteit/2021-H1/"
    found = read(publiek, f"{path}beschrijving.ttl", "turtle")
    files = list(found.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == 2
    for file in files:
        url = str(found.value(file, DCAT.downloadURL)).removeprefix(settings.GIR_BASE_URL)
        content = publiek.get(url).content
        size, checksum = found.value(file, DCAT.byteSize), found.value(file, SPDX.checksum)
        assert int(size) == len(content) and size.datatype == XSD.nonNegativeInteger
        value = found.value(checksum, SPDX.checksumValue)
        assert (value.datatype, str(value)) == (XSD.hexBinary, hashlib.sha256(content).hexdigest())
        assert "creativecommons.org/publicdomain/zero" in str(found.value(file, DCTERMS.license))
    # the same address, by what the client likes
    for accept, kind in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        answer = publiek.get(f"{path}versie-1/", headers={"Accept": accept})
        assert answer["Content-Type"].startswith(accept) and "Accept" in answer["Vary"]
        assert rdflib.Graph().parse(data=answer.content, format=kind).isomorphic(found)
    assert publiek.get(path, headers={"Accept": "*/*"})["Content-Type"].startswith("text/html")


def test_whatever_is_written_is_read_back():
    odd = 'a "b" \\ c\n\td\x01 <e> é ☃ {f}'
    told = (
        ("dct:title", in_dutch(odd)),
        ("dct:source", RdfText(odd)),
        ("dct:relation", RdfThing("mailto:a b>c")),
    )
    things = [RdfThing('https://example.nl/een?a=1&b="2"', ("dcat:Dataset",), told)]
    one = rdflib.Graph().parse(data=turtle(things), format="turtle")
    other = rdflib.Graph().parse(data=json_ld(things), format="json-ld")

    assert one.isomorphic(other) and len(one) == 4
    assert str(one.value(predicate=DCTERMS.title, subject=next(one.subjects(RDF.type)))) == odd
