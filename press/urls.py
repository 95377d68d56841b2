from django.urls import path, re_path

from press import airings, calendar, desk, facts, listing, recall_views, slot_desk, views
from press.kits import views as kits

app_name = "press"
urlpatterns = [
    path("press/", listing.desk, name="desk"),
    path("press/bo-tu-lieu/", listing.take, name="take"),
    path("press/lich/", calendar.calendar, name="calendar"),
    path("press/lich/<str:token>/press.ics", calendar.calendar_feed, name="calendar-feed"),
    path("press/<int:page_id>/", desk.story_desk, name="story"),
    path("press/<int:page_id>/slot/", slot_desk.slot, name="slot"),
    path("press/thong-bao/", recall_views.recalls, name="recalls"),
    path("press/thong-bao/<int:recall_id>/da-nhan/", recall_views.confirm, name="confirm-recall"),
    path("press/<int:page_id>/da-phat/", airings.airings, name="airings"),
    path("press/<int:page_id>/kit.zip", kits.kit, name="kit"),
    re_path(r"^press/kit/(?P<ids>[0-9]{1,18}(?:-[0-9]{1,18}){0,99})/kit\.zip$", kits.kits, name="kits"),
    re_path(r"^press/(?P<page_id>[0-9]{1,18})/(?P<name>[a-z0-9.-]{1,60})$", views.artefact, name="artefact"),
    path("k/<str:key>/<str:locale>/<int:revision>/", facts.still_right, name="still-right"),
    path("schemas/story-summary-1.json", views.summary_schema, name="summary-schema"),
]
