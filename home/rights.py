"""Groups and what each may do, as the code says: missing rights are given, others are taken away."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page
from wagtail.permissions import policy_registry
from wagtailmedia import get_media_model

from accounts import roles
from home.models import ContentPage, HomePage
from home.structure import Say
from story.models import ProvincePage, StoryIndexPage

PageRights = dict[tuple[str, int], set[str]]
# What editors may do with every file, and contributors with those of their own unit.
FILE_RIGHTS = (
    (get_image_model, ("add", "change", "choose"), ("add", "choose")),
    (get_document_model, ("add", "change", "choose"), ("add", "choose")),
    # A recording has no right to be chosen apart from being changed.
    (get_media_model, ("add", "change"), ("add", "change")),
)


def ensure_groups(
    homes: dict[Locale, HomePage],
    indexes: dict[Locale, StoryIndexPage],
    files: dict[int, Collection],
    say: Say,
    pages: Iterable[ContentPage] = (),
) -> dict[str, Group]:
    """Every group of the newsroom with exactly its rights; Wagtail's own sample groups go if nobody is in them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    locales = list(homes)
    own = ProvincePage.objects.child_of(indexes[locales[0]]).select_related("unit")
    provinces = {page.unit_id: page for page in own}
    contributors = {unit: roles.contributors_of(page.unit.name) for unit, page in provinces.items()}
    names = [*roles.PERMISSIONS, *contributors.values()]
    known = {group.name: group for group in Group.objects.filter(name__in=names)}
    missing = [Group(name=name) for name in names if name not in known]
    Group.objects.bulk_create(missing)
    if missing:
        say(f"{len(missing)} groups")
    groups = {group.name: group for group in Group.objects.filter(name__in=names)}
    globals_ = roles.PERMISSIONS | {name: [roles.ACCESS_ADMIN] for name in contributors.values()}
    _set_globals(groups, globals_, say)
    wanted = _page_rights(homes, indexes, provinces, contributors)
    # What the site says of itself: an editor writes it in every language, an approver publishes it.
    wanted |= {(role, page.pk): {"change"} for page in pages for role in (roles.EDITOR, roles.APPROVER)}
    _set_pages(groups, wanted, say)
    _set_files(groups, contributors, files, say)
    return groups


def _page_rights(
    homes: dict[Locale, HomePage],
    indexes: dict[Locale, StoryIndexPage],
    provinces: dict[int, ProvincePage],
    contributors: dict[int, str],
) -> PageRights:
    first, *others = homes
    rights: PageRights = {(roles.EDITOR, homes[first].pk): {"add", "change"}}
    for unit, name in contributors.items():
        rights[name, provinces[unit].pk] = {"add", "change"}
    for locale in others:
        rights[roles.TRANSLATOR, indexes[locale].pk] = {"add", "change"}
        rights[roles.TRANSLATION_CHECKER, indexes[locale].pk] = {"change"}
    for home in homes.values():
        rights[roles.APPROVER, home.pk] = {"publish"}
    return rights


def _set_globals(groups: dict[str, Group], wanted: dict[str, list[str]], say: Say) -> None:
    labels = {label for names in wanted.values() for label in names}
    found = Permission.objects.filter(codename__in={label.split(".")[1] for label in labels}).select_related(
        "content_type"
    )
    permissions = {f"{item.content_type.app_label}.{item.codename}": item.pk for item in found}
    through = Group.permissions.through
    want = {(groups[name].pk, permissions[label]) for name, items in wanted.items() for label in items}
    rows = through.objects.filter(group_id__in=[group.pk for group in groups.values()])
    have = {(row.group_id, row.permission_id): row.pk for row in rows}
    _settle(
        through, want, have, lambda key: through(group_id=key[0], permission_id=key[1]), "permissions", say
    )


def _codenames(model: type[Model], actions: Iterable[str]) -> dict[str, int]:
    codes = {get_permission_codename(action, model._meta): action for action in actions}
    found = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False), codename__in=codes
    )
    return {codes[item.codename]: item.pk for item in found}


def _set_pages(groups: dict[str, Group], wanted: PageRights, say: Say) -> None:
    codes = _codenames(Page, ("add", "change", "publish", "lock", "unlock", "bulk_delete"))
    want = {
        (groups[name].pk, page, codes[action])
        for (name, page), actions in wanted.items()
        for action in actions
    }
    rows = GroupPagePermission.objects.filter(group_id__in=[group.pk for group in groups.values()])
    have = {(row.group_id, row.page_id, row.permission_id): row.pk for row in rows}

    def make(key: tuple[int, int, int]) -> GroupPagePermission:
        return GroupPagePermission(group_id=key[0], page_id=key[1], permission_id=key[2])

    _settle(GroupPagePermission, want, have, make, "rights on pages", say)


def _set_files(
    groups: dict[str, Group], contributors: dict[int, str], files: dict[int, Collection], say: Say
) -> None:
    root = Collection.get_first_root_node()
    want = set()
    for model, central, own in FILE_RIGHTS:
        codes = _codenames(policy_registry.get_by_type(model()).auth_model, central)
        want |= {(groups[roles.EDITOR].pk, root.pk, code) for code in codes.values()}
        for unit, name in contributors.items():
            want |= {(groups[name].pk, files[unit].pk, codes[action]) for action in own}
    rows = GroupCollectionPermission.objects.filter(group_id__in=[group.pk for group in groups.values()])
    have = {(row.group_id, row.collection_id, row.permission_id): row.pk for row in rows}

    def make(key: tuple[int, int, int]) -> GroupCollectionPermission:
        return GroupCollectionPermission(group_id=key[0], collection_id=key[1], permission_id=key[2])

    _settle(GroupCollectionPermission, want, have, make, "rights on files", say)


def _settle(model: Any, want: set[Any], have: dict[Any, int], make: Any, what: str, say: Say) -> None:
    missing = want - have.keys()
    surplus = [pk for key, pk in have.items() if key not in want]
    model.objects.bulk_create(make(key) for key in sorted(missing))
    model.objects.filter(pk__in=surplus).delete()
    if missing or surplus:
        say(f"{what}: {len(missing)} given, {len(surplus)} taken away")
