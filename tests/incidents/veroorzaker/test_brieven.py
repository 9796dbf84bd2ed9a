"""The letters: from the file, with every point of care, as PDF and ODT, in words of the organisation."""

import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from casework.lifecycle import Incomplete
from casework.models import Bestand
from incidents.models import Maatregelbrief
from incidents.services import brieven, maatregel, sjablonen, veroorzaker
from incidents.services.briefteksten import STANDAARD, VELDEN, VERPLICHT, VOORBEELD, Briefsoort, Brieftekst
from incidents.services.maatregel import Maatregelbesluit
from ledger.models import AuditRegel
from tests.incidents.veroorzaker.conftest import NAAM, errors_of

VERBOD = STANDAARD[Briefsoort.TOEGANGSONTZEGGING].tekst


def words_of(bestand: Bestand) -> str:
    pages = PdfReader(io.BytesIO(bytes(bestand.inhoud.inhoud))).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("soort", Briefsoort)
def test_every_standard_text_names_fields_that_exist_and_a_way_to_disagree(soort):
    text = STANDAARD[soort]
    assert sjablonen.faults(text.onderwerp) == sjablonen.faults(text.tekst) == []
    assert sjablonen.unsaid(soort, text.tekst) == []
    assert set(VOORBEELD) | {"organisatie", "datum"} == set(VELDEN)
    written = str(sjablonen.blocks(text.tekst, VOORBEELD | {"organisatie": "De gemeente", "datum": "nu"}))
    assert "{" not in written.replace("{'", "")
    assert "Niet mee eens?" in written or "Uw rechten" in written


def test_a_letter_before_the_decision_is_a_concept_and_does_not_go_out(pad, agnes):
    way = pad()
    m = way.prepare()
    way.care(m)
    brief = brieven.make(way.incident, m, by=agnes)
    assert brief.concept and words_of(brief.pdf).startswith("CONCEPT")
    with pytest.raises(Incomplete, match="nog niet opgelegd"):
        brieven.send(way.incident, brief, by=agnes)
    way.lay_before(m)
    maatregel.decide(way.incident, m, Maatregelbesluit(True), by=way.bert)
    with pytest.raises(Incomplete, match="alleen een concept"):
        brieven.send(way.incident, brief, by=agnes)
    real = brieven.make(way.incident, m, by=agnes)
    assert not real.concept and "CONCEPT" not in words_of(real.pdf)
    assert (Maatregelbrief.objects.count(), Bestand.objects.count()) == (1, 2)


def test_a_letter_goes_out_once_everything_is_met_and_may_end_the_track(pad, agnes):
    way = pad()
    m = way.impose()
    brief = brieven.make(way.incident, m, by=agnes)
    with pytest.raises(ValidationError, match="voor het besluit"):
        way.incident.maatregelen.update(opgelegd_op=timezone.localdate() + timedelta(days=1))
        brieven.send(way.incident, brief, by=agnes)
    way.incident.maatregelen.update(opgelegd_op=timezone.localdate())
    way.incident.maatregelen.update(basisdienst="")
    with pytest.raises(Incomplete, match="dienstverlening"):
        brieven.send(way.incident, brief, by=agnes)
    way.incident.maatregelen.update(basisdienst="Op afspraak.")
    brieven.send(way.incident, brief, by=agnes, klaar=True)
    brief.refresh_from_db()
    assert brief.verzonden_op == timezone.localdate()
    assert way.incident.spoor("veroorzaker").status == "gedaan"


def test_a_letter_of_a_measure_that_is_over_is_not_sent_any_more(pad, agnes):
    way = pad(days_ago=20)
    m = way.impose("contactbeperking")
    brief = brieven.make(way.incident, m, by=agnes)
    today = timezone.localdate()
    last = today - timedelta(days=1)
    begin = today - timedelta(days=10)
    way.incident.maatregelen.update(opgelegd_op=begin, ingaat_op=begin, eindigt_op=last)
    with pytest.raises(ValidationError, match="dan al afgelopen") as refused:
        brieven.send(way.incident, brief, by=agnes, on=today)
    assert list(refused.value.message_dict) == ["op"]
    brieven.send(way.incident, brief, by=agnes, on=last)
    brief.refresh_from_db()
    assert brief.verzonden_op == last


def test_a_letter_is_the_reaction_when_none_was_given_and_only_then(pad, agnes, leo):
    way = pad()
    brief = brieven.make(way.incident, way.impose(), by=agnes)
    brieven.send(way.incident, brief, by=agnes)
    given = way.incident.reacties.get()
    assert (given.gegeven_op, given.wijze) == (timezone.localdate(), "Brief: toegangsontzegging")
    term = way.incident.termijnen.get(code="reactie_veroorzaker")
    assert term.gestopt_op == timezone.localdate()
    lines = AuditRegel.objects.filter(verb__in=("reactie_vastleggen", "brief_verzenden")).order_by("pk")
    assert [line.verb for line in lines] == ["reactie_vastleggen", "brief_verzenden"]
    other = pad()
    veroorzaker.react(other.incident, "Aangesproken.", by=leo)
    second = brieven.make(other.incident, other.impose(), by=agnes)
    brieven.send(other.incident, second, by=agnes)
    assert [r.wijze for r in other.incident.reacties.all()] == ["Aangesproken."]


def test_a_letter_that_went_out_is_kept_beside_a_later_one(pad, agnes):
    way = pad()
    m = way.impose()
    sent = brieven.make(way.incident, m, by=agnes)
    brieven.send(way.incident, sent, by=agnes)
    brieven.make(way.incident, m, by=agnes)
    assert Maatregelbrief.objects.count() == 2 and Bestand.objects.count() == 4


def test_the_letter_says_what_was_decided_why_until_when_and_what_goes_on(pad, agnes):
    way = pad()
    brief = brieven.make(way.incident, way.impose(), by=agnes)
    text = words_of(brief.pdf)
    m = way.incident.maatregelen.get()
    for part in (NAAM, "Dorpsstraat 1", m.feiten, m.inhoud, m.zienswijze, m.bereikbaar_via, m.basisdienst):
        assert part in text, part
    assert "bezwaar maken" in text and way.incident.kenmerk in text
    assert "De politie weet van dit verbod" in text and "bekijken wij of dit nog nodig is" in text


def test_a_word_like_a_field_in_what_was_typed_stays_what_it_is(pad, agnes):
    way = pad()
    m = way.impose(feiten="U riep {organisatie} en # niets.\n\n# Geen kop\n\n#sys.inputs")
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert "U riep {organisatie} en # niets. # Geen kop #sys.inputs" in text


def test_no_name_of_an_employee_gets_into_a_letter(pad, agnes, melder, leidinggevende):
    way = pad()
    m = way.impose(feiten=f"U bedreigde {melder.naam.upper()} aan de balie.")
    with pytest.raises(ValidationError, match="de feiten.*naam van een medewerker"):
        brieven.make(way.incident, m, by=agnes)
    way.incident.maatregelen.update(feiten="U schold.")
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert melder.naam not in text and leidinggevende.naam not in text


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("zienswijze", "Ik was boos op mevrouw M. {part}.", True),
        ("inhoud", "U spreekt {getuige} niet meer aan.", True),
        ("reden", "{beslisser} wil dat u wegblijft.", True),
        ("basisdienst", "Bel {preparer} voor een afspraak.", True),
        ("feiten", "In januari schold u ons uit.", False),
    ],
)
def test_a_part_of_a_name_is_found_as_a_word_in_what_was_typed(
    pad, agnes, melder, leidinggevende, beslisser, field, text, found
):
    way = pad()
    way.incident.slachtoffers.create(naam="Jan", doelwit="medewerker")
    way.incident.getuigen.create(naam="Wim Getuige")
    m = way.impose()
    names = {"part": melder.naam.split()[-1], "getuige": "meneer Getuige", "beslisser": beslisser.naam}
    way.incident.maatregelen.update(**{field: text.format(**names, preparer=leidinggevende.naam.split()[0])})
    if found:
        with pytest.raises(ValidationError, match="de naam van een medewerker"):
            brieven.make(way.incident, m, by=agnes)
    else:
        assert "In januari" in words_of(brieven.make(way.incident, m, by=agnes).pdf)


def test_the_letter_claims_what_was_decided_and_not_what_came_after(pad, agnes):
    way = pad()
    today = timezone.localdate()
    way.incident.schades.create(lijder="organisatie", omschrijving="Ruit", bedrag=250, geleden_op=today)
    m = way.prepare("schade_verhalen", ingaat_op=None, eindigt_op=None, inhoud="")
    way.care(m, ingaat_op=None, eindigt_op=None, rechtsmiddel="klacht")
    way.lay_before(m)
    maatregel.decide(way.incident, m, Maatregelbesluit(True), by=way.bert)
    way.incident.schades.create(lijder="organisatie", omschrijving="Deur", bedrag=999, geleden_op=today)
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert "€ 250,00" in text and "1.249" not in text


def test_a_claim_names_the_damage_of_the_organisation_and_not_that_of_the_employee(pad, agnes):
    way = pad()
    today = timezone.localdate()
    rows = (("organisatie", 1250, None), ("medewerker", 300, 100), ("medewerker", 80, None))
    for lijder, amount, advanced in rows:
        way.incident.schades.create(
            lijder=lijder, omschrijving="Schade", bedrag=amount, geleden_op=today, voorgeschoten=advanced
        )
    m = way.prepare("schade_verhalen", ingaat_op=None, eindigt_op=None, inhoud="")
    way.care(m, ingaat_op=None, eindigt_op=None, rechtsmiddel="klacht")
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert "€ 1.350,00" in text and "geen besluit waartegen u bezwaar" in text


def test_an_organisation_writes_its_own_text_and_goes_back(den_haag, agnes, pad):
    own = Brieftekst("Uw contact met ons", f"Dit is onze tekst.\n\n{VERBOD}")
    sjablonen.change(den_haag, "toegangsontzegging", own, by=agnes)
    way = pad()
    m = way.impose()
    assert "Dit is onze tekst." in words_of(brieven.make(way.incident, m, by=agnes).pdf)
    sjablonen.reset(den_haag, "toegangsontzegging", by=agnes)
    assert "Dit is onze tekst." not in words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert AuditRegel.objects.filter(verb__startswith="brief_sjabloon").count() == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dag {naamm}", "{naamm}"),
        ("Dag {naam.__class__}", "{naam.__class__}"),
        ("Dag {}", "{}"),
        ("Dag {naam", "losse accolade"),
        ("Dag {{naam}}", "losse accolade"),
    ],
)
def test_a_field_that_does_not_exist_is_refused_by_its_name(den_haag, agnes, text, told):
    with pytest.raises(ValidationError) as refused:
        sjablonen.change(den_haag, "waarschuwing", Brieftekst("Brief", text), by=agnes)
    assert any(told in line for line in refused.value.messages)
    assert sjablonen.text_of(den_haag, "waarschuwing") == STANDAARD[Briefsoort.WAARSCHUWING]


@pytest.mark.parametrize("soort", Briefsoort)
def test_an_own_text_without_what_a_letter_must_say_is_refused_a_field_at_a_time(den_haag, agnes, soort):
    text = STANDAARD[soort]
    for name in VERPLICHT[soort]:
        without = Brieftekst(text.onderwerp, text.tekst.replace(f"{{{name}}}", "niets"))
        with pytest.raises(ValidationError) as refused:
            sjablonen.change(den_haag, soort, without, by=agnes)
        assert refused.value.messages == [f"De brief moet {{{name}}} noemen: {VELDEN[name]}."]
    assert sjablonen.changed(den_haag) == set()


def test_the_page_of_a_text_says_first_what_it_must_name(ingelogd, agressiecoordinator):
    address = reverse("agressie_briefsjabloon", args=["schadeclaim"])
    page = ingelogd(agressiecoordinator).get(address).content.decode()
    fields = re.findall(r"<dt[^>]*>\{(\w+)\}</dt><dd[^>]*>(.*?)</dd>", page)
    must = [name for name, means in fields if "verplicht" in means]
    assert set(must) == set(VERPLICHT[Briefsoort.SCHADECLAIM]) == {name for name, _ in fields[: len(must)]}
    assert len(fields) == len(VELDEN)


def test_what_a_letter_must_say_does_not_go_with_an_empty_field_beside_it(den_haag, agnes, pad):
    together = VERBOD.replace("{rechtsmiddel}", "{rechtsmiddel} {acuut_gevaar}")
    sjablonen.change(den_haag, "toegangsontzegging", Brieftekst("Verbod", together), by=agnes)
    way = pad()
    m = way.prepare()
    way.care(m)
    assert brieven.make(way.incident, m, by=agnes).concept, "a concept may still miss something"
    way.lay_before(m)
    maatregel.decide(way.incident, m, Maatregelbesluit(True), by=way.bert)
    with pytest.raises(ValidationError) as refused:
        brieven.make(way.incident, m, by=agnes)
    assert refused.value.messages == [
        "De brief moet {rechtsmiddel} noemen: de vaste tekst over bezwaar of een klacht.",
        brieven.TEKST_AANPASSEN,
    ]
    assert Maatregelbrief.objects.get().concept
    sjablonen.reset(den_haag, "toegangsontzegging", by=agnes)
    assert not brieven.make(way.incident, m, by=agnes).concept


def test_an_alinea_without_its_value_is_left_out_with_the_heading_above_it():
    text = "# Eerste\n\nOp {datum}\n\n# Tweede\n\n- Naam {naam}\n- Doel {doel}\n\n# Derde\n\nSlot"
    found = sjablonen.blocks(text, {"naam": "Sem"})
    assert [type(b).__name__ for b in found] == ["Kop", "Opsomming", "Kop", "Alinea"]
    assert found[1].punten == ("Naam Sem",)


def test_the_page_of_a_text_shows_an_example_before_it_is_kept(ingelogd, agressiecoordinator, den_haag):
    client = ingelogd(agressiecoordinator)
    standard = STANDAARD[Briefsoort.WAARSCHUWING].tekst
    data = {"onderwerp": "Voor {naam}", "tekst": f"Onze eigen woorden voor {{naam}}.\n\n{standard}"}
    url = "/agressie/brieven/waarschuwing/"
    page = client.post(url, data | {"bekijk": "ja"})
    assert "Onze eigen woorden voor V. Voorbeeld." in page.content.decode()
    assert sjablonen.changed(den_haag) == set()
    wrong = client.post(url, data | {"tekst": "Dag {buurman}"})
    assert "Het veld {buurman} bestaat niet. Kies een veld uit de lijst." in errors_of(wrong)
    short = client.post(url, data | {"tekst": "Dag {naam}"})
    assert "De brief moet {eindigt_op} noemen: de laatste dag van de maatregel." in errors_of(short)
    assert sjablonen.changed(den_haag) == set()
    assert client.post(url, data).status_code == 302
    assert sjablonen.changed(den_haag) == {"waarschuwing"}
    assert client.get(f"{url}voorbeeld/").content.startswith(b"%PDF")
    client.post(url, {"standaard": "ja"})
    assert sjablonen.changed(den_haag) == set()


def test_a_letter_is_given_to_who_may_know_the_name_and_to_nobody_else(
    pad, agnes, ingelogd, agressiecoordinator, beslisser, leidinggevende, collega, buitenstaander
):
    way = pad()
    brief = brieven.make(way.incident, way.impose(), by=agnes)
    person = veroorzaker.persons_of(way.incident).get()
    veroorzaker.inform(way.incident, person, by=agnes)
    base = f"/agressie/incidenten/{way.incident.kenmerk}"
    for url in (f"{base}/brieven/{brief.pk}/pdf/", f"{base}/informatiebrief/{person.pk}/odt/"):
        for user, status in (
            (agressiecoordinator, 200),
            (beslisser, 200),
            (leidinggevende, 404),
            (collega, 404),
            (buitenstaander, 404),
        ):
            assert ingelogd(user).get(url).status_code == status, (url, user)
    given = ingelogd(agressiecoordinator).get(f"{base}/brieven/{brief.pk}/pdf/")
    assert given["Content-Disposition"].startswith("attachment")
    assert ingelogd(agressiecoordinator).get(f"{base}/brieven/{brief.pk}/exe/").status_code == 404
    assert AuditRegel.objects.filter(verb="bestand_gedownload").count() == 5
