"""Small screens around the verbs: why one was refused, and the forms that ask for a reason."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from library.names import TextsFormField
from story import actions
from story.models import StoryPage


def refused(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say why a button of the workflow did nothing, and go back to the story or the dashboard."""
    try:
        messages.error(request, signing.loads(request.GET.get("why", ""), max_age=600))
    except signing.BadSignature:
        return redirect("wagtailadmin_home")
    page = StoryPage.objects.filter(pk=page_id).first()
    if page and page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", page_id)
    return redirect("wagtailadmin_home")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReasonView(WagtailAdminTemplateMixin, FormView):
    """A verb out of turn, with the reason that stays in the history."""

    template_name = "admin/story/reason.html"
    form_class = ReasonForm
    header_icon = "warning"
    explanation: Any = ""
    button: Any = ""
    done: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StoryPage, pk=kwargs["page_id"])
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.page.latest_revision_id}

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the province, what is done to which story."""
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        parent = {"url": "", "label": self.page.get_parent().title}
        return [*super().get_breadcrumbs_items(), parent, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"explanation": self.explanation, "button": self.button}

    def verb(self, form: ReasonForm) -> Callable[[], Any]:
        """The verb to call; each screen has its own."""
        raise NotImplementedError

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Call the verb; a refusal is said beside the form."""
        try:
            self.verb(form)()
        except actions.VerbError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done % {"title": self.page.title})
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)


class PublishView(ReasonView):
    """Publishing without the workflow."""

    page_title = gettext_lazy("Publish in an emergency")
    explanation = gettext_lazy(
        "Figures that nobody has signed off go out as not verified, and the story returns to the checker."
    )
    button = gettext_lazy("Publish now")
    done = gettext_lazy("“%(title)s” is published.")

    def verb(self, form: ReasonForm) -> Callable[[], Any]:
        named = form.cleaned_data["revision"]
        revision = self.page.revisions.filter(pk=named).first() if named else None

        def call() -> Any:
            if named and revision is None:
                raise actions.StaleRevisionError
            return actions.publish(self.page, self.request.user, revision, form.cleaned_data["reason"])

        return call


class WithdrawForm(ReasonForm):
    """Why, for the newsroom and for readers."""

    public_reason = TextsFormField(
        label=gettext_lazy("What readers find at its address"),
        required=False,
        help_text=gettext_lazy("Left empty, they read the reason above."),
    )


class WithdrawView(ReasonView):
    """Taking a story down."""

    form_class = WithdrawForm
    page_title = gettext_lazy("Withdraw")
    explanation = gettext_lazy(
        "The story leaves the public in every language, and the press with it. Its address answers with the reason."
    )
    button = gettext_lazy("Withdraw the story")
    done = gettext_lazy("“%(title)s” is withdrawn.")

    def verb(self, form: ReasonForm) -> Callable[[], Any]:
        data = form.cleaned_data
        return lambda: actions.withdraw(self.page, self.request.user, data["reason"], data["public_reason"])


def ask_reason(request: HttpRequest, page: Any, door: str) -> HttpResponse | None:
    """For a story, the form that asks why in place of Wagtail's own button."""
    if not isinstance(page.specific, StoryPage):
        return None
    messages.warning(request, _("This is out of turn: say why."))
    return redirect(door, page.pk)
