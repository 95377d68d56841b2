"""The form, and the link that confirms it. Nothing that is answered says whether an address has an account."""

from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import accrediting
from accounts.models import AccreditationRequest
from accounts.origin import sender_address
from accounts.throttle import HOUR, Bound
from press.accrediting import links
from press.accrediting.forms import RequestForm, TooManyError
from press.asked import in_asked_language
from story.questions.gate import stamp

State = AccreditationRequest.State
# An outlet shares one address; one mailbox needs one request.
BY_ADDRESS = Bound("accreditation.address", 10, HOUR)
BY_MAILBOX = Bound("accreditation.mailbox", 5, 24 * HOUR)
SENT = "sent"


@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
def ask(request: HttpRequest) -> HttpResponseBase:
    """Show the form; keep a request and say that a mail is on its way."""
    if SENT in request.GET:
        return _said(
            request,
            _("Look into your mailbox"),
            _(
                "We have sent you an e-mail. Open the link in it within three days: only then does anybody read "
                "your request."
            ),
        )
    if request.method != "POST":
        return _form(request, RequestForm(initial={"opened": stamp()}))
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    try:
        # A machine that fills in the hidden box is thanked like everybody.
        if not form.is_trapped:
            form.save(get_language() or "vi", lambda email: _seconds_to_wait(request, email))
    except TooManyError as error:
        form.add_error(None, _("Too many requests from here just now. Please send it again later."))
        response = _form(request, form, 429)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    locale = f"&locale={request.GET['locale']}" if "locale" in request.GET else ""
    return redirect(f"{request.path}?{SENT}{locale}")


def _seconds_to_wait(request: HttpRequest, email: str) -> int:
    return max(BY_ADDRESS.count(sender_address(request)), BY_MAILBOX.count(email))


def _form(request: HttpRequest, form: RequestForm, status: int = 200) -> TemplateResponse:
    return TemplateResponse(request, "pages/press_accreditation.html", {"form": form}, status=status)


def _said(request: HttpRequest, title: str, lead: str, status: int = 200, **more: Any) -> TemplateResponse:
    context = {"title": title, "lead": lead, **more}
    return TemplateResponse(request, "pages/press_step.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button, since programs that guard mailboxes open every link; pressing it confirms."""
    over = _("This link is over")
    try:
        row = links.find(token)
        if request.method == "POST":
            row = accrediting.confirm(row)
    except signing.SignatureExpired:
        return _said(request, over, _("It was good for three days. Please ask once more."), 410, again=True)
    except (signing.BadSignature, AccreditationRequest.DoesNotExist, ValueError):
        return _said(request, over, _("This link is not complete. Open it from the e-mail again."), 404)
    except accrediting.AlreadyWaitingError:
        return _said(
            request,
            _("You have asked already"),
            _("A request with this e-mail address waits for its answer. You need not ask again."),
            409,
        )
    if row.state == State.UNCONFIRMED:
        asked = _("Asked in the name of %(name)s, %(outlet)s. Press the button if it was you.")
        words = {"name": row.name, "outlet": row.outlet}
        return _said(request, _("Confirm your request"), asked % words, button=_("Yes, I asked"))
    return _said(request, _("Your request has arrived"), _("The newsroom answers you by e-mail."))
