"""Mails that hold their documents in every way there is: one module per way."""
