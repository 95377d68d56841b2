"""Addresses that the editor's boxes ask, under /admin/story/."""

from django.urls import path

from story.entry import numbers, told, views

urlpatterns = [
    path("story/figures/read/", views.read_figure, name="story_read_figure"),
    path("story/periods/read/", views.read_period_view, name="story_read_period"),
    path("story/<int:page_id>/numbers/", numbers.record, name="story_record_number"),
    path("story/units/", views.find_units, name="story_units"),
    path("story/told/", told.told, name="story_told"),
]
