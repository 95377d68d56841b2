"""Where translation meets Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from translation import (  # noqa: F401 - showing registers its hooks
    beside,
    checking,
    deciding,
    editor,
    entering,
    guards,
    machine,
    sending,
    showing,
)
from translation.handover import views as handover
from translation.memory import views as memory


def translation_of(page: Page) -> Translation | None:
    """The running translation that a page is the target of, if any."""
    running = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return running.select_related("source__locale", "source__specific_content_type", "target_locale").first()


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, then send a translation for checking."""
    page = get_object_or_404(Page, pk=page_id).specific
    translation = translation_of(page)
    if translation is None or not guards.may_open(request.user, translation, page):
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        sending.send(request, translation, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    total, translated = translation.get_progress()
    context = {
        "page": page,
        "total": total,
        "translated": translated,
        "translation": translation,
        "machine": (count := machine.unconfirmed(translation).count()) and machine.in_words(count),
        "numbers": sorted(checking.of_translation(translation), key=lambda found: not found.blocking),
        "header_title": _("Send for checking"),
    }
    return TemplateResponse(request, "admin/translation/submit.html", context)


@hooks.register("register_admin_urls")
def own_urls() -> list[URLPattern]:
    """Sending and deciding, the help beside a sentence, memory, files and the machine."""
    files = "translation/<int:translation_id>/files/"
    download = guards.opened(handover.download)
    return [
        path("translation/<int:page_id>/submit/", submit, name="translation_submit"),
        path("translation/<int:page_id>/decide/", deciding.decide, name="translation_decide"),
        *beside.urlpatterns,
        path("translation/memory/", memory.memory, name="translation_memory"),
        path(
            "translation/memory/<slug:source>-to-<slug:target>.tmx",
            memory.download,
            name="translation_memory_download",
        ),
        path(
            "translation/<int:translation_id>/memory/apply/",
            guards.unlocked(memory.apply),
            name="translation_memory_apply",
        ),
        path(files, guards.unlocked(handover.upload), name="translation_handover"),
        path(files + "xliff/upload/", guards.unlocked(handover.upload), name="translation_xliff_upload"),
        path(files + "xliff/", download, {"name": "xlf"}, name="translation_xliff_download"),
        path(files + "po/", download, {"name": "po"}, name="translation_po_download"),
        path(
            "translation/<int:translation_id>/machine/",
            guards.unlocked(entering.confirm_machine),
            name="translation_machine_confirm",
        ),
    ]


# Before localize's own: the first pattern that fits an address answers it.
@hooks.register("register_admin_urls", order=-10)
def guarded_urls() -> list[URLPattern]:
    """The addresses of localize, guarded."""
    one, report = "localize/translate/<int:translation_id>/", guards.GuardedReportView
    return [
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
        path(one + "pofile/upload/", guards.unlocked(handover.upload)),
        path(one + "pofile/download/", guards.opened(handover.download), {"name": "po"}),
        path(one + "machine_translate/", guards.unlocked(entering.machine_translate)),
        path(one + "preview/", guards.opened(edit_translation.preview_translation)),
        path(one + "preview/<str:mode>/", guards.opened(edit_translation.preview_translation)),
        path(one + "disable/", guards.unlocked(edit_translation.stop_translation)),
        path("localize/page/<int:page_id>/convert_to_alias/", guards.convert_to_alias),
        path("localize/reports/translations/", report.as_view()),
        path("localize/reports/translations/results/", report.as_view(results_only=True)),
        path(
            "localize/api/snippets/<slug:app_label>/<slug:model_name>/",
            guards.GuardedSnippetViewSet.as_view({"get": "list"}),
        ),
        path(
            "localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
            guards.GuardedSnippetViewSet.as_view({"get": "retrieve"}),
        ),
    ]


@hooks.register("register_reports_menu_item")
def memory_menu_item() -> MenuItem:
    """The memory, beside the reports."""
    return MemoryMenuItem(
        gettext_lazy("Translation memory"),
        reverse_lazy("translation_memory"),
        name="translation-memory",
        icon_name="wagtail-localize-language",
        order=1300,
    )


class MemoryMenuItem(MenuItem):
    """Shown to those who translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may start a translation."""
        return request.user.has_perm(memory.MAY)


@hooks.register("before_edit_page", order=-20)
def translators_screen(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The editor of a translation, in the place of localize's; its publish button sends into the workflow."""
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        return restart(request, page)
    translation = translation_of(page)
    if translation is None:
        return None
    if not guards.may_open(request.user, translation, page):
        messages.error(request, _("The original is not public and not yours to edit."))
        return redirect("wagtailadmin_home")
    if request.method != "POST":
        return editor.edit(request, translation, page)
    if request.POST.get("action") != "publish":
        return redirect("wagtailadmin_pages:edit", page.pk)
    if not page.has_workflow:
        wrong = sending.refused(request, translation, checking.of_translation(translation))
        wrong = wrong or sending.incomplete(request, sending.draft_of(translation, page))
        return redirect("wagtailadmin_pages:edit", page.pk) if wrong else None
    sending.send(request, translation, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


def restart(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A translation that was stopped runs again, unless the page takes no changes now."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=False
    ).first()
    if stopped is None:
        return None
    if not guards.may_open(request.user, stopped, page):
        raise PermissionDenied
    if closed := guards.why_closed(request.user, page):
        messages.error(request, closed)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return edit_translation.restart_translation(request, stopped, page)


@hooks.register("construct_page_action_menu")
def no_aliases(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """No button leads to what is refused."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("register_page_listing_more_buttons")
def submit_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Send for checking, and the files for translators, from the list; in the editor the bar has them."""
    translation = None if page.is_root() else translation_of(page)
    if translation is None:
        return
    rights = page.permissions_for_user(user)
    if rights.can_edit():
        address = reverse("translation_handover", args=[translation.pk])
        yield Button(_("Files for translators"), address, icon_name="download", priority=56)
    if rights.can_edit() and rights.can_submit_for_moderation():
        address = reverse("translation_submit", args=[page.pk])
        yield Button(_("Send for checking"), address, icon_name="upload", priority=55)
