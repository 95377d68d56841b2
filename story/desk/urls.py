"""Addresses of the desk, under /admin/story/."""

from django.urls import path

from story.desk import views

urlpatterns = [
    path("story/begin/", views.BeginView.as_view(), name="story_begin"),
    path("story/notifications/", views.NotificationsView.as_view(), name="story_notifications"),
]
