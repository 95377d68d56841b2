"""On PostgreSQL Wagtail's admin and choosers ask for title and body together, for which it makes no index."""

from django.db import migrations

NAME = "search_admin_title_and_body"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON wagtailsearch_indexentry USING gin ((title || body))"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")


class Migration(migrations.Migration):
    # An index is made concurrently outside of any transaction.
    atomic = False
    dependencies = [("search", "0003_first_synonyms"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(make, drop)]
