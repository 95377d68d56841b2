"""Made once: what is sent twice, by a double press or by a form that also saves itself, is made one time."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django import forms
from django.db import models, transaction
from django.utils import timezone

from story.models import Creation

KEPT_DAYS = 30
Thing = TypeVar("Thing", bound=models.Model)


def token() -> str:
    """What tells one opened form from every other; it travels in a hidden field."""
    return uuid.uuid4().hex


class TokenField(forms.Field):
    """The hidden field in which the token of a form travels; whatever comes back in it is no error."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=token)


def key(sent: Any, *held: Any) -> uuid.UUID | None:
    """The key of a form (its token as it came back) and of what it holds; None for a form without a token.

    What a person changes before sending the same form again is another key, and so another thing.
    """
    try:
        form = uuid.UUID(str(sent or ""))
    except ValueError:
        return None
    return uuid.uuid5(form, hashlib.sha256(repr(held).encode(errors="surrogatepass")).hexdigest())


def digest(file: Any) -> str:
    """The fingerprint of an uploaded file, which is left at its beginning."""
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


def claim(key: uuid.UUID) -> Creation:
    """The row of a key, held until the transaction ends; whoever comes second waits here for the first."""
    row, _new = Creation.objects.select_for_update().get_or_create(key=key)
    return row


def made_once(key: uuid.UUID | None, make: Callable[[], Thing]) -> Thing:
    """What `make` makes, or what it made for this key before; without a key it is made each time."""
    if key is None:
        return make()
    with transaction.atomic():
        row = claim(key)
        if row.made is None:
            row.made = make()
            row.save()
        return row.made


def forget(days: int = KEPT_DAYS) -> int:
    """Delete the keys of forms that nobody has open any more; returns how many."""
    old = Creation.objects.filter(created_at__lt=timezone.now() - timedelta(days=days))
    return old.delete()[0]
