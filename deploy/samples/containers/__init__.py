"""Containers built byte by byte: whole, broken, locked and meant to harm."""
