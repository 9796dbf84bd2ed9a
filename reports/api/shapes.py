"""What the answers look like; every answer is made as plain data and documented by one of these."""

from rest_framework import serializers

from organisations.roles import Register
from reports.lifecycle import AANGEBODEN, GEPUBLICEERD, STATUSSEN
from reports.rendering.formats import FORMATEN

UIT = [(code, label) for code, label in STATUSSEN if code in (AANGEBODEN, GEPUBLICEERD)]


class LinkSerializer(serializers.Serializer):
    href = serializers.URLField(help_text="Het hele adres.")


class ZelfSerializer(serializers.Serializer):
    self = LinkSerializer()


class BladerSerializer(serializers.Serializer):
    """Waar u bent, en waar de lijst verder gaat."""

    self = LinkSerializer()
    next = LinkSerializer(required=False, help_text="Ontbreekt op de laatste pagina.")


class PeriodeSerializer(serializers.Serializer):
    van = serializers.DateField(help_text="De eerste dag.")
    tot_en_met = serializers.DateField(help_text="De laatste dag.")
    naam = serializers.CharField(help_text="Zoals 2021-H1.")


class RapportageSerializer(serializers.Serializer):
    """Een rapport dat is aangeboden of gepubliceerd."""

    kenmerk = serializers.CharField(help_text="Waarmee u dit rapport opvraagt.")
    register = serializers.ChoiceField(Register.choices)
    periode = PeriodeSerializer()
    versie = serializers.IntegerField(help_text="Een correctie is een nieuwe versie.")
    status = serializers.ChoiceField(UIT)
    peildatum = serializers.DateField(help_text="Wat daarna gebeurde, telt niet mee.")
    vastgesteld_op = serializers.DateField(allow_null=True)
    aangeboden_op = serializers.DateField(allow_null=True)
    gepubliceerd_op = serializers.DateField(allow_null=True)
    stuknummer = serializers.CharField(allow_blank=True, help_text="Het nummer van het stuk bij de raad.")
    corrigeert = serializers.CharField(
        allow_null=True, help_text="Het kenmerk van de versie die dit rapport vervangt."
    )
    vervangen_door = serializers.CharField(
        allow_null=True, help_text="Het kenmerk van de versie die dit rapport vervangt."
    )
    _links = ZelfSerializer()


class RapportagelijstSerializer(serializers.Serializer):
    rapportages = RapportageSerializer(many=True)
    _links = BladerSerializer()


class BestandSerializer(serializers.Serializer):
    """Een rapport als bestand."""

    formaat = serializers.ChoiceField([(one.naam, one.label) for one in FORMATEN.values()])
    mediatype = serializers.CharField()
    grootte = serializers.IntegerField(help_text="In bytes.")
    sha256 = serializers.CharField(help_text="Van het bestand.")
    _links = ZelfSerializer()


class LijstversieSerializer(serializers.Serializer):
    naam = serializers.CharField()
    versie = serializers.CharField()


class RapportageDetailSerializer(RapportageSerializer):
    """Een rapport met de cijfers zoals ze zijn vastgesteld."""

    titel = serializers.CharField()
    reikwijdte = serializers.ListField(child=serializers.CharField(), help_text="Wat er wel en niet in zit.")
    bescherming = serializers.CharField(
        allow_blank=True, help_text="Hoe kleine aantallen zijn beschermd. Leeg: niet."
    )
    definities = serializers.IntegerField(help_text="De versie van de definities.")
    lijsten = LijstversieSerializer(many=True, help_text="De lijsten waarover is geteld.")
    sha256 = serializers.CharField(help_text="Van het vastgestelde rapport.")
    cijfers = serializers.DictField(
        child=serializers.JSONField(), help_text="Dezelfde vorm als bij /cijfers/{register}."
    )
    bestanden = BestandSerializer(many=True)


class CijfersSerializer(serializers.Serializer):
    """De cijfers van één periode. De overige namen verschillen per register: zie de definities."""

    organisatie = serializers.CharField()
    register = serializers.ChoiceField(Register.choices)
    periode = PeriodeSerializer()
    peildatum = serializers.DateField()


class CodeSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()


class FiguurSerializer(serializers.Serializer):
    """Eén cijfer, of een cijfer per code: dan staat er {code} in het pad."""

    pad = serializers.CharField(help_text="Waar het in de cijfers staat, met punten ertussen.")
    naam = serializers.CharField()
    lijst = serializers.CharField(required=False, help_text="De lijst van deze codes; of maand of afdeling.")
    codes = CodeSerializer(many=True, required=False, help_text="Bij een vaste lijst.")


class DefinitieSerializer(serializers.Serializer):
    """Wat er in één tabel wordt geteld."""

    tabel = serializers.CharField()
    titel = serializers.CharField()
    onderdeel = serializers.CharField()
    eenheid = serializers.CharField(help_text="Wat er wordt geteld.")
    uitleg = serializers.CharField()
    figuren = FiguurSerializer(many=True)


class DefinitiesSerializer(serializers.Serializer):
    register = serializers.ChoiceField(Register.choices)
    versie = serializers.IntegerField(help_text="Hoger zodra een cijfer anders wordt geteld.")
    definities = DefinitieSerializer(many=True)
    _links = ZelfSerializer()


class LijstnaamSerializer(serializers.Serializer):
    naam = serializers.CharField()
    versie = serializers.CharField(help_text="De versie die vandaag geldt.")
    _links = ZelfSerializer()


class LijstenSerializer(serializers.Serializer):
    register = serializers.ChoiceField(Register.choices)
    lijsten = LijstnaamSerializer(many=True)
    _links = ZelfSerializer()


class LijstcodeSerializer(CodeSerializer):
    ouder = serializers.CharField(allow_blank=True, help_text="De code waar deze onder valt.")
    rijk_code = serializers.CharField(
        allow_blank=True, help_text="Waaronder deze code landelijk telt. Leeg: onder zichzelf."
    )


class VersieSerializer(serializers.Serializer):
    versie = serializers.CharField()
    geldig_van = serializers.DateField()
    geldig_tot = serializers.DateField(allow_null=True, help_text="De laatste dag. Leeg: geldt nog.")


class LijstSerializer(serializers.Serializer):
    register = serializers.ChoiceField(Register.choices)
    naam = serializers.CharField()
    op = serializers.DateField(help_text="De dag waarop deze lijst geldt.")
    versie = serializers.CharField()
    codes = LijstcodeSerializer(many=True)
    versies = VersieSerializer(many=True, help_text="De eigen versies van uw organisatie, de nieuwste eerst.")
    _links = ZelfSerializer()
