"""Addresses of the checker's screens, under /admin/story/."""

from django.urls import path

from story.checking.ask import AskProvinceView
from story.checking.doors import PublishView, WithdrawView, refused
from story.checking.record import CorrectionsView
from story.checking.report import FigureListView
from story.checking.views import FigureCheckView

urlpatterns = [
    path("story/figures/", FigureListView.as_view(), name="story_figures"),
    path("story/<int:page_id>/ask/", AskProvinceView.as_view(), name="story_ask_province"),
    path("story/<int:page_id>/corrections/", CorrectionsView.as_view(), name="story_corrections"),
    path("story/<int:page_id>/figures/", FigureCheckView.as_view(), name="story_figure_check"),
    path("story/<int:page_id>/publish/", PublishView.as_view(), name="story_publish"),
    path("story/<int:page_id>/withdraw/", WithdrawView.as_view(), name="story_withdraw"),
    path("story/<int:page_id>/refused/", refused, name="story_refused"),
]
