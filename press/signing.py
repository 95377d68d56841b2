"""How journalists sign in, sign out and set their password, in the look of the site; and who enters by the admin's door."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.account import LoginView as WagtailLoginView

from accounts import roles
from accounts.forms import BoundedSignIn, too_many
from accounts.origin import sender_address
from accounts.throttle import HOUR, Bound
from press.asked import in_asked_language
from story import outbox

STEP = "pages/press_step.html"
RESETS_BY_ADDRESS = Bound("password.address", 20, HOUR)
RESETS_BY_MAILBOX = Bound("password.mailbox", 3, HOUR)
in_its_language = method_decorator(in_asked_language, name="dispatch")


class SignInForm(BoundedSignIn, AuthenticationForm):
    """User name and password; who was accredited by request signs in with their e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext_lazy("User name")
        self.fields["username"].help_text = gettext_lazy("For most journalists, their e-mail address.")
        self.fields["password"].label = gettext_lazy("Password")

    def clean_username(self) -> str:
        """An e-mail address in whatever case it is typed."""
        username: str = self.cleaned_data["username"]
        return username.lower() if "@" in username else username


@in_its_language
class SignIn(auth.LoginView):
    """The door to the press desk."""

    template_name = "pages/press_sign_in.html"
    authentication_form = SignInForm
    next_page = "press:desk"


@in_its_language
class SignOut(auth.LogoutView):
    """Out by a button, never by a link; the cookie goes too, so that public pages come from the cache again."""

    next_page = "press:desk"


class StaffDoor(WagtailLoginView):
    """The admin's own door: who may not enter there is led to the press desk instead of being refused."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self._to_the_desk() if self._is_visitor() else super().get(*args, **kwargs)

    def get_success_url(self) -> str:
        asked = self.get_redirect_url()
        home = reverse("wagtailadmin_home")
        if self._is_visitor() and (not asked or asked.startswith(home)):
            return reverse("press:desk")
        return asked or home

    def _is_visitor(self) -> bool:
        user = self.request.user
        return user.is_authenticated and not user.has_perm(roles.ACCESS_ADMIN)

    def _to_the_desk(self) -> HttpResponseBase:
        # The refusal that Wagtail has put down would be read at the next page that shows messages.
        list(get_messages(self.request))
        return redirect("press:desk")


class ForgottenForm(PasswordResetForm):
    """Where the link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )

    def save(self, *args: Any, **options: Any) -> None:
        """Leave the link to the clock: who asks learns nothing, not even from the time that the answer takes."""
        email = self.cleaned_data["email"]
        alike = get_user_model().objects.filter(email__iexact=email, is_active=True)
        # What a database holds for the same letter may be another mailbox.
        people = [person.pk for person in alike if person.email.lower() == email.lower()]
        outbox.leave("press.password_forgotten", people=people, locale=get_language())


@in_its_language
class Forgotten(auth.PasswordResetView):
    """Ask for a link to set a new password."""

    template_name = STEP
    form_class = ForgottenForm
    success_url = reverse_lazy("press:password-sent")
    extra_context = {
        "title": gettext_lazy("Forgotten password"),
        "lead": gettext_lazy("We send you a link with which you choose a new one."),
        "button": gettext_lazy("Send the link"),
    }

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """The same answer whether there is an account or not."""
        waits = (
            RESETS_BY_ADDRESS.count(sender_address(self.request)),
            RESETS_BY_MAILBOX.count(form.cleaned_data["email"]),
        )
        if wait := max(waits):
            form.add_error(None, too_many(wait))
            response = self.form_invalid(form)
            response.status_code = 429
            response.headers["Retry-After"] = str(wait)
            return response
        return super().form_valid(form)


@in_its_language
class SetPassword(auth.PasswordResetConfirmView):
    """Choose a password by the link of a mail."""

    template_name = STEP
    success_url = reverse_lazy("press:password-done")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = super().get_context_data(**kwargs)
        if self.validlink:
            return said | {"title": _("Choose your password"), "button": _("Save the password")}
        return said | {
            "title": _("This link is over"),
            "lead": _("A link to set a password is good for three days, and once."),
            "link": reverse("press:password-forgotten"),
            "link_label": _("Send me another"),
        }


@in_its_language
class ChangePassword(auth.PasswordChangeView):
    """Choose another password."""

    template_name = STEP
    success_url = reverse_lazy("press:password-done")
    extra_context = {
        "title": gettext_lazy("Change your password"),
        "button": gettext_lazy("Save the password"),
    }


def _said(request: HttpRequest, title: str, lead: str, **more: Any) -> TemplateResponse:
    return TemplateResponse(request, STEP, {"title": title, "lead": lead, **more})


@require_safe
@in_asked_language
def password_sent(request: HttpRequest) -> HttpResponseBase:
    """The same for everybody."""
    lead = _(
        "If there is an account with this e-mail address, a link is on its way to it. It is good for three days."
    )
    return _said(request, _("Look into your mailbox"), lead)


@require_safe
@in_asked_language
def password_done(request: HttpRequest) -> HttpResponseBase:
    """Whoever changed it is signed in still; whoever came by a link signs in now."""
    signed_in = request.user.is_authenticated
    return _said(
        request,
        _("Your password is saved"),
        "" if signed_in else _("Sign in with it from now on."),
        link=reverse("press:desk" if signed_in else "press:sign-in"),
        link_label=_("To the press desk") if signed_in else _("Sign in"),
    )
