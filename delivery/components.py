"""The page of components: what every public page is made of, with examples, for people of the newsroom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from delivery import examples


@require_safe
@require_admin_access
def components(request: HttpRequest) -> HttpResponse:
    """Each component in its states, in the reader's language and theme."""
    shown = {"groups": examples.groups(), "blocks": examples.blocks(), "figures": {}}
    return render(request, "pages/components.html", shown)
