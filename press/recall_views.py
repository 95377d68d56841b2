"""The recalls of a person at the press desk: what changed in what they took, and that they have read it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_POST, require_safe
from wagtail.users.models import UserProfile

from press.kits.store import kit_address
from press.models import Recall
from press.views import keep_private
from story.selectors import embargoed_for, visible_to, withdrawn

SHOWN = 100


def of_person(request: HttpRequest) -> list[Recall]:
    """The newest recalls of the person who asks, of stories that were public or that they may still read before."""
    was_public = Q(page__in=visible_to(request.user).values("pk")) | Q(page__in=withdrawn().values("page"))
    still_theirs = Q(page__in=embargoed_for(request.user).values("pk"))
    found = Recall.objects.filter(was_public | still_theirs, person=request.user.pk)
    return list(found.select_related("page")[:SHOWN])


@require_safe
@login_required
def recalls(request: HttpRequest) -> HttpResponseBase:
    """The list; what is shown has been opened."""
    rows = of_person(request)
    with translation.override(_language(request)):
        context = {"recalls": [(row, "" if row.withdrawn else kit_address([row.page_id])) for row in rows]}
        response = render(request, "pages/press_recalls.html", context)
    if request.method == "GET":
        unseen = [row.pk for row in rows if row.opened_at is None]
        Recall.objects.filter(pk__in=unseen, opened_at=None).update(opened_at=timezone.now())
    keep_private(response)
    return response


@require_POST
@login_required
def confirm(request: HttpRequest, recall_id: int) -> HttpResponseBase:
    """The person says that they have read it; raises Http404 for somebody else's."""
    row = Recall.objects.filter(pk=recall_id, person=request.user.pk).first()
    if row is None:
        raise Http404(recall_id)
    now = timezone.now()
    Recall.objects.filter(pk=row.pk, opened_at=None).update(opened_at=now)
    Recall.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=now)
    return redirect("press:recalls")


def _language(request: HttpRequest) -> str:
    profile = UserProfile.objects.filter(user=request.user.pk).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
