"""Signed links that stand for a log-in: one confirms a submission, one follows it."""

from django.core import signing

from home.submissions.models import Submission

CONFIRM, FOLLOW = "home.submission.confirm", "home.submission.follow"
CONFIRM_DAYS = 3


def token(submission: Submission, purpose: str) -> str:
    """What the link carries: the row and its reference, good for one purpose alone."""
    return signing.dumps([submission.pk, submission.reference], salt=purpose)


def find_late(text: str) -> Submission | None:
    """The submission of a link to confirm, however old, while the sender is still waited for.

    Raises signing.BadSignature.
    """
    pk, reference = signing.loads(text, salt=CONFIRM)
    waiting = Submission.objects.filter(state=Submission.State.UNCONFIRMED, forgotten_at=None)
    return waiting.exclude(email="").filter(pk=pk, reference=reference).first()


def find(text: str, purpose: str) -> Submission:
    """The submission of a link.

    Raises signing.SignatureExpired when a link to confirm is older than three days, signing.BadSignature for
    everything else that is no link of ours, and Submission.DoesNotExist.
    """
    age = CONFIRM_DAYS * 24 * 3600 if purpose == CONFIRM else None
    pk, reference = signing.loads(text, salt=purpose, max_age=age)
    return Submission.objects.select_related("unit", "page", "call").get(pk=pk, reference=reference)
