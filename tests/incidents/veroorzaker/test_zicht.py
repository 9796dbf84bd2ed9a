"""That a veroorzaker is known is a hint of who it is: for who may know the name only."""

from tests.incidents.veroorzaker.conftest import url_of

WOORDEN = ("dezelfde veroorzaker deed eerder iets", "gezocht of de veroorzaker bekend is")


def test_the_leidinggevende_reads_no_hint_that_the_veroorzaker_is_known(
    meld, ken, ingelogd, leidinggevende, agressiecoordinator
):
    first, again = meld(days_ago=30), meld()
    ken(first)
    ken(again)
    full = ingelogd(agressiecoordinator).get(url_of(again)).content.decode()
    page = ingelogd(leidinggevende).get(url_of(again)).content.decode()
    assert [word in full for word in WOORDEN] == [True, True]
    assert [word in page for word in WOORDEN] == [False, False]
