"""Telephone numbers, mail addresses and addresses in a text, however they are written.

It rather takes out too much than leaves a home address in: who makes the file sees what was taken out.
"""

import re
from collections.abc import Iterator

_SEP = r"[^\S\n]?[().\-‐‑–/]{0,2}[^\S\n]?"
_MAIL = re.compile(r"(?<![\w.@+\-])[\w.+\-]+@(?:[\w\-]+\.)+[^\W\d_]{2,}")
_TELEFOON = re.compile(
    r"(?<!\w)(?!\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)\(?"
    rf"(?:(?:\+|00)\s?31{_SEP}(?:\(?0\)?)?(?:{_SEP}\d){{9}}|\+{_SEP}[1-9](?:{_SEP}\d){{7,13}}"
    rf"|00[1-9](?:{_SEP}\d){{8,12}}|0{_SEP}[1-9](?:{_SEP}\d){{8}})(?!\d)"
)
_CHAIN = r"(?:[A-Z'’][\w.'’\-]*\s+(?:(?:[A-Z][\w.'’\-]*|van|de|den|der|het|ter|ten)\s+){0,3})?"
_NUMMER = r"\d{1,5}(?:[^\S\n]?[a-zA-Z]{1,2}\b)?(?:[\-/][a-zA-Z0-9]{1,5}\b)?"
_POSTCODE = r"(?<!\w)[1-9]\d{3}[^\S\n]{0,2}(?P<letters>[a-zA-Z]{2})(?!\w)"
# The town behind it: up to four words, of which the first and the last have a capital.
_PLAATS = (
    r"(?:[^\S\n]{1,3}(?:['’][a-z]-)?[A-Z][\w'’\-]+"
    r"(?:[^\S\n](?:(?:aan|bij|den|de|en|op|in|a/d|het)[^\S\n]){0,2}[A-Z][\w'’\-]+)?)?"
)
_ADRES = re.compile(
    rf"(?P<straat>{_CHAIN}[^\W\d_][\w.'’\-]*\s+{_NUMMER}[\s,.;:(–\-]{{1,4}})?{_POSTCODE}(?P<plaats>{_PLAATS})"
)
_STRAAT = re.compile(
    rf"{_CHAIN}\b(?!(?:onder|heen|terug)weg)[^\W\d_][\w'’\-]+"
    rf"(?i:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|dijk|hof|plantsoen|str\.?)\s+{_NUMMER}"
)
# Behind a year or an amount these are words, unless a street and number stand before them.
_WOORDEN = frozenset(
    "al as bv cm de en er eu ex fl ga gr ha he ik in is ja je jl kg km kw ma me ml mm na nr nu of om op pp"
    " st te ti to uw wc we wo ze zo".split()
)


def numbers_in(text: str) -> Iterator[str]:
    return (found.group() for found in _TELEFOON.finditer(text))


def mails_in(text: str) -> Iterator[str]:
    return (found.group() for found in _MAIL.finditer(text))


def addresses_in(text: str) -> Iterator[str]:
    """A postcode with the street and number before it; then what is left of streets with a number."""
    for found in _ADRES.finditer(text):
        letters = found["letters"]
        if found["straat"] or letters.isupper() or letters.lower() not in _WOORDEN:
            yield found.group()
    yield from (found.group() for found in _STRAAT.finditer(text))


def national(number: str) -> str:
    """The last nine digits: the same number, with or without the code of the country."""
    return re.sub(r"\D", "", number)[-9:]


def domain_of(mail: str) -> str:
    return mail.rpartition("@")[2].lower()
