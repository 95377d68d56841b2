"""The frozen text that a translation is made from, cut into its segments in a few queries, whatever its length."""

import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

# What a row says, in order, to find it again; the model comes first.
Wanted = dict[tuple[Any, ...], models.Model]


class Source(TranslationSource):
    """localize's source of a translation; localize itself asks the database about eleven times for each segment."""

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def of(cls, page: Any) -> tuple["Source", bool]:
        """The source of a page as it is now in the database, made where there is none; and whether it was made."""
        known = cls.objects.filter(object=page.translation_key, locale=page.locale_id).first()
        if known:
            return known, False
        kind = ContentType.objects.get_for_model(page.get_translation_model())
        if not TranslatableObject.objects.filter(pk=page.translation_key).exists():
            TranslatableObject.objects.create(translation_key=page.translation_key, content_type=kind)
        source = cls.objects.create(
            object_id=page.translation_key,
            locale_id=page.locale_id,
            specific_content_type=ContentType.objects.get_for_model(page),
            object_repr=str(page)[:200],
            content_json=page.to_json(),
            schema_version=get_schema_version(page._meta.app_label),
            last_updated_at=timezone.now(),
        )
        source.refresh_segments(page, fresh=True)
        return source, True

    @transaction.atomic(savepoint=False)
    def refresh_segments(self, instance: Any = None, *, fresh: bool = False) -> None:
        """Make the segments those of the present text; what did not change keeps its row."""
        instance = instance or self.as_instance()
        values = extract_segments(instance)
        contexts = self._contexts(values, instance)
        for model, kind in KINDS.items():
            found = [value for value in values if kind.holds(value)]
            wanted = kind.rows(self, found, contexts) if found else {}
            rows = model.objects.none() if fresh else model.objects.filter(source=self.pk)
            _replace(rows, wanted, kind.fields)

    def _contexts(self, values: Iterable[Any], instance: Any) -> dict[str, TranslationContext]:
        """The places of the text, each with the path of its field."""
        hashes = {value.path: TranslationContext._get_path_id(value.path) for value in values}
        known = TranslationContext.objects.filter(object=self.object_id, path_id__in=list(hashes.values()))
        contexts = {context.path: context for context in known}
        new = [
            TranslationContext(object_id=self.object_id, path=path, path_id=path_id)
            for path, path_id in hashes.items()
            if path not in contexts
        ]
        for context in new:
            # localize finds out the path and writes it, one at a time: here it is only found out.
            context.save = lambda **_fields: None
            context.get_field_path(instance)
            del context.save
        contexts |= {context.path: context for context in TranslationContext.objects.bulk_create(new)}
        return contexts


class _Kind:
    """How values of one kind become rows of one model."""

    def __init__(self, kind: type | None, fields: tuple[str, ...], rows: Callable[..., Wanted]) -> None:
        self.kind, self.fields, self.rows = kind, fields, rows

    def holds(self, value: Any) -> bool:
        """Whether a value is of this kind; strings are what is no other kind."""
        return isinstance(value, self.kind) if self.kind else not isinstance(value, _OTHERS)


_OTHERS = (TemplateSegmentValue, RelatedObjectSegmentValue, OverridableSegmentValue)
Contexts = dict[str, TranslationContext]


def _strings(source: Source, values: list[Any], contexts: Contexts) -> Wanted:
    texts = {String._get_data_hash(value.string.data): value.string.data for value in values}
    strings = _known_or_new(
        String.objects.filter(locale=source.locale_id),
        ("locale", "data_hash"),
        {key: String(locale_id=source.locale_id, data_hash=key, data=text) for key, text in texts.items()},
    )
    wanted: Wanted = {}
    for value in values:
        string = strings[String._get_data_hash(value.string.data)]
        attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        key = (contexts[value.path].pk, value.order, string.pk, attrs)
        wanted[key] = StringSegment(source_id=source.pk, **dict(zip(_STRING, key, strict=True)))
    return wanted


def _templates(source: Source, values: list[Any], contexts: Contexts) -> Wanted:
    made: dict[Any, Template] = {}
    names = [_template_name(value) for value in values]
    for value, name in zip(values, names, strict=True):
        made[name] = Template(
            uuid=name,
            template=value.template,
            template_format=value.format,
            string_count=value.string_count,
        )
    templates = _known_or_new(Template.objects.all(), ("uuid",), made)
    keys = [
        (contexts[value.path].pk, value.order, templates[name].pk)
        for value, name in zip(values, names, strict=True)
    ]
    return {
        key: TemplateSegment(source_id=source.pk, **dict(zip(_TEMPLATE, key, strict=True))) for key in keys
    }


def _template_name(value: Any) -> uuid.UUID:
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _related(source: Source, values: list[Any], contexts: Contexts) -> Wanted:
    wanted: Wanted = {}
    for value in values:
        TranslatableObject.objects.get_or_create(
            content_type=value.content_type, translation_key=value.translation_key
        )
        key = (contexts[value.path].pk, value.order, value.translation_key)
        wanted[key] = RelatedObjectSegment(source_id=source.pk, **dict(zip(_RELATED, key, strict=True)))
    return wanted


def _overridables(source: Source, values: list[Any], contexts: Contexts) -> Wanted:
    keys = [
        (contexts[value.path].pk, value.order, json.dumps(value.data, cls=DjangoJSONEncoder))
        for value in values
    ]
    return {
        key: OverridableSegment(source_id=source.pk, **dict(zip(_OVERRIDABLE, key, strict=True)))
        for key in keys
    }


_STRING = ("context_id", "order", "string_id", "attrs")
_TEMPLATE = ("context_id", "order", "template_id")
_RELATED = ("context_id", "order", "object_id")
_OVERRIDABLE = ("context_id", "order", "data_json")
KINDS: dict[Any, _Kind] = {
    TemplateSegment: _Kind(TemplateSegmentValue, _TEMPLATE, _templates),
    RelatedObjectSegment: _Kind(RelatedObjectSegmentValue, _RELATED, _related),
    OverridableSegment: _Kind(OverridableSegmentValue, _OVERRIDABLE, _overridables),
    StringSegment: _Kind(None, _STRING, _strings),
}


def _known_or_new(rows: Any, names: tuple[str, ...], wanted: dict[Any, Any]) -> dict[Any, Any]:
    """The rows by a unique field, the last of `names`, those that are missing made at once."""
    name = names[-1]
    known = {getattr(row, name): row for row in rows.filter(**{f"{name}__in": list(wanted)})}
    new = [row for key, row in wanted.items() if key not in known]
    # Somebody else may make the same in this moment: then theirs is taken.
    made = rows.model.objects.bulk_create(
        new, update_conflicts=True, unique_fields=names, update_fields=[name]
    )
    return known | {getattr(row, name): row for row in made}


def _replace(rows: Any, wanted: Wanted, fields: tuple[str, ...]) -> None:
    present = {key: pk for pk, *rest in rows.values_list("pk", *fields) for key in [tuple(rest)]}
    gone = [pk for key, pk in present.items() if key not in wanted]
    if gone:
        rows.filter(pk__in=gone).delete()
    rows.model.objects.bulk_create([row for key, row in wanted.items() if key not in present])
