"""The address of the calendar feed, outside the admin: a calendar program signs in nowhere."""

from django.urls import path

from story.timing.feed import calendar_feed

urlpatterns = [path("feeds/calendar/<str:token>/newsroom.ics", calendar_feed, name="story_calendar_feed")]
