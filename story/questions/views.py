"""The page where a reader asks the author of a story; stories themselves stay free of forms and cookies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from story.questions import address_of
from story.questions.forms import AskForm
from story.questions.gate import Throttle, stamp
from story.selectors import visible_to

HOUR = 60 * 60
throttle = Throttle("question", most=5, seconds=HOUR)
SENT = "sent"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form, keep a question, say thank you."""
    # By `id`: a number that no database can hold is then no page, where the key of a subclass would be a failure.
    page = get_object_or_404(visible_to(request.user).select_related("locale"), id=page_id)
    address = address_of(page)
    if page.locale.language_code != get_language() or request.path != address:
        return redirect(address, permanent=True)
    form = AskForm(request.POST or None, initial={"opened": stamp()})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            if form.is_trapped:
                return redirect(f"{address}?{SENT}")
            if form.save(page.pk, lambda: throttle.allows(request)):
                return redirect(f"{address}?{SENT}")
            status = 429
            form.add_error(None, _("Many questions came from your network. Try again in an hour."))
        else:
            status = 422
    context = {"story": page, "form": form, "sent": SENT in request.GET}
    response = render(request, "pages/ask.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(HOUR)
    return response
