"""The contact page, where a reader reports a wrong figure or writes to the editorial board."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.addresses import address
from home.feedback.forms import FeedbackForm
from home.feedback.models import Feedback
from home.site.imprint import imprint
from story.questions.gate import Throttle, stamp

HOUR = 60 * 60
throttle = Throttle("feedback", most=5, seconds=HOUR)
SENT = "sent"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Who publishes the site and how to reach them; keep a message, say thank you."""
    locale = get_language() or settings.LANGUAGE_CODE
    about = _asked_about(request)
    kind = Feedback.Kind.FIGURE if about else Feedback.Kind.OTHER
    form = FeedbackForm(request.POST or None, initial={"opened": stamp(), "about": about, "kind": kind})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            done = f"{address('contact', locale)}?{SENT}"
            if form.is_trapped or form.save(locale, lambda: throttle.allows(request)):
                return redirect(done)
            status = 429
            form.add_error(None, _("Many messages came from your network. Try again in an hour."))
        else:
            status = 422
    context = {
        "form": form,
        "imprint": imprint(locale),
        "sent": SENT in request.GET,
        "translated_address": True,
    }
    response = render(request, "pages/contact.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    return response


def _asked_about(request: HttpRequest) -> str:
    """The page that the link to the form named: a path of this site, or nothing."""
    asked = request.GET.get("ve") or request.GET.get("about") or ""
    ours = asked.startswith("/") and not asked.startswith("//") and len(asked) <= 500
    return asked if ours and asked.isprintable() else ""
