"""The form, the calls, the gap board, the glossary, the corrections and the contact page, in every language."""

from django.urls import path

from home.addresses import route
from home.calls import views as calls
from home.feedback import views as feedback
from home.gaps import views as gaps
from home.glossary import views as glossary
from home.record import views as record
from home.submissions import views as submissions

app_name = "home"
urlpatterns = [
    path(route("send"), submissions.send, name="send"),
    path(route("confirm"), submissions.confirm, name="confirm"),
    path(route("follow"), submissions.follow, name="follow"),
    path(route("calls"), calls.calls, name="calls"),
    path(route("call"), calls.call, name="call"),
    path(route("gaps"), gaps.gaps, name="gaps"),
    path(route("glossary"), glossary.glossary, name="glossary"),
    path(route("term"), glossary.term, name="term"),
    path(route("corrections"), record.corrections, name="corrections"),
    path(route("contact"), feedback.contact, name="contact"),
]
