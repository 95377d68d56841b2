"""The full-text index of the narrow table, which the database keeps by itself: FTS5 with triggers, or a tsvector.

A later migration that alters search_indexedstory on SQLite makes the table anew, without its triggers: it runs
`keep_words` again.
"""

from django.db import migrations

COLUMNS = ("keys", "headline", "problem", "figures", "lessons", "rest", "exact")
NAMES = ", ".join(COLUMNS)
NEW, OLD = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("new", "old"))

WORDS = f"""
CREATE VIRTUAL TABLE search_words USING fts5(
    {NAMES}, content='search_indexedstory', content_rowid='page_id',
    tokenize="unicode61 remove_diacritics 0", prefix='2 3'
)
"""
ADD = f"INSERT INTO search_words(rowid, {NAMES}) VALUES (new.page_id, {NEW});"
DROP = f"INSERT INTO search_words(search_words, rowid, {NAMES}) VALUES ('delete', old.page_id, {OLD});"
TRIGGERS = {
    "search_words_added": f"AFTER INSERT ON search_indexedstory BEGIN {ADD} END",
    "search_words_gone": f"AFTER DELETE ON search_indexedstory BEGIN {DROP} END",
    "search_words_changed": f"AFTER UPDATE ON search_indexedstory BEGIN {DROP} {ADD} END",
}
LABELS = {
    "A": "problem",
    "B": "headline",
    "C": "figures || ' ' || lessons || ' ' || exact",
    "D": "rest || ' ' || keys",
}
DOCUMENT = " || ".join(f"setweight(to_tsvector('simple', {text}), '{label}')" for label, text in LABELS.items())


def keep_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE search_indexedstory ADD COLUMN document tsvector GENERATED ALWAYS AS ({DOCUMENT}) STORED"
        )
        schema_editor.execute("CREATE INDEX search_indexedstory_document ON search_indexedstory USING gin (document)")
        return
    schema_editor.execute(WORDS, params=None)
    for name, what in TRIGGERS.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {what}", params=None)


def forget_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_indexedstory DROP COLUMN document")
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}")
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(keep_words, forget_words)]
