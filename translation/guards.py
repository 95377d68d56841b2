"""The narrow doors to wagtail-localize: who may start, read and change a translation.

Its views ask only for `submit_translation`, ignore locks, and publish past the workflow; these stand in front of them
at the same addresses. Each asks the same two questions: may this person read the original and edit the translation,
and does the translation take strings now.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from story.selectors import is_public
from translation import beginning
from translation.sources import Source

View = Callable[..., HttpResponse]


def may_read_source(user: Any, page: Page) -> bool:
    """Whether the text that a translation is made from is open to the user: public, or theirs to edit."""
    return is_public(page) or page.permissions_for_user(user).can_edit()


def may_translate_into(user: Any, page: Page, locale: Locale) -> bool:
    """Whether the user may put a page beside `page`'s place in another language."""
    parent = page.get_parent().get_translation_or_none(locale)
    return parent is not None and parent.permissions_for_user(user).can_add_subpage()


def source_of(translation: Translation) -> Any:
    """The page that is translated, asked for once."""
    source = translation.source
    if not hasattr(source, "_instance"):
        source._instance = source.get_source_instance()
    return source._instance


def may_open(user: Any, translation: Translation, page: Page) -> bool:
    """Whether the user may see original and translation side by side."""
    source = source_of(translation)
    return bool(page.permissions_for_user(user).can_edit()) and may_read_source(user, source)


def why_closed(user: Any, page: Page) -> str:
    """Why a translation takes no strings now, in words; nothing where it does.

    What is being checked is closed to its checkers too: they say it in a remark, and whoever translates changes it.
    """
    if page.workflow_in_progress:
        return _("This translation is being checked; it cannot be changed now.")
    if page.permissions_for_user(user).page_locked():
        return _("This translation is locked or waits for its time; it cannot be changed now.")
    return ""


class GuardedSubmitView(SubmitPageTranslationView):
    """Starts a translation for those who may read the source and write at its place."""

    def get_object(self) -> Page:
        page = super().get_object()
        if not may_read_source(self.request.user, page):
            raise PermissionDenied
        return page

    def get_form(self) -> Any:
        form = super().get_form()
        locales = form.fields["locales"].queryset
        allowed = [
            locale.pk for locale in locales if may_translate_into(self.request.user, self.object, locale)
        ]
        if not allowed:
            raise PermissionDenied
        form.fields["locales"].queryset = locales.filter(pk__in=allowed)
        if not self.object.permissions_for_user(self.request.user).can_edit():
            # Below a public page there may be drafts.
            form.fields.pop("include_subtree")
            if form.is_bound and form.is_valid():
                form.cleaned_data["include_subtree"] = False
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Begin each translation in a few queries; of what is below, that which does not stand there yet."""
        locales = list(form.cleaned_data["locales"])
        drafts = [beginning.begin(self.object, locale, self.request.user) for locale in locales]
        if form.cleaned_data["include_subtree"]:
            for page in self.object.get_descendants().specific():
                for locale in locales:
                    if not page.has_translation(locale):
                        beginning.begin(page, locale, self.request.user)
        names = ", ".join(str(locale.get_display_name()) for locale in locales)
        messages.success(self.request, self.get_success_message(names))
        single = drafts[0] if len(drafts) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(single))


class GuardedUpdateView(UpdateTranslationsView):
    """Brings the source's changes to the translators; never publishes."""

    def get_object(self) -> Any:
        source = get_object_or_404(Source, pk=self.kwargs["translation_source_id"])
        instance, user = source.get_source_instance(), self.request.user
        if isinstance(instance, Page):
            self.targets = [item.get_target_instance() for item in source.translations.filter(enabled=True)]
            allowed = all(target.permissions_for_user(user).can_edit() for target in self.targets)
            if not (allowed and may_read_source(user, instance)):
                raise PermissionDenied
        return source

    def get_form(self) -> Any:
        form = super().get_form()
        # A translation goes out through the workflow of its language alone.
        form.fields.pop("publish_translations")
        # A machine is asked by its button, never on the way.
        form.fields.pop("use_machine_translation", None)
        if form.is_bound and form.is_valid():
            form.cleaned_data["publish_translations"] = False
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Bring the changes in, and the restrictions of the source with them."""
        response = super().form_valid(form)
        for target in self.targets:
            beginning.hold_back(self.object.get_source_instance(), target)
        return response


def opened(view: View) -> View:
    """Let nobody in who may not read the original or not edit the translation."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id)
        target = translation.get_target_instance()
        if isinstance(target, Page) and not may_open(request.user, translation, target):
            raise PermissionDenied
        return view(request, translation_id, *args, **kwargs)

    return guarded


def unlocked(view: View) -> View:
    """Let nobody change strings of a page that takes none now, such as one that is being checked."""

    @wraps(view)
    @opened
    def guarded(request: HttpRequest, translation_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        target = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        closed = why_closed(request.user, target) if isinstance(target, Page) else ""
        if closed and request.method == "POST":
            messages.error(request, closed)
            return redirect("wagtailadmin_pages:edit", target.pk)
        if closed:
            return HttpResponseForbidden(closed)
        return view(request, translation_id, *args, **kwargs)

    return guarded


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Refused: an alias shows the source's own words in public, under the address of the other language."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.error(
        request, _("A page of another language is translated: it does not show the words of the first one.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


class GuardedSnippetViewSet(SnippetViewSet):
    """The names of snippets for localize's choosers, to those who may see these snippets."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        model = get_snippet_model_from_url_params(kwargs["app_label"], kwargs["model_name"])
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_any_permission(request.user, ["add", "change", "delete", "view", "choose"]):
            raise PermissionDenied


class GuardedReportView(TranslationsReportView):
    """The translations of the pages that the user may edit: titles of drafts are nobody else's business."""

    def get_queryset(self) -> Any:
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_any_permission_for(self.request.user, ["add", "change", "publish"])
        found = super().get_queryset().filter(source__object_id__in=pages.values("translation_key"))
        return found.order_by("-pk")
