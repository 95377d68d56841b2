"""Where translation meets Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from translation import (
    checking,
    entering,
    guards,
    showing,  # noqa: F401 - registers its hooks
)


def translation_of(page: Page) -> Translation | None:
    """The running translation that a page is the target of, if any."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, then send a translation for checking."""
    page = get_object_or_404(Page, pk=page_id).specific
    translation = translation_of(page)
    if translation is None or not page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        guards.send_to_workflow(request, translation, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    total, translated = translation.get_progress()
    context = {
        "page": page,
        "total": total,
        "translated": translated,
        "numbers": sorted(checking.of_translation(translation), key=lambda found: not found.blocking),
        "header_title": _("Send for checking"),
    }
    return TemplateResponse(request, "admin/translation/submit.html", context)


# Before localize's own: the first pattern that fits an address answers it.
@hooks.register("register_admin_urls", order=-10)
def guarded_urls() -> list[URLPattern]:
    """The addresses of localize that are guarded, and the one to send a translation for checking."""
    one = "localize/translate/<int:translation_id>/"
    return [
        path("translation/<int:page_id>/submit/", submit, name="translation_submit"),
        path("localize/submit/page/<int:page_id>/", guards.GuardedSubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", guards.GuardedUpdateView.as_view()),
        path(
            one + "strings/<int:string_segment_id>/edit/",
            guards.unlocked(entering.edit_string),
        ),
        path(
            one + "overrides/<int:overridable_segment_id>/edit/",
            guards.unlocked(edit_translation.edit_override),
        ),
        path(one + "pofile/upload/", guards.unlocked(entering.upload_po)),
        path(one + "machine_translate/", guards.unlocked(entering.machine_translate)),
        path(one + "disable/", guards.unlocked(edit_translation.stop_translation)),
        path("localize/page/<int:page_id>/convert_to_alias/", guards.convert_to_alias),
    ]


@hooks.register("before_edit_page", order=-20)
def publish_means_submit(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The publish button of localize's editor sends the translation into the workflow of its language."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    if translation is None:
        return None
    if not page.has_workflow:
        wrong = guards.refused(request, translation, checking.of_translation(translation))
        return redirect("wagtailadmin_pages:edit", page.pk) if wrong else None
    guards.send_to_workflow(request, translation, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def submit_button(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """Send for checking, beside the other things to do with a translation."""
    if page.is_root() or not translation_of(page):
        return
    rights = page.permissions_for_user(user)
    if rights.can_edit() and rights.can_submit_for_moderation():
        address = reverse("translation_submit", args=[page.pk])
        yield Button(_("Send for checking"), address, icon_name="upload", priority=55)
