"""The narrow doors to wagtail-localize: who may start, change and send a translation, and that none goes out alone.

Its views ask only for `submit_translation`, ignore locks, and publish past the workflow; these stand in front of them
at the same addresses.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from anyascii import anyascii
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from story import actions
from story.selectors import is_public
from translation import checking, machine

View = Callable[..., HttpResponse]


def may_read_source(user: Any, page: Page) -> bool:
    """Whether the text that a translation is made from is open to the user: public, or theirs to edit."""
    return is_public(page) or page.permissions_for_user(user).can_edit()


def may_translate_into(user: Any, page: Page, locale: Locale) -> bool:
    """Whether the user may put a page beside `page`'s place in another language."""
    parent = page.get_parent().get_translation_or_none(locale)
    return parent is not None and parent.permissions_for_user(user).can_add_subpage()


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


class GuardedUpdateView(UpdateTranslationsView):
    """Brings the source's changes to the translators; never publishes."""

    def get_object(self) -> Any:
        source = super().get_object()
        instance = source.get_source_instance()
        user = self.request.user
        if isinstance(instance, Page):
            targets = [item.get_target_instance() for item in source.translations.filter(enabled=True)]
            allowed = all(target.permissions_for_user(user).can_edit() for target in targets)
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


def unlocked(view: View) -> View:
    """Let nobody change strings of a page that is locked for them, such as one that is being checked."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        target = get_object_or_404(Translation, pk=translation_id).get_target_instance()
        if isinstance(target, Page):
            rights = target.permissions_for_user(request.user)
            if not rights.can_edit():
                raise PermissionDenied
            if rights.page_locked():
                return HttpResponseForbidden(
                    _("This translation is being checked; it cannot be changed now.")
                )
        return view(request, translation_id, *args, **kwargs)

    return guarded


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias shows the source's words at once: only those who may publish make one."""
    page = get_object_or_404(Page, pk=page_id)
    rights = page.permissions_for_user(request.user)
    if not rights.can_publish() or rights.page_locked():
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


def send_to_workflow(request: HttpRequest, translation: Translation, page: Page) -> bool:
    """Make the strings a draft and submit it; says why not, and gives False, when it cannot."""
    rights = page.permissions_for_user(request.user)
    if not rights.can_edit():
        raise PermissionDenied
    if rights.page_locked() or page.workflow_in_progress:
        messages.error(request, _("This translation is being checked; it cannot be changed now."))
        return False
    found = checking.of_translation(translation)
    if refused(request, translation, found):
        return False
    total, translated = translation.get_progress()
    if translated < total:
        text = ngettext(
            "%(count)d string is not translated yet.",
            "%(count)d strings are not translated yet.",
            total - translated,
        )
        messages.error(request, text % {"count": total - translated})
        return False
    if count := machine.unconfirmed(translation).count():
        messages.error(request, machine.in_words(count))
        return False
    # Localize's own way writes the strings straight into the public row; a revision leaves it alone.
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    # Its own question of what is free: an address at which another story was public is not.
    draft.slug = draft._get_autogenerated_slug(slugify(anyascii(draft.slug)) or page.slug)
    try:
        with transaction.atomic():
            draft.save_revision(user=request.user)
            actions.submit(page, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except actions.VerbError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("“%(title)s” was sent for checking.") % {"title": draft.title})
    for warning in checking.told(found):
        messages.warning(request, warning)
    return True


def refused(request: HttpRequest, translation: Translation, found: list[checking.Disagreement]) -> bool:
    """Whether a number or a term of the translation is wrong; says which, and marks its string."""
    wrong = [each for each in found if each.blocking]
    if not wrong:
        return False
    messages.error(request, _("Nothing was sent: the translation does not agree with the original."))
    for message in checking.told(wrong):
        messages.error(request, message)
    checking.flag(translation, wrong)
    return True
