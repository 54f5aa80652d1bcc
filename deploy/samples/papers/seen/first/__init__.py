"""The set that was measured on first."""
