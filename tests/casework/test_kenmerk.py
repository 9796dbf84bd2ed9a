"""A kenmerk can't be guessed, shows no order, and survives being read out and typed over."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casework.kenmerk import ALPHABET, new_kenmerk, normalise

FORM = re.compile(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}")
KENMERKEN = st.text(ALPHABET, min_size=12, max_size=12).map(lambda t: f"{t[:4]}-{t[4:8]}-{t[8:]}")
HEARD = {"0": "0oO", "1": "1iIlL"}


@st.composite
def typed(draw):
    """A kenmerk, and a way in which somebody may type it."""
    kenmerk = draw(KENMERKEN)
    letters = [draw(st.sampled_from(HEARD.get(c, c + c.lower()))) for c in kenmerk.replace("-", "")]
    between = st.sampled_from(["", " ", "-", " - ", "\t", "\N{NO-BREAK SPACE}", "\N{EN DASH}", "\n"])
    return kenmerk, "".join(draw(between) + letter for letter in letters) + draw(between)


@given(typed())
def test_however_it_is_typed_it_is_found(pair):
    kenmerk, text = pair
    assert normalise(text) == kenmerk


@given(KENMERKEN)
def test_a_kenmerk_as_it_is_stays_as_it_is(kenmerk):
    assert normalise(kenmerk) == kenmerk


@given(st.text())
def test_anything_else_is_no_error_and_stays_what_it_became(text):
    assert normalise(normalise(text)) == normalise(text)


def test_new_ones_have_the_form_and_are_all_different():
    made = [new_kenmerk() for _ in range(5000)]
    assert all(FORM.fullmatch(kenmerk) for kenmerk in made)
    assert len(set(made)) == len(made)


def test_new_ones_show_no_order():
    """As often up as down, and every place takes every sign: 60 bits of chance."""
    made = [new_kenmerk() for _ in range(5000)]
    ups = sum(a < b for a, b in pairwise(made))
    assert 2300 < ups < 2700
    for place in range(14):
        assert len({kenmerk[place] for kenmerk in made}) == (1 if place in (4, 9) else len(ALPHABET))


def test_a_zaak_and_its_melding_do_not_share_one(dien_in):
    melding = dien_in()
    assert FORM.fullmatch(melding.kenmerk)
    assert melding.kenmerk != melding.zaak.kenmerk
