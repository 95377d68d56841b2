"""The forms of the doors: to the newsroom and to the press desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from accounts.origin import sender_address
from accounts.throttle import Bound

TEN_MINUTES = 600
# An outlet shares one address. What is counted is what failed: who knows the password is kept out by others for ten
# minutes at most.
BY_ADDRESS = Bound("sign-in.address", 50, TEN_MINUTES)
BY_NAME = Bound("sign-in.name", 10, TEN_MINUTES)
TOO_MANY = ngettext_lazy(
    "Too many attempts. Please try again in %(minutes)s minute.",
    "Too many attempts. Please try again in %(minutes)s minutes.",
    "minutes",
)


def too_many(seconds: int) -> ValidationError:
    """What who tried too often is told, known or unknown."""
    return ValidationError(TOO_MANY, code="too_many", params={"minutes": -(-seconds // 60)})


class BoundedSignIn:
    """For a form that signs in: refuses after too many failures, with the same words whether the name exists or not."""

    request: Any
    cleaned_data: dict[str, Any]

    def clean(self) -> Any:
        """Look at no password of whoever failed too often; count what fails."""
        asked = [(BY_NAME, str(self.cleaned_data.get("username") or ""))]
        if self.request is not None:
            asked.append((BY_ADDRESS, sender_address(self.request)))
        if wait := max(bound.wait(who) for bound, who in asked):
            raise too_many(wait)
        try:
            return super().clean()  # type: ignore[misc]
        except ValidationError:
            for bound, who in asked:
                bound.count(who)
            raise


class LoginForm(BoundedSignIn, WagtailLoginForm):
    """Wagtail's, with each box named in the reader's language alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
