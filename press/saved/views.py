"""The saved searches of a person: the list, saving, changing, opening, and the end of mail by a link."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from press.asked import in_asked_language, locale_asked, query_of
from press.calendar import may_know
from press.listing import Selection, address, proposed_name
from press.models import SavedSearch
from press.models.searches import new_key
from press.saved import letters
from press.saved.feed import address_of
from press.saved.forms import SearchForm
from press.saved.keeping import MOST, FullError, keep
from press.saved.questions import Reader, question_of
from story.selectors import embargoed_for, visible_to


@require_safe
@in_asked_language
@login_required
def searches(request: HttpRequest) -> HttpResponseBase:
    """The list of what the person has saved, with what is new."""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
@login_required
def save(request: HttpRequest) -> HttpResponseBase:
    """Save the search that the address holds; what cannot be saved comes back with what was typed."""
    locale, person = locale_asked(request), _person(request)
    question = question_of(request.GET, locale)
    if request.method != "POST":
        proposed = request.GET.get("name") or proposed_name(Selection(person, request.GET, locale))
        notify = request.GET.get("notify") or person.notify
        return _page(request, SearchForm(initial={"name": proposed, "notify": notify}))
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        search, new = keep(person, question, locale, **form.cleaned_data)
    except FullError:
        said = _("You have %(most)d saved searches, as many as can be kept. Delete one, then save this one.")
        form.add_error(None, said % {"most": MOST})
        return _page(request, form, status=409)
    said = _("“%(name)s” is saved.") if new else _("You have saved this search already, as “%(name)s”.")
    messages.success(request, said % {"name": search.name})
    return _back(search)


@require_POST
@in_asked_language
@login_required
def change(request: HttpRequest, search_id: int) -> HttpResponseBase:
    """Another name, other mail, another address of the feed, or the end of a saved search; raises Http404."""
    search = _own(request, search_id)
    verb = request.POST.get("do")
    if verb == "delete":
        search.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": search.name})
        if pending := request.POST.get("pending"):
            return redirect(f"{reverse('press:save-search')}?{QueryDict(pending).urlencode()}")
        return redirect("press:searches")
    form = SearchForm(request.POST, instance=search, auto_id=f"search-{search.pk}-%s")
    if not form.is_valid():
        return _page(request, changed=form, status=422)
    if verb == "renew":
        search.key = new_key()
        messages.success(request, _("The feed has a new address; the old one answers no more."))
    else:
        messages.success(request, _("“%(name)s” is saved.") % {"name": search.name})
    search.save(update_fields=["name", "notify", "key"])
    return _back(search)


@require_safe
@login_required
def open_search(request: HttpRequest, search_id: int) -> HttpResponseBase:
    """Lead to the desk with the search; what is new has been seen then. Raises Http404 for somebody else's."""
    search = _own(request, search_id)
    if request.method == "GET":
        SavedSearch.objects.filter(pk=search.pk).update(seen_at=timezone.now())
    response = redirect(address(QueryDict(search.query), search.locale))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@in_asked_language
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link of a letter: a button, since programs that guard mailboxes open every link; nobody need sign in."""
    try:
        search = SavedSearch.objects.get(pk=signing.loads(token, salt=letters.SALT))
    except (signing.BadSignature, SavedSearch.DoesNotExist, ValueError, TypeError):
        lead = _("The search has been deleted, or the link is not complete. Open it from the e-mail again.")
        return _said(request, _("This link is over"), lead, 404)
    if request.method == "POST":
        SavedSearch.objects.filter(pk=search.pk).update(notify=User.Notify.NEVER)
        lead = _("The search itself stays. At your saved searches you can switch the mail on again.")
        return _said(request, _("No more mail about “%(name)s”") % {"name": search.name}, lead)
    lead = _("Press the button and you get no more mail about “%(name)s”.") % {"name": search.name}
    return _said(request, _("End the mail about this search"), lead, button=_("No more mail"))


def _said(request: HttpRequest, title: str, lead: str, status: int = 200, **more: Any) -> TemplateResponse:
    return TemplateResponse(
        request, "pages/press_step.html", {"title": title, "lead": lead, **more}, status=status
    )


def _page(
    request: HttpRequest,
    form: SearchForm | None = None,
    *,
    changed: SearchForm | None = None,
    status: int = 200,
) -> TemplateResponse:
    person, locale = _person(request), locale_asked(request)
    context: dict[str, Any] = {
        "rows": [_row(search, changed) for search in _counted(person)],
        "form": form,
        "most": MOST,
        "may_know": may_know(person),
    }
    if form is not None:
        question = question_of(request.GET, locale)
        typed = {name: form[name].value() or "" for name in form.fields}
        asked = {} if locale == settings.LANGUAGE_CODE else {"locale": locale}
        context["action"] = f"{reverse('press:save-search')}?{_joined(question, asked)}"
        context["pending"] = _joined(question, asked | typed)
    return TemplateResponse(request, "pages/press_searches.html", context, status=status)


def _joined(question: str, more: dict[str, str]) -> str:
    return "&".join(filter(None, [question, urlencode(more)]))


def _counted(person: Any) -> Any:
    """The person's searches with how many stories each has found since it was opened, of those open to them now."""
    new = Q(found__at__gt=F("seen_at"))
    public = Q(found__page__in=visible_to(person).values("pk"))
    waiting = Q(found__page__in=embargoed_for(person).values("pk"))
    return SavedSearch.objects.filter(person=person.pk).annotate(
        new=Count("found", filter=new & (public | waiting))
    )


def _row(search: Any, changed: SearchForm | None) -> dict[str, Any]:
    form = SearchForm(instance=search, auto_id=f"search-{search.pk}-%s")
    if changed is not None and changed.instance.pk == search.pk:
        form = changed
    return {
        "search": search,
        "form": form,
        "feed": address_of(search),
        "lost": Reader(search.locale).filters(QueryDict(search.query)) is None,
    }


def _person(request: HttpRequest) -> Any:
    return request.user


def _own(request: HttpRequest, search_id: int) -> SavedSearch:
    search = SavedSearch.objects.filter(pk=search_id, person=_person(request).pk).first()
    if search is None:
        raise Http404(search_id)
    return search


def _back(search: SavedSearch) -> HttpResponseRedirect:
    asked = query_of(get_language() or settings.LANGUAGE_CODE)
    return HttpResponseRedirect(f"{reverse('press:searches')}{asked}#search-{search.pk}")
