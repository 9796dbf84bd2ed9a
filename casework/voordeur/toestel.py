"""What a browser keeps of somebody who typed without a connection, and whose that is."""

from django.utils.crypto import salted_hmac

from organisations.access import Access


def device_key(access: Access) -> str:
    """Under which a browser keeps what this person typed in this organisation: that of the person
    (``Access.toestel``), and of the organisation, so that nothing is sent to another."""
    organisation = salted_hmac("voordeur.toestel", str(access.organisation.pk), algorithm="sha256")
    return access.toestel + organisation.hexdigest()[:16]
