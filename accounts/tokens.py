"""How a program says whose it is: `Authorization: Bearer …`."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import ApiToken

# Not each request of a program writes a row.
USED_EVERY = timedelta(minutes=5)


class InvalidTokenError(Exception):
    """A token that is not known, has ended or was revoked."""


def new_secret() -> str:
    """A secret of 256 bits."""
    return f"lg_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def token_of(request: HttpRequest) -> ApiToken | None:
    """The token that a request names, if it names one; raises InvalidTokenError when it is not valid."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    now = timezone.now()
    valid = ApiToken.objects.filter(revoked_at=None).exclude(expires_on__lt=timezone.localdate())
    token = valid.filter(digest=digest_of(secret.strip())).first()
    if token is None:
        raise InvalidTokenError
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token
