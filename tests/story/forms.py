"""The post of a story's edit form, as a browser would send it."""

from django.forms.models import model_to_dict
from wagtail import blocks


def flatten(block, state, prefix):
    """The fields that a block's part of the form posts."""
    if isinstance(block, blocks.StreamBlock):
        items = [(block.child_blocks[item["type"]], item, item["type"]) for item in state]
    elif isinstance(block, blocks.ListBlock):
        items = [(block.child_block, item, "") for item in state]
    elif isinstance(block, blocks.StructBlock):
        return {
            key: value
            for name, child in block.child_blocks.items()
            for key, value in flatten(child, (state or {}).get(name), f"{prefix}-{name}").items()
        }
    elif isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if state else {}
    elif isinstance(state, dict):
        return {prefix: str(state.get("id") or "")}
    else:
        return {prefix: (state[0] if isinstance(state, list) else state) or ""}
    data = {f"{prefix}-count": str(len(items))}
    for number, (child, item, kind) in enumerate(items):
        own = f"{prefix}-{number}"
        data |= {
            f"{own}-deleted": "",
            f"{own}-order": str(number),
            f"{own}-type": kind,
            f"{own}-id": item["id"] or "",
        }
        data |= flatten(child, item["value"], f"{own}-value")
    return data


def posted(page, **changes):
    """The edit form of a story's latest version with some fields changed."""
    if page.pk:
        page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    names = [
        "title",
        "slug",
        "standfirst",
        "form",
        "province",
        "place_detail",
        "abridged",
        "licence",
        "replication",
    ]
    data = {name: value or "" for name, value in model_to_dict(page, fields=names).items()}
    data |= {"title": page.title, "slug": page.slug, "province": page.province_id or "", "tags": ""}
    if page.pk:
        data["pillars"] = [str(pillar.pk) for pillar in page.pillars.all()]
    for field in ("body", "bylines"):
        block = getattr(page, field).stream_block
        data |= flatten(block, block.get_form_state(getattr(page, field)), field)
    for formset in ("links", "comments"):
        data |= {f"{formset}-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return data | changes
