"""Public addresses beside the pages, in every language: people who tell stories, questions to an author, kept stories."""

from django.urls import path

from story.offline import saved, worker
from story.people.views import profile
from story.questions.views import ask

app_name = "story"

# The first of two words is the site's own language's, the second every other's; the view leads to the right one.
urlpatterns = [
    path("nguoi-ke/<slug:slug>/", profile, name="contributor"),
    path("people/<slug:slug>/", profile, name="contributor-en"),
    path("hoi/<int:page_id>/", ask, name="ask"),
    path("ask/<int:page_id>/", ask, name="ask-en"),
    path("da-luu/", saved, name="saved"),
    path("saved/", saved, name="saved-en"),
    path("sw.js", worker, name="worker"),
]
