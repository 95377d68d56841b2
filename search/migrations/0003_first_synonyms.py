"""The list of phrases that mean the same as the editors find it first: from then on it is theirs."""

from django.db import migrations

from search.first_synonyms import GROUPS


def write(apps, schema_editor):
    model = apps.get_model("search", "SynonymGroup")
    for group in GROUPS:
        model.objects.get_or_create(phrases="\n".join(group))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
