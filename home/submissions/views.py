"""The public side: the form, the link that confirms, the page that tells what became of it."""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.calls.selectors import open_call
from home.submissions import actions, links
from home.submissions.forms import SubmissionForm
from home.submissions.models import Submission
from home.submissions.throttle import TooManyError, seconds_to_wait
from story.once import made_once
from story.selectors import visible_to

View = Callable[..., HttpResponse]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form; what was sent is kept and the sender led to the page that follows it."""
    call = open_call(request.POST.get("call") or request.GET.get("call"))
    if request.method != "POST":
        return _show(request, SubmissionForm(initial={"unit": _asked_unit(request)}), call)
    form = SubmissionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, call)
    submission = form.save(commit=False)
    submission.call, submission.language = call, get_language() or "vi"

    def make() -> Submission:
        if wait := seconds_to_wait(request, submission.email):
            raise TooManyError(wait)
        return actions.send(submission, form.cleaned_data["attachments"])

    try:
        kept = made_once(form.key, make)
    except TooManyError as error:
        return _too_many(request, form, call, error.seconds)
    return redirect("home:follow", links.token(kept, links.FOLLOW))


def _asked_unit(request: HttpRequest) -> str:
    asked = request.GET.get("unit", "")
    return asked if asked.isascii() and asked.isdigit() and len(asked) < 10 else ""


def _show(request: HttpRequest, form: SubmissionForm, call: Any, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"form": form, "call": call, "clock": form.now(), "translated_address": True, **more}
    return render(request, "pages/send_story.html", context, status=status)


def _too_many(request: HttpRequest, form: SubmissionForm, call: Any, wait: int) -> HttpResponse:
    minutes = -(-wait // 60)
    later = (
        ngettext("in %(count)s minute", "in %(count)s minutes", minutes) % {"count": minutes}
        if minutes < 120
        else ngettext("in %(count)s hour", "in %(count)s hours", -(-minutes // 60))
        % {"count": -(-minutes // 60)}
    )
    response = _show(request, form, call, status=429, later=later)
    response.headers["Retry-After"] = str(wait)
    return response


def by_link(view: View) -> View:
    """For one person's eyes: kept by no cache, found by no search engine, named to no other site."""

    def shown(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, since programs that guard mailboxes open every link; pressing it confirms."""
    try:
        submission = links.find(token, links.CONFIRM)
    except signing.SignatureExpired:
        return _late(request, token)
    except (signing.BadSignature, Submission.DoesNotExist, ValueError):
        message = _("This link is not complete. Open it from the e-mail again.")
        return render(request, "pages/link_over.html", {"message": message}, status=404)
    if request.method == "POST":
        actions.confirm(submission)
    if request.method == "POST" or submission.state != Submission.State.UNCONFIRMED:
        return redirect("home:follow", links.token(submission, links.FOLLOW))
    return render(request, "pages/confirm_story.html", {"submission": submission})


def _late(request: HttpRequest, token: str) -> HttpResponse:
    """The link is over: a button sends another; what is answered says nothing of who waits for it."""
    if request.method != "POST":
        message = _("This link was good for three days. We can send you another.")
        return render(request, "pages/link_over.html", {"message": message, "late": True}, status=410)
    submission = links.find_late(token)
    if wait := seconds_to_wait(request, submission.email if submission else ""):
        message = _("Too many links were sent. Please try again later.")
        response = render(request, "pages/link_over.html", {"message": message}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    if submission:
        actions.send_link_again(submission)
    message = _("If your story still waits to be confirmed, a new link is on its way to your mailbox.")
    return render(request, "pages/link_over.html", {"message": message, "title": _("Look into your mailbox")})


@require_safe
@by_link
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a submission, for whoever holds its link."""
    try:
        submission = links.find(token, links.FOLLOW)
    except (signing.BadSignature, Submission.DoesNotExist, ValueError) as error:
        raise Http404 from error
    if submission.forgotten_at:
        message = _("What this submission said has been deleted, as we promise.")
        return render(request, "pages/link_over.html", {"message": message}, status=410)
    page = visible_to(None).filter(pk=submission.page_id).first()
    address = page.url if page else ""
    context = {"submission": submission, "steps": steps_of(submission), "address": address}
    return render(request, "pages/follow_story.html", context)


def steps_of(submission: Submission) -> list[dict[str, Any]]:
    """The way of a submission: what is done, with its moment, and what is still ahead."""
    steps: list[dict[str, Any]] = [
        {"label": pgettext("submission", "Sent"), "at": submission.created_at},
        {"label": pgettext("submission", "Confirmed"), "at": submission.confirmed_at},
    ]
    if submission.state == Submission.State.DECLINED:
        return [*steps, {"label": pgettext("submission", "Not taken up"), "at": submission.decided_at}]
    return [
        *steps,
        {"label": pgettext("submission", "Taken up by an editor"), "at": submission.decided_at},
        {"label": pgettext("submission", "Published"), "at": submission.published_at},
    ]
