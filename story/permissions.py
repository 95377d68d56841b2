"""Who may do what with a story, beyond Wagtail's own page permissions."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import AbstractGroupApprovalTask, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from accounts.answers import once
from places.models import AdministrativeUnit
from story.models import ApprovalTask, FigureCheckTask, ProvincePage, StoryIndexPage, TranslationCheckTask
from story.selectors import is_public, public


def is_final(task: Any) -> bool:
    """Whether passing this step publishes the story."""
    return isinstance(task, ApprovalTask)


def is_figure_check(task: Any) -> bool:
    """Whether this step needs every figure signed off."""
    return isinstance(task, FigureCheckTask)


def is_translation_check(task: Any) -> bool:
    """Whether this step is the second reading of a translation."""
    return isinstance(task, TranslationCheckTask)


def may_check_figures(user: Any, page: Page) -> bool:
    """Whether the user signs figures of this page off: a checker of its workflow who may see this page."""
    if not user.is_active or page.locale.language_code != settings.LANGUAGE_CODE:
        return False
    if user.is_superuser:
        return True
    workflow = page.get_workflow()
    tasks = [task for task in workflow.tasks.specific() if is_figure_check(task)] if workflow else []
    groups = {group.pk for task in tasks for group in task.groups.all()}
    if not user.groups.filter(pk__in=groups).exists():
        return False
    return is_public(page) or page.permissions_for_user(user).can_edit()


def may_tell_correction(user: Any, page: Page) -> bool:
    """Whether the user says the note of a correction in the language of this page: who decides on its translation.

    What is said there is public at once, so whoever only translates does not.
    """
    if not user.is_active or page.locale.language_code == settings.LANGUAGE_CODE:
        return False
    rights = page.permissions_for_user(user)
    if user.is_superuser or rights.can_publish():
        return True
    workflow = page.get_workflow()
    groups = (
        {group.pk for task in workflow.tasks.specific() for group in task.groups.all()} if workflow else set()
    )
    return bool(rights.can_edit() and user.groups.filter(pk__in=groups).exists())


def may_review_import(user: Any, page: Page) -> bool:
    """Whether the user decides on the numbers of an imported file: may edit the story, in its first language."""
    if not user.is_active or page.locale.language_code != settings.LANGUAGE_CODE:
        return False
    return bool(page.permissions_for_user(user).can_edit())


def own_units(user: Any) -> "QuerySet[AdministrativeUnit]":
    """The provinces and ministries that the user writes for: all of them for a central role."""
    if not (user.is_authenticated and user.is_active):
        return AdministrativeUnit.objects.none()
    addable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    pages = ProvincePage.objects.filter(
        pk__in=addable.values("pk"), locale__language_code=settings.LANGUAGE_CODE
    )
    return AdministrativeUnit.objects.filter(pk__in=pages.values("unit_id"))


@once
def writes(user: Any) -> bool:
    """Whether there is a unit for which the user writes."""
    return own_units(user).exists()


@once
def is_central(user: Any) -> bool:
    """Whether the user writes for every unit, as editors do."""
    index = StoryIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return bool(
        index
        and user.is_authenticated
        and user.is_active
        and index.permissions_for_user(user).can_add_subpage()
    )


def may_see_in_newsroom(user: Any, page: Page) -> bool:
    """Whether the user comes across this page in the newsroom: may edit or publish it, or has its step."""
    if not user.is_active:
        return False
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_publish())


def people_of(page: Page) -> QuerySet[Any]:
    """The people who come across this page in the newsroom: those to whom it can be assigned."""
    rights = GroupPagePermission.objects.filter(
        page__in=page.get_ancestors(inclusive=True), permission__codename__in=["change_page", "publish_page"]
    )
    task = page.current_workflow_task
    step = (
        list(task.groups.values_list("pk", flat=True)) if isinstance(task, AbstractGroupApprovalTask) else []
    )
    own = Q(groups__in=rights.values("group")) | Q(groups__in=step)
    return get_user_model().objects.filter(Q(is_superuser=True) | own, is_active=True).distinct()


def choosable(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """Of `pages`, the public ones and those in the user's own part of the tree."""
    if user.is_superuser:
        return pages
    own = policy_registry.get_by_type(Page).explorable_instances(user).values_list("pk", flat=True)
    return pages.filter(Q(pk__in=public(Page.objects.all()).values("pk")) | Q(pk__in=own))
