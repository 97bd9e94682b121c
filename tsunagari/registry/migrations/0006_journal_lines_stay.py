from django.db import migrations

REFUSE = """
CREATE FUNCTION registry_journalline_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a line of the journal is neither changed nor deleted';
END
$$;
CREATE TRIGGER registry_journalline_stays BEFORE UPDATE OR DELETE ON registry_journalline
    FOR EACH ROW EXECUTE FUNCTION registry_journalline_stays();
"""
ALLOW = """
DROP TRIGGER registry_journalline_stays ON registry_journalline;
DROP FUNCTION registry_journalline_stays();
"""


def refuse(apps, schema_editor):
    """On PostgreSQL only: SQLite loses its triggers whenever a later migration makes the table anew."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW)


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_firm_latest'),
    ]

    operations = [
        migrations.RunPython(refuse, allow),
    ]
