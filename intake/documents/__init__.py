"""Bytes or a path in, facts out; no database, no network, no clock."""
