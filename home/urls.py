"""The form, the calls and the gap board, in every language."""

from django.urls import path

from home.addresses import route
from home.calls import views as calls
from home.gaps import views as gaps
from home.submissions import views as submissions

app_name = "home"
urlpatterns = [
    path(route("send"), submissions.send, name="send"),
    path(route("confirm"), submissions.confirm, name="confirm"),
    path(route("follow"), submissions.follow, name="follow"),
    path(route("calls"), calls.calls, name="calls"),
    path(route("call"), calls.call, name="call"),
    path(route("gaps"), gaps.gaps, name="gaps"),
]
