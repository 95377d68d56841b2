"""Addresses of the import, under /admin/story/."""

from django.urls import path

from story.importing.report import ReportView
from story.importing.review import ReviewView
from story.importing.views import UploadView

urlpatterns = [
    path("story/import/", UploadView.as_view(), name="story_import"),
    path("story/import/<int:report_id>/", ReportView.as_view(), name="story_import_report"),
    path("story/<int:page_id>/proposals/", ReviewView.as_view(), name="story_proposals"),
]
