"""The house style: chosen on a page, used in documents; a logo that is not a picture is told so."""

import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, PngImagePlugin
from pypdf import PdfReader

from casework.documents.logos import take_in_logo
from casework.documents.taking_in import BestandGeweigerd
from casework.models import Huisstijlkeuze
from casework.typesetting import Alinea, Document, as_docx, as_odt, as_pdf, huisstijl_of
from casework.typesetting.house_style import darkened, is_dark
from ledger.models import AuditRegel

SVG_TEXT = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:maker="http://maker.example.nl/" viewBox="0 0 200 100">'
    "<metadata>Gemaakt door Jan</metadata><maker:view secret='Jan'/><!-- Jan -->"
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#123456"/></linearGradient>'
    '<rect id="vak" width="90" height="90"/></defs>'
    '<style>.kop{fill:url(#a)}</style><use xlink:href="#vak" x="5" y="5"/>%s'
    '<circle class="kop" cx="150" cy="50" r="40"/></svg>'
)


VAST_PATTERN = (
    '<pattern id="p" width="1000000" height="1000000" patternUnits="userSpaceOnUse">'
    '<rect width="100" height="100"/></pattern><rect width="90" height="90" fill="url(#p)"/>'
)
SLIVER = b'<svg xmlns="http://www.w3.org/2000/svg" %s><rect width="500000" height="1" fill="#123456"/></svg>'


def svg(inside: str = "") -> bytes:
    return (SVG_TEXT % inside).encode()


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 200), **saved) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((5, 5, size[0] // 2, size[1] - 5), fill="#175766")
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 points wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 9000)) + chunk(b"IEND", b"")


def upload(content: bytes, naam: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, content)


def with_entity(what: bytes) -> bytes:
    return b"<!DOCTYPE svg [<!ENTITY a " + what + b">]>" + svg().split(b">", 1)[1]


def laughing() -> bytes:
    levels = "".join(
        f'<g id="n{n}">{f"<use href={chr(34)}#n{n - 1}{chr(34)}/>" * 10}</g>' for n in range(1, 9)
    )
    return svg(f'<g id="n0"><rect width="1" height="1"/></g>{levels}')


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"dit is een tekst", "geen plaatje"),
        (b"%PDF-1.7 ...", "geen plaatje"),
        (b"MZ\x90\x00", "programma"),
        (b"", "leeg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "beschadigd"),
        (picture()[:-200], "beschadigd"),
        (bomb(), "beeldpunten"),
        (picture(size=(60, 20)), "te klein"),
        (picture(size=(1200, 100)), "langgerekt"),
        (b"\x00" * (2 * 1024 * 1024 + 1), "te groot"),
        (b"<svg", "geen plaatje"),
        (b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "geen plaatje"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", "niets te zien"),
        (svg("<script>alert(1)</script>"), "script"),
        (svg("<foreignObject><p>x</p></foreignObject>"), "foreignObject"),
        (svg('<image href="https://elders.example.nl/x.png"/>'), "image"),
        (svg("<text>Gemeente</text>"), "letters"),
        (svg('<rect onclick="x()" width="9" height="9"/>'), "programma"),
        (svg('<use href="https://elders.example.nl/x.svg#a"/>'), "van buiten"),
        (svg('<use href="data:image/svg+xml;base64,AAAA"/>'), "van buiten"),
        (svg('<rect fill="url(https://elders.example.nl/#a)" width="9" height="9"/>'), "van buiten"),
        (svg('<rect style="fill:u\\72l(//elders.example.nl)" width="9" height="9"/>'), "van buiten"),
        (svg("<style>@import '//elders.example.nl/x.css';</style>"), "van buiten"),
        (with_entity(b'"b"'), "verwijzingen"),
        (with_entity(b'SYSTEM "file:///etc/passwd"'), "verwijzingen"),
        (laughing(), "ingewikkeld"),
        (svg('<g id="z"><use href="#z"/></g>'), "zichzelf"),
        (svg("<g>" * 3000 + "</g>" * 3000), "ingewikkeld"),
        (svg("<style>rect{fill:image-set('https://elders.example.nl/x')}</style>"), "van buiten"),
        # these stop the program that draws them
        (svg(VAST_PATTERN), "geen plaatje"),
        (SLIVER % b'width="1000000" height="1"', "geen plaatje"),
        (SLIVER % b'viewBox="0 0 10000000 1"', "geen plaatje"),
    ],
    ids=range(32),
)
def test_what_is_no_picture_or_holds_more_than_one_is_refused_with_what_to_do(content, told):
    with pytest.raises(BestandGeweigerd) as refused:
        take_in_logo(upload(content))
    assert told in refused.value.message


def test_a_picture_is_kept_without_what_was_hidden_in_it():
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "Jan Geheim")
    exif = Image.Exif()
    exif[0x013B] = "Jan Geheim"
    for content in (
        picture(pnginfo=hidden),
        picture("JPEG", exif=exif, comment=b"Jan Geheim"),
        picture(size=(4000, 2000)),
    ):
        taken = take_in_logo(upload(content, "wat.dan.ook"))
        read = Image.open(io.BytesIO(taken.inhoud))
        assert taken.mime == "image/png" and b"Jan" not in taken.inhoud
        assert read.format == "PNG" and not read.info and read.width <= 1600 and read.height <= 600
    taken = take_in_logo(upload(svg()))
    assert taken.mime == "image/svg+xml" and taken.inhoud.startswith(b"<svg ")
    assert b"Jan" not in taken.inhoud and b"DOCTYPE" not in taken.inhoud and b"#vak" in taken.inhoud


def test_a_colour_is_made_no_darker_than_needed():
    assert darkened("#175766") == "#175766"
    for light in ("#ffffff", "#ffff00", "#76b82a", "#ff6600"):
        assert not is_dark(light) and is_dark(darkened(light)) and darkened(light) != "#000000"


@pytest.mark.django_db
def test_what_the_beheerder_chooses_is_in_every_document_from_then_on(den_haag, beheerder, ingelogd):
    client, page = ingelogd(beheerder), reverse("huisstijl")
    for logo in (picture(), svg()):
        sent = {"naam": "Den Haag", "kleur": "#2F5D1E", "logo": upload(logo)}
        assert client.post(page, sent).status_code == 302
        style = huisstijl_of(den_haag)
        assert (style.naam, style.kleur) == ("Den Haag", "#2f5d1e") and style.logo
        stuk = Document("Verslag", style, (Alinea("Tekst"),), date(2026, 11, 2))
        pdf = as_pdf(stuk)
        assert (
            b"pdfuaid" in pdf
            and b"pdfaid" in pdf
            and "Den Haag" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
        )
        for made, part in ((as_odt(stuk), "content.xml"), (as_docx(stuk), "word/document.xml")):
            with zipfile.ZipFile(io.BytesIO(made)) as archive:
                assert "Logo van Den Haag" in archive.read(part).decode()
                assert any(name.endswith(".png") for name in archive.namelist())
        assert as_docx(stuk) == as_docx(stuk) and as_odt(stuk) == as_odt(stuk)
        shown = client.get(reverse("huisstijl_logo"))
        assert shown.content == style.logo and shown["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in shown["Content-Security-Policy"]
    kept = client.post(page, {"naam": "Den Haag", "kleur": "#123456"})
    assert kept.status_code == 302 and huisstijl_of(den_haag).logo
    client.post(page, {"naam": "Den Haag", "kleur": "#123456", "zonder_logo": "on"})
    assert huisstijl_of(den_haag).logo == b"" and client.get(reverse("huisstijl_logo")).status_code == 404
    assert AuditRegel.objects.filter(verb="huisstijl_gewijzigd", organisation_id=den_haag.pk).count() == 4


@pytest.mark.django_db
def test_a_wrong_logo_or_colour_is_told_at_its_field_and_what_was_typed_stays(den_haag, beheerder, ingelogd):
    client, page = ingelogd(beheerder), reverse("huisstijl")
    for kleur, logo, told in (
        ("#2f5d1e", b"geen plaatje, maar tekst", "geen plaatje"),
        ("#2f5d1e", b"\x00" * (26 * 1024 * 1024), "te groot"),
        ("#ffcc00", picture(), darkened("#ffcc00")),
        ("groen", picture(), "zes tekens"),
    ):
        answer = client.post(page, {"naam": "Den Haag aan Zee", "kleur": kleur, "logo": upload(logo)})
        text = answer.content.decode()
        assert answer.status_code == 200 and told in text
        assert ("Kies het logo daarna opnieuw" in text) == (logo == picture())
        assert 'value="Den Haag aan Zee"' in text and f'value="{kleur}"' in text
        assert "<title>Fout: " in text
    assert not Huisstijlkeuze.objects.exists()
