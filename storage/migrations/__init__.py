"""The way from one version of the tables to the next; alembic runs it."""
