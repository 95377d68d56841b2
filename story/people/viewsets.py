"""The admin's screens of people who tell stories: a unit's own for the unit, all for a central role."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views import chooser, snippets

from story import permissions
from story.blocks.guard import is_key
from story.models import Contributor
from story.richtext import plain
from story.viewsets import VocabularyViewSet


class OwnUnit:
    """For a view of one instance: Wagtail asks whether the user may change some, this asks whether this one."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        instance = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not self.permission_policy.user_has_permission_for_instance(  # type: ignore[attr-defined]
            self.request.user,  # type: ignore[attr-defined]
            self.permission_required or "change",  # type: ignore[attr-defined]
            instance,
        ):
            raise PermissionDenied
        return instance


class OwnUnitList:
    """For a list: the instances of the user's own units."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        policy, user = self.permission_policy, self.request.user  # type: ignore[attr-defined]
        return policy.instances_user_has_any_permission_for(user, ["change"])


class ContributorForm(WagtailAdminModelForm):
    """A profile; a unit's own people stay in their unit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.for_user
        units = permissions.own_units(user)
        unit, account = self.fields["unit"], self.fields["user"]
        unit.queryset = units.order_by("name")
        people = get_user_model().objects.filter(is_active=True)
        if not permissions.is_central(user):
            unit.required, unit.empty_label = True, None
            # Accounts of other units are none of theirs.
            people = people.filter(groups__in=user.groups.all())
        account.queryset = people.order_by("last_name", "first_name").distinct()

    def clean_introductions(self) -> dict[str, str]:
        """The introduction as plain text."""
        return {code: plain(text) for code, text in self.cleaned_data["introductions"].items()}


class ContributorIndexView(OwnUnitList, snippets.IndexView):
    """People of one's own units."""


class ContributorEditView(OwnUnit, snippets.EditView):
    """A profile of one's own units."""


class ContributorHistoryView(OwnUnit, snippets.HistoryView):
    """What became of a profile."""


class ContributorUsageView(OwnUnit, snippets.UsageView):
    """Which stories name the person."""


class ContributorDeleteView(OwnUnit, snippets.DeleteView):
    """Taking a profile away."""


class ContributorBulkDelete(DeleteBulkAction):
    """Taking several away; those that are not the user's to take away are not even named."""

    models = (Contributor,)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        return super().get_queryset(model, [key for key in object_ids if is_key(key)])

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, _others = super().get_actionable_objects()
        return objects, {"items_with_no_access": []}


class ChoosableList:
    """For a chooser: the people of one's own units."""

    def get_object_list(self) -> "QuerySet[Contributor]":
        return choosable_people(self.request.user)  # type: ignore[attr-defined]


class ContributorChooseView(ChoosableList, chooser.ChooseView):
    """The chooser."""


class ContributorChooseResultsView(ChoosableList, chooser.ChooseResultsView):
    """The chooser's list alone."""


class ContributorChosenView(chooser.SnippetChosenView):
    """The one chosen."""

    def get_object(self, pk: Any) -> Contributor:
        return choosable_people(self.request.user).get(pk=pk)


class ContributorChosenMultipleView(chooser.SnippetChosenMultipleView):
    """Several chosen."""

    def get_objects(self, pks: Any) -> "QuerySet[Contributor]":
        return choosable_people(self.request.user).filter(pk__in=[pk for pk in pks if is_key(pk)])


class ContributorChooserViewSet(chooser.SnippetChooserViewSet):
    """Choosing who told a story."""

    choose_view_class = ContributorChooseView
    choose_results_view_class = ContributorChooseResultsView
    chosen_view_class = ContributorChosenView
    chosen_multiple_view_class = ContributorChosenMultipleView


def choosable_people(user: Any) -> "QuerySet[Contributor]":
    """The people whom the user may put into a byline."""
    policy = policy_registry.get_by_type(Contributor)
    return policy.instances_user_has_permission_for(user, "choose")


class ContributorViewSet(VocabularyViewSet):
    """People who tell stories."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", "unit", "consent_on"]
    copy_view_enabled = False
    chooser_viewset_class = ContributorChooserViewSet
    index_view_class = ContributorIndexView
    edit_view_class = ContributorEditView
    history_view_class = ContributorHistoryView
    usage_view_class = ContributorUsageView
    delete_view_class = ContributorDeleteView
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("roles"),
            FieldPanel("organisations"),
            FieldPanel("introductions"),
            FieldPanel("portrait"),
            MultiFieldPanel([FieldPanel("unit"), FieldPanel("user")], heading=_("Belongs to")),
            FieldPanel("consent_on"),
        ],
        base_form_class=ContributorForm,
    )
