"""Makes the summary of a story: the only reader of the centre in this room."""

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from places.models import AdministrativeUnit
from press import summary as s
from story.blocks.data import chart_numbers
from story.corrections import corrections_of
from story.embargo import embargo_until, waiting_source
from story.media import media_of
from story.models import StoryPage
from story.neutral import BodyItem, Context, Medium
from story.records import FigureRecord, published_rows
from story.selectors import visible_to
from story.source_values import take_source_values
from story.withdrawals import tombstone_of

TEXT_KINDS = ("paragraph", "list", "lesson", "callout", "question")


def build_summary(page: StoryPage, taker: Any = None) -> s.StorySummary:
    """The summary of a story as `page` holds it: its public version, or a draft for a preview.

    What is under embargo carries the name of its taker, a user.
    """
    take_source_values(page)
    return copy_for(s.StorySummary(**_identity(page), **_told(page), **_around(page)), taker)


def copy_for(summary: s.StorySummary, taker: Any) -> s.StorySummary:
    """The summary as one person, a user, is given it."""
    named = taker is not None and summary.status == "embargoed"
    return summary.model_copy(update={"taken_by": _name(taker)}) if named else summary


def _name(taker: Any) -> str:
    return ", ".join(filter(None, [taker.display_name, taker.organisation]))


def _identity(page: StoryPage) -> dict[str, Any]:
    return {
        "id": page.translation_key.urn,
        "locale": page.locale.language_code,
        "revision": current_revision(page),
        "url": _absolute(page.get_url() or ""),
        **_status(page),
        "translations": tuple(_translations(page)),
        "published_at": _moment_or_none(page.first_published_at),
        "updated_at": _moment_or_none(_updated_at(page)),
        "revised_at": _moment_or_none(_revised_at(page)),
        "press_url": _absolute(reverse("press:story", args=[page.pk])) if page.pk else "",
    }


def _status(page: StoryPage) -> dict[str, Any]:
    if until := embargo_until(page):
        return {"status": "embargoed", "embargo_until": _moment(until)}
    return {"status": "withdrawn" if tombstone_of(page.pk) else "published"}


def _told(page: StoryPage) -> dict[str, Any]:
    body = list(_body(page))
    return {
        "headline": page.title,
        "standfirst": page.standfirst or "",
        "abridged": page.abridged,
        "bylines": tuple(
            s.Byline(**{key: b.value[key] for key in s.Byline.model_fields}) for b in page.bylines
        ),
        "problem": _plain(body, "problem"),
        "approach": _plain(body, "approach"),
        "steps": tuple(_steps(page, body)),
        "results": _plain(body, "results"),
        "lessons": tuple(item.text for item in body if item.part == "lessons" and item.kind in TEXT_KINDS),
        "absent": tuple(
            s.Absence(part=part.block_type, reason=part.value["absent"])
            for part in page.body
            if part.value["absent"]
        ),
        "body": tuple(_body_item(item) for item in body),
        "figures": tuple(_figure(record) for record in page.figures.values()),
        "lead": page.lead_figure.id if page.lead_figure else None,
        "charts": tuple(_charts(page)),
        "quotes": tuple(
            s.Quote(text=child.value["text"], speaker=child.value["speaker"], role=child.value["role"])
            for child in _children(page, "quote")
        ),
        "corrections": tuple(_corrections(page)),
    }


def _around(page: StoryPage) -> dict[str, Any]:
    locale = page.locale.language_code
    return {
        "form": page.form,
        "province": _province(page),
        "place_detail": page.place_detail,
        "pillars": tuple(pillar.code for pillar in page.pillars.all()),
        "sectors": tuple(sector.code for sector in page.sectors.all()),
        "tags": tuple(tag.name_in(locale) for tag in page.tags.all()),
        "tools": tuple(
            s.Tool(name=tool.name_in(locale), vendor=tool.vendor, vietnamese=tool.vietnamese)
            for tool in page.tools.all()
        ),
        "replication": page.replication,
        "media": tuple(_media(page)),
        "rights": s.Rights(licence=page.licence, usage_terms=page.usage_terms, credit_line=page.credit_line),
        "contact": _contact(page),
    }


def current_revision(page: StoryPage) -> int:
    """The version of a story in its language.

    A translation shows the numbers of the first language, so it is as new as the newer of the two.
    """
    own = page.live_revision_id or page.latest_revision_id or 0
    return max(own, _revision_of_source(page))


def _revision_of_source(page: StoryPage) -> int:
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return 0
    if row := next(iter(published_rows(page).values()), None):
        return row.revision_id
    source = waiting_source(page)
    return source.latest_revision_id or 0 if source else 0


def _updated_at(page: StoryPage) -> datetime | None:
    source = (
        visible_to(None)
        .filter(translation_key=page.translation_key)
        .values_list("last_published_at", flat=True)
    )
    return max((moment for moment in (page.last_published_at, *source) if moment), default=None)


def _revised_at(page: StoryPage) -> datetime | None:
    own = page.live_revision_id or page.latest_revision_id
    return Revision.objects.filter(pk=own).values_list("created_at", flat=True).first()


def _absolute(address: str) -> str:
    return address if address.startswith("http") or not address else settings.PUBLIC_BASE_URL + address


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _moment_or_none(moment: datetime | None) -> str | None:
    return _moment(moment) if moment else None


def _number(number: Decimal) -> str:
    return f"{number:f}"


def _number_or_none(number: Decimal | None) -> str | None:
    return None if number is None else _number(number)


def _province(page: StoryPage) -> s.Province:
    locale = page.locale.language_code
    unit = page.province or page.get_parent().specific.unit
    today = unit.today()
    return s.Province(
        code=unit.code,
        name=unit.name_in(locale),
        position=_position(unit),
        today=s.Place(code=today.code, name=today.name_in(locale), position=_position(today)),
    )


def _position(unit: AdministrativeUnit) -> s.Position | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return s.Position(latitude=_number(unit.latitude), longitude=_number(unit.longitude))


def _body(page: StoryPage) -> Any:
    locale = page.locale.language_code
    for part in page.body:
        for child in part.value["content"]:
            context = Context(locale, page.figures, str(child.id))
            for item in child.block.neutral(child.value, context):
                yield BodyItem(**{**vars(item), "part": part.block_type})
        for child in part.value["figures"].bound_blocks:
            context = Context(locale, page.figures, str(child.id))
            for item in child.block.neutral(child.value, context):
                yield BodyItem(**{**vars(item), "part": part.block_type})


def _children(page: StoryPage, block_type: str) -> Any:
    return (child for part in page.body for child in part.value["content"] if child.block_type == block_type)


def _plain(body: list[BodyItem], part: str) -> str:
    texts = [
        item.text if item.kind != "list" else "\n".join(f"– {line}" for line in item.items)
        for item in body
        if item.part == part and item.kind in TEXT_KINDS
    ]
    return "\n\n".join(text for text in texts if text.strip())


def _steps(page: StoryPage, body: list[BodyItem]) -> Any:
    steps = [item for item in body if item.kind == "step"]
    ahead = [bool(child.value["planned"]) for child in _children(page, "step")]
    for position, (item, planned) in enumerate(zip(steps, ahead, strict=True), start=1):
        text = "".join(run.text for run in item.runs)
        yield s.Step(position=position, title=item.text, text=text, period=item.items[0], planned=planned)


def _body_item(item: BodyItem) -> s.BodyItem:
    runs = tuple(
        s.Run(
            text=run.text, bold=run.bold, italic=run.italic, href=run.href or None, figure=run.figure or None
        )
        for run in item.runs
    )
    return s.BodyItem(
        part=item.part,
        kind=item.kind,
        text=item.text,
        runs=runs,
        items=item.items,
        rows=item.rows,
        ref=item.ref or None,
    )


def _figure(record: FigureRecord) -> s.Figure:
    quantity, forms, signed = record.quantity, record.forms, record.verified
    return s.Figure(
        id=record.id,
        part=record.part,
        value=_number(quantity.value),
        value_max=_number_or_none(quantity.value_max),
        total=_number_or_none(quantity.total),
        qualifier=str(quantity.qualifier),
        unit=record.unit_name,
        unit_kind=record.unit.kind if record.unit else "count",
        label=record.label,
        nature=record.nature.value,
        period=record.period,
        period_basis=record.period_basis.value,
        baseline=None
        if record.baseline_value is None
        else s.Baseline(value=_number(record.baseline_value), period=record.baseline_period),
        derived=s.Derivation(rule=record.rule, operands=record.operands) if record.rule else None,
        printed=record.printed,
        highlight=record.highlight,
        forms=s.Forms(screen=forms.screen, compact=forms.compact, spoken=forms.spoken),
        rounding=forms.rounding,
        source=s.Source(title=record.source_title, url=record.source_url, page=record.source_page),
        verified=s.Verification(at=_moment(signed.at), by=signed.by, revision=signed.revision or 0)
        if signed
        else None,
        target=record.target or None,
    )


def _charts(page: StoryPage) -> Any:
    locale = page.locale.language_code
    for child in _children(page, "chart"):
        value = child.value
        series = tuple(
            s.Series(
                name=name,
                values=tuple(_number_or_none(number) or "" for number in numbers),
                figures=tuple(cell if cell in page.figures else "" for cell in told["values"]),
            )
            for (name, numbers), told in zip(chart_numbers(value, page.figures), value["series"], strict=True)
        )
        yield s.Chart(
            id=str(child.id),
            title=value["title"],
            kind=value["kind"],
            unit=value["unit"].name_for(locale) if value["unit"] else "",
            categories=tuple(value["categories"]),
            series=series,
            alt=value["alt"],
            source=value["source"],
        )


def _media(page: StoryPage) -> Any:
    """Each file once; where a story shows it twice, with what is said the last time."""
    shown = {medium.ref: medium for medium in media_of(page)}
    for ref, medium in shown.items():
        file = medium.file
        yield s.Medium(
            id=ref,
            kind=medium.kind,
            title=file.title,
            alt=medium.alt,
            caption=medium.caption,
            transcript=medium.transcript,
            language=_language(medium, page),
            duration=_duration(medium.file),
            credit=file.credit,
            licence=file.licence,
            usage_terms=file.usage_terms,
            url=_absolute(file.url if medium.kind == "document" else file.file.url),
            width=getattr(file, "width", None),
            height=getattr(file, "height", None),
            sha256=_sha256(file),
        )


def _language(medium: Medium, page: StoryPage) -> str:
    """The language of a transcript: the library's own is in the language that is spoken."""
    if not medium.transcript:
        return ""
    own = medium.transcript == medium.file.transcript
    return medium.file.language if own else page.locale.language_code


def _duration(file: Any) -> str | None:
    """The seconds of a recording, if the library knows them."""
    seconds = getattr(file, "duration", None)
    return _number(Decimal(str(seconds))) if seconds else None


def _sha256(file: Any) -> str:
    with file.file.storage.open(file.file.name) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _contact(page: StoryPage) -> s.Contact | None:
    contact = page.contact
    if not contact or not contact.consent_on:
        return None
    name = f"{contact.name}, {contact.organisation}" if contact.name else contact.organisation
    return s.Contact(name=name, phone=contact.phone, email=contact.email, hours=contact.hours)


def _corrections(page: StoryPage) -> Any:
    for change in corrections_of(page):
        yield s.Correction(
            at=_moment(change.at),
            figure=change.figure or None,
            label=change.label,
            before=change.before,
            after=change.after,
            note=change.note,
        )


def _translations(page: StoryPage) -> Any:
    others = visible_to(None).filter(translation_key=page.translation_key).exclude(locale=page.locale)
    for other in others.select_related("locale"):
        yield s.Translation(locale=other.locale.language_code, url=_absolute(other.get_url() or ""))
