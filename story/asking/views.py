"""The page on which a contact of the province confirms or corrects figures; the link is the only key to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from story import actions
from story.asking import throttle
from story.asking.forms import AnswerForm
from story.asking.questions import Item, State, items_of, state_of, version_of
from story.checking.province import understood
from story.models import FigureQuery

TEMPLATE = "pages/figure_query.html"
CLOSED = {State.EXPIRED, State.SUPERSEDED}


class AnswerView(View):
    """Lists the figures, keeps answers one by one, shows them once more before they are sent."""

    query: FigureQuery
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        query = FigureQuery.of_token(kwargs["token"])
        response = self._unknown() if query is None else self._of(query)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        # Not “no-referrer”: browsers would then send forms with an origin of null, which the check of forms refuses.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def _of(self, query: FigureQuery) -> HttpResponseBase:
        self.query = query
        if self.state in CLOSED:
            return self._page({"closed": self.state}, 410)
        return super().dispatch(self.request)

    def _unknown(self) -> HttpResponse:
        many = throttle.too_many(self.request)
        response = self._page({"closed": "many" if many else "unknown"}, 429 if many else 404)
        if many:
            response.headers["Retry-After"] = str(throttle.SECONDS)
        return response

    def _page(self, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(self.request, TEMPLATE, context, status=status)

    @cached_property
    def version(self) -> Any:
        """The story as it was asked about."""
        return version_of(self.query)

    @cached_property
    def state(self) -> State:
        """Whether it may still be answered."""
        return state_of(self.query, self.version)

    @cached_property
    def items(self) -> list[Item]:
        """The figures asked about."""
        return items_of(self.query, self.version)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; what was kept, once more, when `review` is asked for; what was sent, afterwards."""
        if self.state is State.SENT or "review" in request.GET:
            return self._review()
        return self._form([AnswerForm(item) for item in self.items])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was filled in, or send what was kept."""
        sending = request.POST.get("verb") == "send"
        forms = [] if sending else [AnswerForm(item, request.POST) for item in self.items]
        whole = not any(form.errors for form in forms)
        said = {form.item.record.id: form.said for form in forms if form.is_valid() and form.said}
        try:
            actions.answer_query(self.query, said, send=sending)
        except actions.IncompleteAnswersError:
            return self._review(_("Some figures have no answer yet."), 400)
        except actions.QueryClosedError as error:
            return self._review(str(error), 409)
        if not whole:
            return self._form(forms, 400)
        return redirect(request.path if sending else f"{request.path}?review=1")

    def _form(self, forms: list[AnswerForm], status: int = 200) -> HttpResponse:
        return self._page({"query": self.query, "forms": forms}, status)

    def _review(self, refusal: str = "", status: int = 200) -> HttpResponse:
        rows = [
            (item, understood(item.answer.proposed if item.answer else "", item.record))
            for item in items_of(self.query, self.version)
        ]
        unanswered = sum(item.answer is None for item, _words in rows)
        sent = FigureQuery.objects.filter(pk=self.query.pk, closed_at__isnull=False).exists()
        context = {"query": self.query, "rows": rows, "unanswered": unanswered, "sent": sent}
        return self._page(context | {"refusal": refusal}, status)
