"""Who gets which address. Everybody who is not named gets a 404; who is not signed in gets the login page.

Source: the role table of the domain document, section 4.
"""

from dataclasses import dataclass

from organisations.roles import Rol

# People beside one for each role.
UITGESLOTEN = "uitgesloten coördinator"  # kept out of the zaak by its melder
BUITENSTAANDER = "buitenstaander"  # coördinator and beheerder of another organisation
KOEPEL = "rapporteur van een koepel"  # of an organisation without a register, to which one here gives figures
SUPERUSER = "superuser"  # without any role: has no access to any register

# Everybody who works where there is a register.
IEDER = frozenset({*Rol, UITGESLOTEN, BUITENSTAANDER})


IN_FOR_THE_SECOND_READER = Rol.AUDITOR  # stands in, in the world of the test

BEHEER = frozenset({Rol.BEHEERDER, BUITENSTAANDER})
BEHEER_HERE = frozenset({Rol.BEHEERDER})
COORDINATOR = frozenset({Rol.INTEGRITEITSCOORDINATOR, UITGESLOTEN, BUITENSTAANDER})
COORDINATOR_HERE = frozenset({Rol.INTEGRITEITSCOORDINATOR, UITGESLOTEN})
UPLOADER = frozenset({Rol.INTEGRITEITSCOORDINATOR})
# A coördinator of employees, or griffier and burgemeester of bestuurders: each sees their own there.
COORDINATES = COORDINATOR | {Rol.GRIFFIER, Rol.BURGEMEESTER}
FIGURES = COORDINATOR | {Rol.GRIFFIER, Rol.AUDITOR}
VOUCHES = COORDINATOR | {Rol.GRIFFIER}
VOUCHES_HERE = COORDINATOR_HERE | {Rol.GRIFFIER}
REGISTERS = COORDINATOR | {Rol.VERTROUWENSPERSOON, Rol.LEIDINGGEVENDE}
HAS_TASKS = frozenset(
    {
        Rol.LEIDINGGEVENDE,
        Rol.ONDERZOEKER,
        Rol.BEVOEGD_GEZAG,
        Rol.PROCESBEGELEIDER,
        Rol.TWEEDE_LEZER,
        IN_FOR_THE_SECOND_READER,
        BUITENSTAANDER,
    }
)
# The melder has no page of the zaak; the leidinggevende none, because it is not in the line; the second
# reader none, because no proposal waits; the excluded coördinator none, because the melder said so.
SEES_THE_ZAAK = frozenset(
    {Rol.INTEGRITEITSCOORDINATOR, Rol.ONDERZOEKER, Rol.BEVOEGD_GEZAG, Rol.PROCESBEGELEIDER}
)
HANDLES_THE_ZAAK = frozenset({Rol.INTEGRITEITSCOORDINATOR})
DIRECTS_INCIDENTS = COORDINATES | {Rol.SECRETARIS}
READS_REPORTS = FIGURES | {Rol.SECRETARIS, Rol.BURGEMEESTER, Rol.BEVOEGD_GEZAG}
# a concept: not yet for who decides, nor for the griffier
READS_THE_CONCEPT = frozenset({Rol.INTEGRITEITSCOORDINATOR, UITGESLOTEN, Rol.AUDITOR, Rol.SECRETARIS})
READS_THE_REPORT = (READS_REPORTS | {UITGESLOTEN}) - {BUITENSTAANDER}
HAS_A_PART_IN_INCIDENTS = frozenset({Rol.LEIDINGGEVENDE, Rol.BEVOEGD_GEZAG})
HANDLES_THE_INCIDENT = frozenset({Rol.INTEGRITEITSCOORDINATOR, Rol.LEIDINGGEVENDE})
KNOWS_THE_VEROORZAKER = frozenset({Rol.INTEGRITEITSCOORDINATOR})
LOOKS_UP_AT_THE_DESK = COORDINATOR | {Rol.BALIEMEDEWERKER}
OVERSEES = frozenset({Rol.PRIVACYFUNCTIONARIS})
MELDER = frozenset({Rol.MEDEWERKER})
NOBODY: frozenset[str] = frozenset()
# Their start page is the page they work on.
HAS_WORK = {Rol.ONDERZOEKER, Rol.BEVOEGD_GEZAG, Rol.PROCESBEGELEIDER, Rol.SECRETARIS, Rol.LEIDINGGEVENDE}
STARTS_AT_WORK = COORDINATES | BEHEER | HAS_WORK | {Rol.BUITENADRES, KOEPEL}
OF_THE_KOEPEL = frozenset({KOEPEL})


@dataclass(frozen=True)
class Row:
    """Status -> who gets it. ``args``: what the address names (see ``World.objects``), or itself.

    ``post`` is an empty form: 200 shows its faults, 302 did it; without ``post`` it answers as to GET.
    """

    area: str
    get: dict[int, frozenset[str]]
    args: tuple[str, ...] = ()
    post: dict[int, frozenset[str]] | None = None
    query: str = ""


@dataclass(frozen=True)
class Page:
    """A page of one's account: its status without and with a login."""

    anonymous: int
    signed_in: int
    args: tuple[str, ...] = ()


def page(area: str, who: frozenset[str], *args: str, query: str = "") -> Row:
    """A page, and a form that shows its faults."""
    return Row(area, {200: who}, args, query=query)


def act(area: str, who: frozenset[str], *args: str) -> Row:
    """A page that asks to confirm, and does it at once when it is sent."""
    return Row(area, {200: who}, args, post={302: who})


TABLE: dict[str, Row] = {
    # melden, and what one filed
    "start": Row("melden", {302: STARTS_AT_WORK, 200: IEDER - STARTS_AT_WORK}),
    "melden": page("melden", IEDER),
    "melden_integriteit": act("melden", IEDER),
    "melden_stap": page("melden", MELDER, "concept", "positie"),
    "melden_weg": act("melden", MELDER, "concept"),
    "melden_verzonden": page("melden", MELDER, "verzonden"),
    "mijn_meldingen": page("melden", IEDER),
    "mijn_melding": page("melden", MELDER, "melding"),
    "melding_intrekken": act("melden", MELDER, "melding"),
    "agressie_melden": page("melden", IEDER),
    # a token of nobody is a new report, and so looks that of somebody else; what is sent is refused
    "agressie_melden_stap": Row("melden", {200: IEDER}, ("incidentconcept", "gebeurd"), post={200: MELDER}),
    "agressie_melden_voor_wie": Row("melden", {200: IEDER}, ("incidentconcept",), post={200: MELDER}),
    "agressie_melden_weg": act("melden", MELDER, "incidentconcept"),
    # of its script: without what it sends there is nothing
    "agressie_melden_versturen": Row("melden", {}, ("incidentconcept",)),
    "agressie_melden_verzonden": page("melden", MELDER, "incident verzonden"),
    "agressie_mijn_melding": page("melden", MELDER, "incident"),
    "agressie_melding_intrekken": page("melden", MELDER, "incident"),
    "registreren": page("melden", REGISTERS),
    "geregistreerd": page("melden", frozenset({Rol.INTEGRITEITSCOORDINATOR}), "registratie"),
    "tellingen": act("melden", frozenset({Rol.VERTROUWENSPERSOON})),
    # zaken
    "werklijst": page("zaken", COORDINATES | {Rol.BUITENADRES}),
    "taken": page("zaken", HAS_TASKS),
    "zaak": page("zaken", SEES_THE_ZAAK, "zaak"),
    "zaak_actie": page("zaken", HANDLES_THE_ZAAK, "zaak", "notitie_maken"),
    # who looked: for who coordinates and who supervises; content for the last after a reason
    "zaak_wie_keek": page("zaken", HANDLES_THE_ZAAK | OVERSEES, "zaak"),
    "toezicht": page("zaken", OVERSEES),
    "inzage": page("zaken", OVERSEES, "zaak"),
    "veel_gelezen": page("zaken", OVERSEES),
    "meldingen": page("zaken", COORDINATES),
    "melding": act("zaken", COORDINATOR_HERE, "vraag"),
    # incidents: the slachtoffer has no working page, nor has the excluded coördinator; the direction sees a
    # serious one and handles nothing in it
    "agressie_werklijst": page("incidenten", DIRECTS_INCIDENTS | {Rol.BUITENADRES}),
    "agressie_overzicht": page("incidenten", DIRECTS_INCIDENTS),
    "agressie_taken": page("incidenten", HAS_A_PART_IN_INCIDENTS),
    "agressie_zaak": page("incidenten", HANDLES_THE_INCIDENT | {Rol.BEVOEGD_GEZAG}, "incident"),
    "agressie_actie": page("incidenten", HANDLES_THE_INCIDENT, "incident", "notitie_maken"),
    "agressie_wie_keek": page("incidenten", KNOWS_THE_VEROORZAKER | OVERSEES, "incident"),
    "agressie_toezicht": page("incidenten", OVERSEES),
    "agressie_inzage": page("incidenten", OVERSEES, "incident"),
    "agressie_bestand": page("incidenten", HANDLES_THE_INCIDENT, "incident", "bewijs"),
    # the letters name the veroorzaker: for who coordinates and who decides, not for the receiver
    "agressie_brief": page("incidenten", KNOWS_THE_VEROORZAKER, "incident", "brief", "pdf"),
    "agressie_informatiebrief": page("incidenten", KNOWS_THE_VEROORZAKER, "incident", "veroorzaker", "pdf"),
    "agressie_maatregelen": page("incidenten", DIRECTS_INCIDENTS),
    "agressie_balie": page("incidenten", LOOKS_UP_AT_THE_DESK),
    "agressie_inzicht": page("incidenten", COORDINATOR),
    "agressie_peiling": page("incidenten", IEDER),
    "agressie_peiling_openen": Row("incidenten", {302: COORDINATOR}),
    "agressie_peiling_sluiten": Row("incidenten", {302: COORDINATOR}),
    "agressie_brieven": page("incidenten", COORDINATOR),
    "agressie_briefsjabloon": page("incidenten", COORDINATOR, "waarschuwing"),
    "agressie_briefvoorbeeld": page("incidenten", COORDINATOR, "waarschuwing"),
    # importing
    "import_start": page("import", COORDINATOR),
    "import_opdracht": page("import", UPLOADER, "import"),
    "import_bevestigen": Row("import", {302: UPLOADER}, ("import",)),
    "import_weggooien": Row("import", {302: UPLOADER}, ("import",)),
    "agressie_import_start": page("import", COORDINATOR),
    "agressie_import_opdracht": page("import", UPLOADER, "import agressie"),
    "agressie_import_bevestigen": Row("import", {302: UPLOADER}, ("import agressie",)),
    "agressie_import_weggooien": Row("import", {302: UPLOADER}, ("import agressie",)),
    # figures: the zaken behind a number only for who may open zaken
    "rapportages": page("rapporten", READS_REPORTS),
    "dashboard": page("rapporten", READS_REPORTS - {Rol.BEVOEGD_GEZAG}),
    "rapportage": page("import", FIGURES, query="?periode=2025-H1"),
    "rapportage_download": page("import", FIGURES, "json", query="?periode=2025-H1"),
    "rapportage_zaken": page("import", COORDINATOR, query="?periode=2025-H1&figuur=triage.in_behandeling"),
    "agressie_rapportage": page("import", FIGURES, query="?periode=2025-H1"),
    "agressie_rapportage_download": page("import", FIGURES, "json", query="?periode=2025-H1"),
    "agressie_rapportage_incidenten": page(
        "import", COORDINATOR, query="?periode=2025-H1&figuur=instroom.totaal"
    ),
    # reports that are made to be published: one that is a concept, and one that was adopted
    "rapport_nieuw": page("rapporten", COORDINATOR),
    "rapport": page("rapporten", READS_THE_CONCEPT, "rapport"),
    "rapport_toelichting": Row(
        "rapporten",
        {200: COORDINATOR_HERE},
        ("rapport", "instroom"),
        post={302: COORDINATOR_HERE},
    ),
    "rapport_stap": page("rapporten", COORDINATOR_HERE, "rapport", "inrichten"),
    "rapport_controle": page("rapporten", COORDINATOR_HERE | {Rol.AUDITOR}, "vastgesteld rapport"),
    "rapport_per_afdeling": page("rapporten", COORDINATOR_HERE, "vastgesteld rapport"),
    "rapport_per_afdeling_bestand": page("rapporten", COORDINATOR_HERE, "vastgesteld rapport", "ods"),
    "rapport_per_zaak": page("rapporten", COORDINATOR_HERE, "vastgesteld rapport"),
    "rapport_per_zaak_bestand": page("rapporten", COORDINATOR_HERE, "vastgesteld rapport", "csv"),
    "rapport_documenten": Row(
        "rapporten",
        {200: READS_THE_REPORT},
        ("vastgesteld rapport",),
        post={200: READS_THE_REPORT},
    ),
    "rapport_vorm": page("rapporten", READS_THE_REPORT, "vastgesteld rapport", "rijksoverzicht"),
    "rapport_document": page("rapporten", READS_THE_REPORT, "vastgesteld rapport", "volledig", "json"),
    "rapport_document_stoppen": Row(
        "rapporten", {302: READS_THE_REPORT}, ("vastgesteld rapport", "volledig", "json")
    ),
    "openstellingen": page("rapporten", VOUCHES),
    "openstelling_aan": page("rapporten", VOUCHES, "integriteit"),
    "openstelling_uit": act("rapporten", VOUCHES, "integriteit"),
    "vastleggingen_start": Row("rapporten", {302: COORDINATOR}),
    "vastleggingen": page("rapporten", COORDINATOR, "integriteit", "activiteiten"),
    "vastlegging_nieuw": page("rapporten", COORDINATOR, "integriteit", "activiteiten"),
    "vastlegging": page("rapporten", COORDINATOR_HERE, "integriteit", "activiteiten", "activiteit"),
    "vastlegging_verwijderen": act(
        "rapporten", COORDINATOR_HERE, "integriteit", "activiteiten", "activiteit"
    ),
    "wie_heeft_inzage": page("beheer", DIRECTS_INCIDENTS | {Rol.BUITENADRES}),
    "rapportplanning": page("rapporten", COORDINATOR),
    "rapportplanning_stoppen": act("rapporten", COORDINATOR_HERE, "rapportplanning"),
    # what is given to a koepel, by who is answerable; and what the koepel makes of it
    "vergelijken": page("rapporten", READS_REPORTS),
    "koepel_meedoen": page("rapporten", VOUCHES, "integriteit"),
    "koepel_stoppen": act("rapporten", VOUCHES_HERE, "integriteit"),
    "koepel": page("rapporten", OF_THE_KOEPEL),
    "koepel_download": page("rapporten", OF_THE_KOEPEL, "json"),
    "koepel_deelname_beeindigen": act("rapporten", OF_THE_KOEPEL, "deelname"),
    # beheer: configuration and users, of the own organisation
    "beheer": page("beheer", BEHEER),
    "gebruikers": page("beheer", BEHEER),
    "gebruiker_nieuw": page("beheer", BEHEER),
    "gebruiker": page("beheer", BEHEER_HERE, "gebruiker"),
    "gebruiker_wijzigen": page("beheer", BEHEER_HERE, "gebruiker"),
    "adres_intrekken": act("beheer", BEHEER_HERE, "gebruiker met nieuw adres"),
    "gebruiker_sluiten": act("beheer", BEHEER_HERE, "gebruiker"),
    "gebruiker_openen": act("beheer", BEHEER_HERE, "gesloten gebruiker"),
    "gebruiker_uitloggen": act("beheer", BEHEER_HERE, "gebruiker"),
    # nothing to take away: the page says so
    "tweede_stap_weghalen": page("beheer", BEHEER_HERE, "gebruiker"),
    "uitnodiging_herhalen": page("beheer", BEHEER_HERE, "gebruiker"),
    "rol_geven": page("beheer", BEHEER_HERE, "gebruiker"),
    "rollen_bevestigen": page("beheer", BEHEER),
    "rol_beeindigen": act("beheer", BEHEER_HERE, "gebruiker", "rol"),
    "afdelingen": page("beheer", BEHEER),
    "afdeling_nieuw": page("beheer", BEHEER),
    "afdeling": page("beheer", BEHEER_HERE, "afdeling"),
    "formatie": act("beheer", BEHEER | COORDINATOR),
    "afwezigheden": page("beheer", BEHEER),
    "afwezigheid_nieuw": page("beheer", BEHEER),
    "afwezigheid_beeindigen": act("beheer", BEHEER_HERE, "afwezigheid"),
    "koppelingen": page("beheer", BEHEER),
    "koppeling_nieuw": page("beheer", BEHEER),
    "koppeling_intrekken": act("beheer", BEHEER_HERE, "koppeling"),
    # who is answerable for the figures that a koppeling asks for
    "koppelingsrechten": page("beheer", VOUCHES),
    "koppelingsrecht_geven": act("beheer", VOUCHES_HERE, "koppelingsrecht"),
    "koppelingsrecht_weigeren": act("beheer", VOUCHES_HERE, "koppelingsrecht"),
    "organisatie_instellingen": page("beheer", BEHEER),
    "profiel_klein": page("beheer", BEHEER),
    "huisstijl": page("instellingen", BEHEER),
    # nobody chose one in the world of the test
    "huisstijl_logo": page("instellingen", NOBODY),
    "termijnen": page("instellingen", BEHEER),
    "termijn": page("instellingen", BEHEER, "integriteit", "oordeel"),
    "codelijsten": page("instellingen", BEHEER),
    "codelijst": page("instellingen", BEHEER_HERE, "lijst"),
    "codelijst_einde": page("instellingen", BEHEER_HERE, "lijst"),
    "standaardlijst": page("instellingen", BEHEER, "integriteit", "categorie"),
    "codelijst_nieuw": page("instellingen", BEHEER, "integriteit", "categorie"),
    "codelijst_upload": page("instellingen", BEHEER, "integriteit", "categorie"),
    "mails": page("instellingen", BEHEER),
    # one's own absence
    "mijn_afwezigheid": page("instellingen", IEDER),
    "mijn_afwezigheid_beeindigen": act("instellingen", frozenset({Rol.TWEEDE_LEZER}), "afwezigheid"),
    # which organisation is active; an empty choice names none, and that does not exist
    "wissel_organisatie": Row("instellingen", {302: IEDER | OF_THE_KOEPEL}, post={}),
}

# Of the API: read only, 405 for a POST of whoever; who is not signed in gets a 401. With a login the rights
# are those of the pages; what a token may is tested in tests/api.
API: dict[str, Row] = {
    "api_rapportages": page("api", READS_REPORTS),
    "api_rapportage": page("api", READS_THE_REPORT, "rapportage"),
    "api_bestand": page("api", READS_THE_REPORT, "rapportage", "json"),
    "api_cijfers": page("api", FIGURES, "integriteit", query="?periode=2025-H1"),
    # what a figure means and what the forms offer is for everybody who works here
    "api_definities": page("api", IEDER, "integriteit"),
    "api_lijsten": page("api", IEDER, "integriteit"),
    "api_lijst": page("api", IEDER, "integriteit", "categorie"),
}

# Of allauth, as far as gir/account_urls.py has it. A page for who is signed in sends others to the login.
ACCOUNT: dict[str, Page] = {
    "account_login": Page(200, 302),
    "account_logout": Page(302, 200),
    "account_inactive": Page(200, 200),
    "account_reauthenticate": Page(302, 200),
    # of who has no second step: to the page that asks the password; while signing in: back to the login
    "mfa_reauthenticate": Page(302, 302),
    "mfa_reauthenticate_webauthn": Page(302, 302),
    # of who is not known at a service; of who is: tests/organisations/test_sso_step_up.py
    "opnieuw_met_dienst": Page(302, 404),
    "mfa_login_webauthn": Page(302, 302),
    "mfa_authenticate": Page(302, 302),
    "mfa_index": Page(302, 200),
    "mfa_activate_totp": Page(302, 200),
    "mfa_deactivate_totp": Page(302, 404),
    "mfa_add_webauthn": Page(302, 200),
    "mfa_remove_webauthn": Page(302, 404, ("1",)),
    "mfa_view_recovery_codes": Page(302, 404),
    "mfa_generate_recovery_codes": Page(302, 200),
    "sessies": Page(302, 200),
    # by a button only
    "sessie_beeindigen": Page(302, 405, ("1",)),
    "andere_sessies_beeindigen": Page(302, 405),
    "account_change_password": Page(302, 200),
    "account_set_password": Page(302, 302),
    "account_reset_password": Page(200, 200),
    "account_reset_password_done": Page(200, 200),
    "account_reset_password_from_key": Page(200, 200, ("x", "set-password")),
    "account_reset_password_from_key_done": Page(200, 200),
    "change_password": Page(302, 302),
    "socialaccount_login_cancelled": Page(200, 200),
    "socialaccount_login_error": Page(401, 401),
    # without a service there is none; with one: tests/organisations/test_sso.py
    "openid_connect_login": Page(404, 404, ("geen",)),
    "openid_connect_callback": Page(404, 404, ("geen",)),
    # of the service itself, by POST
    "sso_logout": Page(405, 405, ("geen",)),
}

# Also for who is not signed in, and without anything of anybody.
OPEN_TO_ALL = ("gezondheid", "api_openapi", "open_data", "robots_txt", "security_txt")
# The same, of what an organisation opened: tested in tests/reports/opendata.
OPENED = ("open_data_organisatie", "open_data_rapport", "open_data_bestand")

# The technical pages that can be asked for without naming a row.
ADMIN = (
    "admin:index",
    "admin:organisations_organisation_changelist",
    "admin:organisations_user_changelist",
    "admin:organisations_afdeling_changelist",
    "admin:organisations_roltoewijzing_changelist",
)

# What gives something confidential, and leaves exactly one read line for each answer.
LEEST = (
    "zaak",
    "zaak_actie",
    "melding",
    "agressie_zaak",
    "agressie_actie",
    "agressie_bestand",
    "agressie_brief",
    "agressie_informatiebrief",
    "rapportage_download",
    "agressie_rapportage_download",
    "rapportage_zaken",
    "agressie_rapportage_incidenten",
    "rapport_per_afdeling",
    "rapport_per_afdeling_bestand",
    "rapport_per_zaak",
    "rapport_per_zaak_bestand",
    "rapport_document",
    "api_cijfers",
)
_LIJST = "a list of work: that there is something and in which state, not what was told"
_MELDER = "of who filed it: a line beside those of others would tell when that person looked"
_NIETS_ERIN = "that it exists and who looked, for who may know; nothing of what is in it"
# What names a case and leaves no read line, and why.
LEEST_NIET = {
    "werklijst": _LIJST,
    "taken": _LIJST,
    "meldingen": _LIJST,
    "agressie_werklijst": _LIJST,
    "agressie_taken": _LIJST,
    "mijn_meldingen": _MELDER,
    "mijn_melding": _MELDER,
    "melding_intrekken": _MELDER,
    "melden_verzonden": _MELDER,
    "agressie_mijn_melding": _MELDER,
    "agressie_melding_intrekken": _MELDER,
    "agressie_melden_verzonden": _MELDER,
    "start": _MELDER,
    "zaak_wie_keek": _NIETS_ERIN,
    "toezicht": _NIETS_ERIN,
    "inzage": "asks for a reason; with one it leaves a line (tests/integrity/zaak/test_wie_keek.py)",
    "agressie_wie_keek": _NIETS_ERIN,
    "agressie_toezicht": _NIETS_ERIN,
    "mails": "of who looks after a trial installation, where mail stays: the link in it; never in production",
    "agressie_inzage": "the same (tests/incidents/zaak/test_wie_keek.py)",
}
