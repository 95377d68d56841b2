"""The slot page: a story as a script of a chosen length, to read, change and take away."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from press import ledger
from press.build import build_summary
from press.layout.footing import moment_words, notice_words
from press.notes import notes
from press.slotfit import MEDIA, Fit, Slot, fit
from press.slotfit.around import graphics, lower_thirds, may_be_broadcast, shots
from press.slotfit.media import LONGEST, SHORTEST
from press.slotfit.text import clock, download, measured, rate_words, short_of
from press.speech.words import word_list
from press.summary import StorySummary
from press.views import file_name, keep_private, story_for, while_public
from story.figures.digits import language_of
from story.models import StoryPage
from story.selectors import visible_to

MOST_CHARACTERS = 20_000
DEADLINE = "%Y-%m-%dT%H:%M"


class SlotForm(forms.Form):
    """Where the text goes, how long it may be, in which language, until when."""

    medium = forms.ChoiceField(
        label=gettext_lazy("Medium"), choices=[(medium.name, medium.label) for medium in MEDIA.values()]
    )
    length = forms.IntegerField(
        label=gettext_lazy("Length (seconds; newspaper: cm)"),
        min_value=SHORTEST,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    deadline = forms.DateTimeField(
        label=pgettext_lazy("of a script", "Deadline"),
        required=False,
        input_formats=[DEADLINE],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=DEADLINE),
    )

    def __init__(self, data: Any, languages: list[str], current: str) -> None:
        super().__init__({"medium": "television", "language": current, **data.dict()})
        choices = [(code, capfirst(get_language_info(code)["name_local"])) for code in languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def slot(self) -> Slot:
        """The slot asked for; that of television where the form says none."""
        medium = MEDIA[self.cleaned_data.get("medium") or "television"]
        return Slot(medium, self.cleaned_data.get("length") or medium.default)

    def deadline_words(self, locale: str) -> str:
        """The deadline as people write it."""
        moment: datetime | None = self.cleaned_data.get("deadline")
        return moment_words(moment, locale) if moment else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@while_public
def slot(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The script of a story; a POST measures a changed text again, or hands it out as a file."""
    page = story_for(request, page_id)
    locale = page.locale.language_code
    others = {
        other.locale.language_code: other
        for other in visible_to(None).filter(translation_key=page.translation_key).select_related("locale")
    }
    with translation.override(locale):
        form = SlotForm(request.GET, [*{locale: None, **others}], locale)
        form.is_valid()
        wanted = form.cleaned_data.get("language")
        if wanted and wanted != locale and request.method != "POST":
            query = urlencode({**request.GET.dict(), "language": wanted})
            return redirect(f"{reverse('press:slot', args=[others[wanted].pk])}?{query}")
        summary = build_summary(page, request.user)
        response = _answer(request, page, summary, form)
    if summary.status != "published":
        keep_private(response)
    return response


def _answer(request: HttpRequest, page: StoryPage, summary: StorySummary, form: SlotForm) -> HttpResponse:
    script = fit(summary, form.slot().medium.name, form.slot().length)
    approved = "\n\n".join(line.text for line in script.lines)
    text = approved
    if request.method == "POST":
        text = re.sub(r"\r\n?", "\n", request.POST.get("text", ""))[:MOST_CHARACTERS]
        if request.POST.get("do") == "download":
            own_text = text if _words(text) != _words(approved) else ""
            return _file(request, page, summary, script, own_text, form)
    context = _context(page, summary, script, form)
    own = script.with_text(text)
    context |= {
        "text": text,
        "changed": _words(text) != _words(approved),
        "measured": measured(own),
        "fills": own.filled,
        "refused": bool(form.errors),
    }
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "pages/press_slot.html", context, status=status)


def _words(text: str) -> list[str]:
    return text.split()


def _file(
    request: HttpRequest, page: StoryPage, summary: StorySummary, script: Fit, own_text: str, form: SlotForm
) -> HttpResponse:
    deadline = form.deadline_words(script.locale)
    body = download(summary, script, own_text, deadline)
    response = HttpResponse(body, content_type="text/plain; charset=utf-8")
    item = script.slot.file_name
    name = file_name(page, summary, item)
    # What somebody made their own cannot be drawn again to name its lines when it is recalled.
    ledger.write_down(request, page, summary, [(f"own-{item}" if own_text or deadline else item, name)])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _context(page: StoryPage, summary: StorySummary, script: Fit, form: SlotForm) -> dict[str, Any]:
    medium = script.slot.medium
    begun, lines = 0, []
    for line in script.lines:
        lines.append(
            {
                "line": line,
                "at": clock(begun) if medium.spoken else "",
                "figures": _labels(line.figures, summary),
            }
        )
        begun += line.steps
    listed = [
        {
            "step": shot.step,
            "files": [(file, may_be_broadcast(file) or not _is_broadcast(script)) for file in shot.files],
        }
        for shot in shots(summary)
    ]
    return {
        "page": page,
        "summary": summary,
        "notice": notice_words(summary),
        "form": form,
        "script": script,
        "short": "" if script.filled else short_of(script),
        "lines": lines,
        "cautions": cautions(script, summary),
        "graphics": graphics(medium),
        "lower_thirds": lower_thirds(summary),
        "shots": listed,
        "deadline": form.deadline_words(script.locale),
        "rate": rate_words(script.locale) if medium.spoken else "",
        "most_characters": MOST_CHARACTERS,
        "measure": measure_settings(script),
    }


def _is_broadcast(script: Fit) -> bool:
    return script.slot.medium.name in ("television", "radio")


def _labels(ids: tuple[str, ...], summary: StorySummary) -> list[str]:
    return [figure.label for identity in ids if (figure := summary.figure(identity))]


def cautions(script: Fit, summary: StorySummary) -> list[tuple[str, tuple[str, ...]]]:
    """What not to say of each figure that the script says."""
    said = (figure for identity in script.figures if (figure := summary.figure(identity)))
    listed = ((figure.label, notes(figure, summary.locale, timezone.localdate())) for figure in said)
    return [(label, found) for label, found in listed if found]


def measure_settings(script: Fit) -> dict[str, Any]:
    """What the page needs to measure while somebody types."""
    language = language_of(script.locale)
    slot = script.slot
    words = word_list(script.locale).by_writing.values()
    return {
        "spoken": slot.medium.spoken,
        "language": language,
        "rate": settings.SPEECH_SYLLABLES_PER_MINUTE[language],
        "pause": settings.SPEECH_PAUSE_SECONDS,
        "columns": settings.COLUMN_CHARACTERS,
        "perUnit": 10 if slot.medium.spoken else float(Decimal(str(settings.COLUMN_LINES_PER_CM))),
        "lowest": slot.lowest,
        "highest": slot.highest,
        "words": {word.written: word.spoken for word in words},
        "unit": _("seconds") if slot.medium.spoken else _("cm of a column"),
        "fills": _("fits the slot"),
        "fails": _("does not fit the slot"),
    }
