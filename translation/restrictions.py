"""Who may see a translation is who may see its original, also when that changes later."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

from translation.beginning import hold_back


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="translation.restriction")
@receiver(
    m2m_changed, sender=PageViewRestriction.groups.through, dispatch_uid="translation.restricted-groups"
)
def follow(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Hold the translations of a page, and of all below it, back as it is held back now."""
    if not isinstance(instance, PageViewRestriction):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    below = page.get_descendants(inclusive=True).in_bulk() if page else {}
    sources = {each.translation_key: each for each in below.values()}
    for translation in Translation.objects.filter(
        source__object_id__in=sources, source__locale=page.locale_id if page else None
    ).select_related("source"):
        source = sources[translation.source.object_id]
        target = source.get_translation_or_none(translation.target_locale)
        if target:
            hold_back(source, target)
