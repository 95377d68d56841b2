"""What keeps machines out of a public form: a box that only they fill in, a stamp of when it was opened, a count for each address."""

import hashlib
from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.origin import sender_address

SHORTEST_SECONDS = 3
LONGEST_SECONDS = 24 * 60 * 60
SALT = "story.questions.gate"


def stamp() -> str:
    """The moment a form is opened, signed."""
    return signing.dumps("opened", salt=SALT)


def address_of(request: HttpRequest) -> str:
    """A digest of the address that the request came from; the address itself is kept nowhere."""
    return hashlib.sha256(sender_address(request).encode()).hexdigest()[:32]


class Throttle:
    """At most `most` times in a window of `seconds` for each address."""

    def __init__(self, name: str, most: int, seconds: int) -> None:
        self.name, self.most, self.seconds = name, most, seconds

    def allows(self, request: HttpRequest) -> bool:
        """Count this time, and say whether it is within the bound."""
        key = f"throttle:{self.name}:{address_of(request)}"
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key) <= self.most
        except ValueError:
            # The window ended between the two.
            return True


class GatedForm(forms.Form):
    """A public form with a honeypot (`website`) and a stamp (`opened`)."""

    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    data: Any

    @property
    def is_trapped(self) -> bool:
        """Whether the box that people do not see is filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean(self) -> dict[str, Any] | None:
        """Refuse what was sent faster than a person types, or from a form opened days ago; what was typed stays."""
        cleaned = super().clean()
        opened = self.data.get(self.add_prefix("opened"), "")
        self.data = self.data.copy()
        try:
            signing.loads(opened, salt=SALT, max_age=LONGEST_SECONDS)
        except signing.BadSignature:
            self.data[self.add_prefix("opened")] = stamp()
            message = _("This page was open for too long. Everything is still here: send it again.")
            raise ValidationError(message) from None
        try:
            signing.loads(opened, salt=SALT, max_age=SHORTEST_SECONDS)
        except signing.SignatureExpired:
            return cleaned
        raise ValidationError(_("That was very fast. Wait a moment and send it again."))
