"""The demonstration: providers mail to a real mailbox, and what becomes of it."""
