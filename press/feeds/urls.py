from django.urls import re_path

from press.feeds.views import feed

app_name = "press_feeds"
urlpatterns = [
    re_path(r"^feeds/(?P<name>stories|corrections)\.(?P<form>rss|atom|json)$", feed, name="feed"),
]
