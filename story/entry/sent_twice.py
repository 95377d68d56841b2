"""The form of a new story saves itself: when a person presses Save meanwhile, both write one page, and the person wins."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from story import once
from story.models import Creation

FIELD = "creation"


class MadeOnce(CreateView):
    """Sends what comes a second time from one form to `again_view`, in the order of arrival.

    Only what the form saved by itself is written over by itself: an autosave that arrives after the person's Save,
    or after anything else was written, is refused.
    """

    again_view: type[EditView]
    form_token = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.form_token = once.token()
        return super().get(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form_token = request.POST.get(FIELD, "")
        key = once.key(self.form_token, request.user.pk, self.page_class.__name__)
        if key is None:
            return super().post(request)
        with transaction.atomic():
            creation = once.claim(key)
            made = creation.made
            response = self._again(request, creation, made) if made else super().post(request)
            page = made or (self.page if self.page.pk else None)
            if page is None:
                creation.delete()
            elif response.status_code == 302 or (self.expects_json_response and response.status_code == 200):
                self._keep(creation, page)
        return response

    def _keep(self, creation: Creation, page: Any) -> None:
        creation.made = page
        page.refresh_from_db(fields=["latest_revision"])
        creation.autosaved_at = page.latest_revision.created_at if self.expects_json_response else None
        creation.save()

    def _again(self, request: HttpRequest, creation: Creation, page: Any) -> HttpResponse:
        if not self.expects_json_response:
            return self.again_view.as_view()(request, page.pk)
        latest = page.latest_revision
        if latest is None or creation.autosaved_at != latest.created_at:
            return self.json_error_response("invalid_revision", _("Saving will overwrite a newer version."))
        data = request.POST.copy()
        data["overwrite_revision_id"] = str(latest.pk)
        request.POST = data  # type: ignore[assignment]
        return self._as_created(self.again_view.as_view()(request, page.pk))

    @staticmethod
    def _as_created(response: HttpResponse) -> HttpResponse:
        """To a form that never heard of its page, the answer that Wagtail gives to its first saving."""
        answer = json.loads(response.content)
        if answer["success"]:
            answer.pop("html", None)
            answer["url"] = reverse("wagtailadmin_pages:edit", args=[answer["pk"]])
            answer["hydrate_url"] = set_query_params(answer["url"], {"_w_hydrate_create_view": "1"})
            response.content = json.dumps(answer).encode()
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form_token": self.form_token}


class WrittenAgain(EditView):
    """A page that the form of a new one is written over: its rows know nothing of those saved before."""

    def get_object(self) -> Any:
        page = super().get_object()
        for formset in page.get_edit_handler().get_form_class().formsets.values():
            getattr(page, formset.fk.remote_field.get_accessor_name()).clear()
        return page
