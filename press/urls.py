from django.urls import path, re_path

from press import airings, calendar, facts, listing, recall_views, signing, slot_desk, story_desk, views
from press.accrediting import views as accrediting
from press.kits import views as kits
from press.saved import feed as saved_feed
from press.saved import views as saved

app_name = "press"
urlpatterns = [
    path("press/", listing.desk, name="desk"),
    path("press/bo-tu-lieu/", listing.take, name="take"),
    path("press/lich/", calendar.calendar, name="calendar"),
    path("press/lich/<str:token>/press.ics", calendar.calendar_feed, name="calendar-feed"),
    path("press/tim-da-luu/", saved.searches, name="searches"),
    path("press/tim-da-luu/luu/", saved.save, name="save-search"),
    path("press/tim-da-luu/<int:search_id>/", saved.open_search, name="open-search"),
    path("press/tim-da-luu/<int:search_id>/sua/", saved.change, name="change-search"),
    path("press/tim-da-luu/thoi/<str:token>/", saved.stop, name="stop-alerts"),
    path("press/tim-da-luu/<str:token>/feed.atom", saved_feed.feed, name="search-feed"),
    path("press/<int:page_id>/", story_desk.story_desk, name="story"),
    path("press/<int:page_id>/slot/", slot_desk.slot, name="slot"),
    path("press/thong-bao/", recall_views.recalls, name="recalls"),
    path("press/thong-bao/<int:recall_id>/da-nhan/", recall_views.confirm, name="confirm-recall"),
    path("press/the-bao-chi/", accrediting.ask, name="accreditation"),
    path("press/the-bao-chi/xac-nhan/<str:token>/", accrediting.confirm, name="confirm-accreditation"),
    path("press/dang-nhap/", signing.SignIn.as_view(), name="sign-in"),
    path("press/dang-xuat/", signing.SignOut.as_view(), name="sign-out"),
    path("press/mat-khau/", signing.ChangePassword.as_view(), name="password"),
    path("press/mat-khau/da-luu/", signing.password_done, name="password-done"),
    path("press/mat-khau/quen/", signing.Forgotten.as_view(), name="password-forgotten"),
    path("press/mat-khau/quen/da-gui/", signing.password_sent, name="password-sent"),
    path("press/mat-khau/<uidb64>/<token>/", signing.SetPassword.as_view(), name="set-password"),
    # In the place of Wagtail's own, which this one is but for where it leads.
    path("admin/login/", signing.StaffDoor.as_view(), name="staff-door"),
    path("press/<int:page_id>/da-phat/", airings.airings, name="airings"),
    path("press/<int:page_id>/kit.zip", kits.kit, name="kit"),
    re_path(r"^press/kit/(?P<ids>[0-9]{1,18}(?:-[0-9]{1,18}){0,99})/kit\.zip$", kits.kits, name="kits"),
    re_path(r"^press/(?P<page_id>[0-9]{1,18})/(?P<name>[a-z0-9.-]{1,60})$", views.artefact, name="artefact"),
    path("k/<str:key>/<str:locale>/<int:revision>/", facts.still_right, name="still-right"),
    path("schemas/story-summary-1.json", views.summary_schema, name="summary-schema"),
]
