from django.urls import path

from delivery import catalogue, health, metrics, sitemap

app_name = "delivery"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("admin/jsi18n/", catalogue.script_texts, {"package": "wagtail.admin"}, name="admin-texts"),
    path(
        "admin/localize/jsi18n/",
        catalogue.script_texts,
        {"package": "wagtail_localize"},
        name="localize-texts",
    ),
]
