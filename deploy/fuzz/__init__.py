"""Feeds spoiled mails to the extractor, led by which code they reach, and keeps what breaks it."""
