"""Persistence: rows in SQLite or PostgreSQL, bytes in a content-addressed archive."""
