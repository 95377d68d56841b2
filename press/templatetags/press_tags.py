"""What templates of the press ask for themselves."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import get_language

from accounts import accreditation
from press.asked import query_of

register = template.Library()


@register.simple_tag(takes_context=True)
def press_account(context: template.Context) -> dict[str, Any]:
    """Who is signed in, how their accreditation stands, and how the addresses beside it end."""
    request = context["request"]
    query = query_of(get_language() or settings.LANGUAGE_CODE)
    # Who has no session is nobody: asking would forbid every cache to keep the public answer.
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    back = urlencode({"next": request.get_full_path()})
    return {
        "person": request.user if known else None,
        "standing": accreditation.words(request.user) if known else "",
        "query": query,
        "sign_in_query": f"{query}&{back}" if query else f"?{back}",
    }
