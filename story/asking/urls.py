"""The address that a contact is sent."""

from django.urls import re_path

from story.asking.views import AnswerView

urlpatterns = [
    re_path(r"^xac-nhan/(?P<token>[A-Za-z0-9._-]{1,200})/$", AnswerView.as_view(), name="story_answer")
]
