"""The signed link that proves the mailbox of who asks for accreditation."""

from django.core import signing

from accounts.models import AccreditationRequest

SALT = "press.accreditation.confirm"
DAYS = 3


def token(row: AccreditationRequest) -> str:
    """What the link carries: the row and its mailbox."""
    return signing.dumps([row.pk, row.email], salt=SALT)


def find(text: str) -> AccreditationRequest:
    """The request of a link.

    Raises signing.SignatureExpired when it is older than three days, signing.BadSignature for everything else
    that is no link of ours, and AccreditationRequest.DoesNotExist.
    """
    pk, email = signing.loads(text, salt=SALT, max_age=DAYS * 24 * 3600)
    return AccreditationRequest.objects.get(pk=pk, email=email)
