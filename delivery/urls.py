from django.urls import path

from delivery import catalogue, components, health, metrics, sitemap, wellknown

app_name = "delivery"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("site.webmanifest", wellknown.manifest, name="manifest"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemap.sitemap_part, name="sitemap-part"),
    path("admin/components/", components.components, name="components"),
    path("admin/jsi18n/", catalogue.script_texts, {"package": "wagtail.admin"}, name="admin-texts"),
    path(
        "admin/localize/jsi18n/",
        catalogue.script_texts,
        {"package": "wagtail_localize"},
        name="localize-texts",
    ),
]
