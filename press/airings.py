"""An outlet reports that it aired a story: the province sees where it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.accreditation import is_accredited
from press.models import Airing
from press.views import keep_private, story_for
from story.models import StoryPage
from story.states import seen_by

FORMAT = "%Y-%m-%dT%H:%M"


class AiringForm(forms.ModelForm):
    """What was aired, where and when."""

    link = forms.URLField(
        label=gettext_lazy("link"),
        help_text=gettext_lazy("If it can be read or watched on the web."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Airing
        fields = ["outlet", "programme", "aired_at", "link"]
        widgets = {"aired_at": forms.DateTimeInput({"type": "datetime-local"}, format=FORMAT)}

    def clean_aired_at(self) -> Any:
        """What is to come has not been aired."""
        moment = self.cleaned_data["aired_at"]
        if moment > timezone.now():
            raise forms.ValidationError(_("This time has not come yet."))
        return moment


def may_see(user: Any, page: StoryPage) -> bool:
    """Whether a person sees what was reported of a story: accredited, or whose work the story is."""
    return bool(
        user.is_authenticated
        and user.is_active
        and (is_accredited(user) or seen_by(user).filter(pk=page.pk).exists())
    )


@require_http_methods(["GET", "HEAD", "POST"])
def airings(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The airings of one story, and for accredited persons the form to report one."""
    page = story_for(request, page_id)
    if not may_see(request.user, page):
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
    accredited = is_accredited(request.user)
    with translation.override(page.locale.language_code):
        form = _form(request, page)
        if request.method == "POST":
            if not accredited:
                raise PermissionDenied
            if form.is_valid():
                form.save()
                messages.success(request, _("Thank you: the province sees it now."))
                return redirect("press:airings", page.pk)
        context = {
            "page": page,
            "form": form if accredited else None,
            "airings": page.airings.all()[:200],
        }
        response = render(request, "pages/press_airings.html", context)
    keep_private(response)
    return response


def _form(request: HttpRequest, page: StoryPage) -> AiringForm:
    user: Any = request.user
    airing = Airing(page=page, by=user if user.is_authenticated else None)
    return AiringForm(
        request.POST or None, instance=airing, initial={"outlet": getattr(user, "organisation", "")}
    )
