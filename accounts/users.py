"""Wagtail's screens of people, with what the newsroom knows of them besides: role, outlet, accreditation."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from accounts import accreditation, granting

OWN_FIELDS = {"role_title", "organisation", "accredited_until"}
OWN_WIDGETS = {"accredited_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

WIDTHS = {
    "username": "14%",
    "is_superuser": "8%",
    "is_active": "8%",
    "organisation": "16%",
    "accreditation": "14%",
    "last_login": "12%",
}


class PersonCreationForm(UserCreationForm):
    """A new person."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | OWN_FIELDS
        widgets = UserCreationForm.Meta.widgets | OWN_WIDGETS


class PersonEditForm(UserEditForm):
    """A person as they stand. Roles that are not for whoever saves the form to give stay as they are."""

    def clean_groups(self) -> QuerySet[Group]:
        """The roles that were ticked, and those that were not shown."""
        hidden = self.instance.groups.exclude(pk__in=self.fields["groups"].queryset)
        return Group.objects.filter(Q(pk__in=self.cleaned_data["groups"]) | Q(pk__in=hidden))

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | OWN_FIELDS
        widgets = UserEditForm.Meta.widgets | OWN_WIDGETS


class PersonFilterSet(users.UserFilterSet):
    """Wagtail's filters, and who is accredited."""

    accreditation = django_filters.ChoiceFilter(
        label=_("Accreditation"),
        choices=accreditation.Standing.choices,
        method="by_accreditation",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta(users.UserFilterSet.Meta):
        pass

    def by_accreditation(self, people: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The journalists whose accreditation stands so today."""
        return accreditation.standing_so(people, value)


class PersonIndexView(users.IndexView):
    """Everybody, with outlet and accreditation."""

    @cached_property
    def columns(self) -> list[Column]:
        *known, last = super().columns
        own = [
            Column("organisation", label=_("Organisation or outlet"), sort_key="organisation"),
            Column("accreditation", label=_("Accreditation"), accessor=accreditation.words),
        ]
        columns = [*known, *own, last]
        for column in columns:
            # What Wagtail gives to its own columns would leave no room for names.
            column.width = WIDTHS.get(column.name)
            if column.name == self.model.USERNAME_FIELD:
                column.label = capfirst(self.model._meta.get_field(column.name).verbose_name)
        return columns

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().prefetch_related("groups")

    def get_edit_url(self, instance: Any) -> str | None:
        return super().get_edit_url(instance) if granting.may_change(self.request.user, instance) else None


class NobodyRaisesRights:
    """Only a superuser makes another one; the roles shown are those that this person may give."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        actor, account = self.request.user, form.instance  # type: ignore[attr-defined]
        if actor.is_superuser:
            return form
        if "is_superuser" in form.fields:
            form.fields["is_superuser"].disabled = True
        if account.pk == actor.pk:
            form.fields["accredited_until"].disabled = True
        form.fields["groups"].queryset = granting.roles_to_give(actor, account)
        return form


class PersonCreateView(NobodyRaisesRights, users.CreateView):
    """The form of a new person."""


class PersonEditView(NobodyRaisesRights, users.EditView):
    """The form of a person."""


class PersonViewSet(users.UserViewSet):
    """The screens of people."""

    filterset_class = PersonFilterSet
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonEditForm if for_update else PersonCreationForm
