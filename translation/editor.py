"""The translator's screen: localize's own editor, fed in a few queries and with our bar around it."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import avatar_url
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation, Translation
from wagtail_localize.views.edit_translation import (
    FieldHasNoEditPanelError,
    TabHelper,
    get_segment_location_info,
)

from translation import completeness, deciding, entering, guards, places
from translation.guards import source_of
from translation.machine import MACHINE

# Every string in one row, in the order of the story: nothing hides behind a tab.
TAB = "content"
LAST = {completeness.SLUG, "seo_title", "search_description"}


def edit(request: HttpRequest, translation: Translation, page: Page, *, comment: str = "") -> HttpResponse:
    """Original and translation side by side; `comment` is what was typed beside a decision that was refused."""
    # Wagtail asks for it a dozen times; this is where its own prefetch of lists puts it.
    page._current_workflow_states = list(
        page.workflow_states.active().select_related("current_task_state__task", "workflow")
    )
    page.locale = translation.target_locale
    source = source_of(translation)
    closed = guards.why_closed(request.user, page)
    rows = completeness.rows_of(translation)
    segments = completeness.segments_of(translation)
    written = [row for row in map(rows.get, map(_key, segments)) if row]
    unconfirmed = {row.pk for row in written if row.translation_type == MACHINE}
    done = [row for row in written if not row.has_error and row.pk not in unconfirmed]
    rights = page.permissions_for_user(request.user)
    # What it says stands in the bar too; its lock is for those who may use it.
    panels = [_status_panel(request, translation, page)] if rights.can_lock() else []
    context = {
        "translation": translation,
        "instance": page,
        "page_perms": rights,
        "source": source,
        "source_locale": translation.source.locale,
        "target_locale": translation.target_locale,
        "props": json.dumps(_props(translation, page, segments, rows, bool(closed)), cls=DjangoJSONEncoder),
        "segments": segments,
        "total": len(segments),
        "translated": len(done),
        "closed": closed,
        "decision": deciding.decision(request.user, page),
        "comment": comment,
        "machine": _machine(translation),
        "unconfirmed": len(unconfirmed),
        "side_panels": panels,
        "media": MediaContainer(panels).media,
    }
    return TemplateResponse(request, "admin/translation/editor.html", context)


def _key(segment: Any) -> tuple[int, int]:
    return segment.string_id, segment.context_id


def _status_panel(request: HttpRequest, translation: Translation, page: Page) -> PageStatusSidePanel:
    return PageStatusSidePanel(
        page,
        request,
        show_schedule_publishing_toggle=False,
        live_object=page,
        scheduled_object=page.get_scheduled_revision_as_object(),
        locale=translation.target_locale,
        translations=[],
    )


def _machine(translation: Translation) -> str:
    """The name of the machine that can translate this; nothing where none is set up."""
    machine = get_machine_translator()
    can = machine and machine.can_translate(translation.source.locale, translation.target_locale)
    return machine.display_name if can else ""


def _props(translation: Translation, page: Page, segments: list[Any], rows: Any, locked: bool) -> Any:
    """What localize's script wants to know; its foot and its head are ours, so it is told nothing for them."""
    languages = (translation.source.locale, translation.target_locale)
    names = [{"code": each.language_code, "displayName": each.get_display_name()} for each in languages]
    strings = [_string(translation, segment) for segment in segments]
    strings.sort(key=lambda string: (string["contentPath"] in LAST, string["order"]))
    taken_over = _taken_over(translation)
    upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    return {
        "adminBaseUrl": reverse("wagtailadmin_home"),
        "object": {"title": str(page), "titleSegmentId": None, "isLive": False, "isLocked": locked},
        "breadcrumb": [],
        "tabs": [{"label": "", "slug": TAB}],
        "sourceLocale": names[0],
        "locale": names[1],
        "translations": [],
        "perms": {},
        "links": {
            "uploadPofile": upload,
            "downloadPofile": reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        },
        "previewModes": [],
        "machineTranslator": None,
        "segments": strings + _overridables(translation, taken_over),
        "initialStringTranslations": [
            _written(segment.pk, rows[_key(segment)]) for segment in segments if _key(segment) in rows
        ],
        "initialOverrides": _overrides(translation, taken_over),
    }


def _string(translation: Translation, segment: Any) -> dict[str, Any]:
    model: Any = translation.source.specific_content_type.model_class()
    field, *inner = places.labels(model, segment.context.field_path)
    path = segment.context.path.split(".")
    return {
        "type": "string",
        "id": segment.pk,
        "contentPath": segment.context.path,
        "source": segment.string.data,
        "location": {
            "tab": TAB,
            "field": field,
            "order": 0,
            "blockId": path[1] if len(path) > 1 else None,
            "fieldHelpText": "",
            "subField": " › ".join(inner) or None,
            "widget": None,
        },
        "editUrl": reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        "order": segment.order,
    }


def _written(segment_id: int, row: StringTranslation) -> dict[str, Any]:
    """A string as localize's interface gives it."""
    person = row.last_translated_by
    return {
        "string_id": row.translation_of_id,
        "segment_id": segment_id,
        "data": row.data,
        "error": row.get_error(),
        "comment": entering.comment_of(row),
        "last_translated_by": person
        and {"full_name": person.get_full_name(), "avatar_url": avatar_url(person, size=25)},
    }


def _taken_over(translation: Translation) -> list[OverridableSegment]:
    rows = OverridableSegment.objects.filter(source=translation.source_id)
    return list(rows.select_related("context").order_by("order"))


def _overridables(translation: Translation, segments: list[OverridableSegment]) -> list[dict[str, Any]]:
    """What is taken over from the original and may be another thing in this language, such as a picture."""
    if not segments:
        return []
    source = source_of(translation)
    tabs, found = TabHelper(source), []
    for segment in segments:
        try:
            place = get_segment_location_info(
                source, tabs, segment.context.path, segment.context.field_path, widget=True
            )
        except FieldHasNoEditPanelError:
            continue
        found.append(
            {
                "type": "synchronised_value",
                "id": segment.pk,
                "contentPath": segment.context.path,
                "location": place | {"tab": TAB},
                "value": segment.data,
                "editUrl": reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk]),
                "order": segment.order,
            }
        )
    return found


def _overrides(translation: Translation, segments: list[OverridableSegment]) -> list[dict[str, Any]]:
    if not segments:
        return []
    by_context = {segment.context_id: segment.pk for segment in segments}
    overrides = SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context_id__in=by_context
    ).select_related("context")
    return [
        {"segment_id": by_context[row.context_id], "data": row.data, "error": row.get_error()}
        for row in overrides
    ]
