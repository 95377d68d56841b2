"""What the editor of a translation asks while somebody works in it: help for each sentence, findings, remarks."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation import assist, checking, comments, completeness, entering, guards, kept, places
from translation.comments import SegmentComment
from translation.numbers import Finding, keeping


@require_GET
def help_of(request: HttpRequest, translation_id: int) -> JsonResponse:
    """Hints, length, findings and remarks of every sentence."""
    translation = _translation(translation_id)
    segments = completeness.segments_of(translation)
    model: Any = translation.source.specific_content_type.model_class()
    hints: dict[int, list[dict[str, str]]] = defaultdict(list)
    for helper in assist.HELPERS:
        for pk, found in helper(translation, segments).items():
            hints[pk] += map(asdict, found)
    findings: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
    for each in checking.of_translation(translation):
        if each.string:
            findings[each.string].append(_finding(each, request.user))
    remarks = _remarks(translation)
    kept = {
        key for key, row in completeness.rows_of(translation).items() if row.tool_name == completeness.KEPT
    }
    answer = {}
    for segment in segments:
        key = (segment.string_id, segment.context_id)
        answer[segment.pk] = {
            "hints": hints[segment.pk],
            "limit": places.limit(model, segment.context.field_path),
            "findings": findings[key],
            "comments": remarks[key],
            "kept": key in kept,
            "words": completeness.has_words(segment.string.data),
        }
    return JsonResponse({"segments": answer})


@require_POST
def check(request: HttpRequest, translation_id: int, string_segment_id: int) -> JsonResponse:
    """What disagrees in a sentence that is being typed; nothing is written."""
    translation = _translation(translation_id)
    segment = _segment(translation, string_segment_id)
    found = checking.of_string(translation, segment, request.POST.get("value", "")[:20_000])
    return JsonResponse({"findings": [_finding(each, request.user) for each in found]})


@require_POST
def keep_number(request: HttpRequest, translation_id: int, string_segment_id: int) -> JsonResponse:
    """Let a number stand that the check holds to be wrong: a checker says so, by name and with a reason."""
    if not kept.may_keep(request.user):
        raise PermissionDenied
    translation = _translation(translation_id)
    segment = _segment(translation, string_segment_id)
    row = get_object_or_404(
        StringTranslation,
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
    )
    mark, reason = request.POST.get("finding", ""), request.POST.get("reason", "")
    found = checking.of_string(translation, segment, row.data)
    wanted = next((each.finding for each in found if _mark(each) == mark), None)
    if not isinstance(wanted, Finding):
        return JsonResponse(
            {"error": _("The sentence changed in the meantime. Look at it once more.")}, status=409
        )
    if refusal := keeping.refusal(wanted, reason, own=row.last_translated_by_id == request.user.pk):
        return JsonResponse({"error": refusal}, status=400)
    kept.keep(translation, segment, mark, request.user, reason)
    log(
        instance=translation.get_target_instance(),
        action="translation.keep_number",
        user=request.user,
        data={"finding": wanted.message, "reason": reason},
    )
    entering.look_again(translation, segment, row)
    return JsonResponse({})


@require_POST
def keep(request: HttpRequest, translation_id: int, string_segment_id: int) -> JsonResponse:
    """Let the original's words stand in the translation: a name is a name."""
    translation = _translation(translation_id)
    segment = _segment(translation, string_segment_id)
    row, _created = StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": segment.string.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": request.user,
        },
    )
    entering.keep(row)
    return JsonResponse({"data": row.data})


@require_POST
def remark(request: HttpRequest, translation_id: int, string_segment_id: int) -> JsonResponse:
    """Write a remark beside a sentence, also while it is being checked."""
    translation = _translation(translation_id)
    segment = _segment(translation, string_segment_id)
    text = request.POST.get("text", "").strip()
    if not text:
        return JsonResponse({"error": _("Write something first.")}, status=400)
    if len(text) > comments.LONGEST:
        return JsonResponse(
            {"error": _("At most %(most)d characters.") % {"most": comments.LONGEST}}, status=400
        )
    return JsonResponse({"comment": _remark(comments.add(translation, segment, request.user, text))})


@require_POST
def settle(request: HttpRequest, translation_id: int, comment_id: int) -> JsonResponse:
    """Say that a remark is settled."""
    comment = get_object_or_404(SegmentComment, pk=comment_id, translation=translation_id)
    comments.resolve(comment, request.user)
    comment.refresh_from_db()
    return JsonResponse({"comment": _remark(comment)})


def _translation(pk: int) -> Translation:
    return get_object_or_404(
        Translation.objects.select_related(
            "source__locale", "source__specific_content_type", "target_locale"
        ),
        pk=pk,
    )


def _segment(translation: Translation, pk: int) -> StringSegment:
    segment = StringSegment.objects.filter(source=translation.source_id, pk=pk)
    found = segment.select_related("context", "string").first()
    if found is None:
        raise Http404
    return found


def _finding(found: checking.Disagreement, user: Any) -> dict[str, str]:
    message = f"{found.finding.message} {found.kept or ''}".strip()
    mark = _mark(found) if found.blocking and kept.may_keep(user) else ""
    return {"level": str(found.level), "message": message, "mark": mark}


def _mark(found: checking.Disagreement) -> str:
    """What names a finding that can be kept; empty for others."""
    finding = found.finding
    can = isinstance(finding, Finding) and keeping.can_be_kept(finding)
    return keeping.fingerprint(finding) if can and isinstance(finding, Finding) else ""


def _remarks(translation: Translation) -> dict[tuple[int, int], list[dict[str, Any]]]:
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for each in SegmentComment.objects.filter(translation=translation).select_related("author"):
        found[each.string_id, each.context_id].append(_remark(each))
    return found


def _remark(comment: SegmentComment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "author": comments.name_of(comment.author),
        "at": date_format(localtime(comment.at), "SHORT_DATETIME_FORMAT"),
        "text": comment.text,
        "resolved": comment.resolved_at is not None,
        "settle": reverse("translation_settle", args=[comment.translation_id, comment.pk]),
    }


_ONE = "translation/<int:translation_id>/"
_SENTENCE = _ONE + "sentences/<int:string_segment_id>/"
urlpatterns: list[URLPattern] = [
    path(_ONE + "help/", guards.opened(help_of), name="translation_help"),
    path(_SENTENCE + "check/", guards.opened(check), name="translation_check"),
    path(_SENTENCE + "keep/", guards.unlocked(keep), name="translation_keep"),
    path(_SENTENCE + "number/", guards.unlocked(keep_number), name="translation_keep_number"),
    path(_SENTENCE + "remark/", guards.opened(remark), name="translation_remark"),
    path(_ONE + "remarks/<int:comment_id>/settle/", guards.opened(settle), name="translation_settle"),
]
