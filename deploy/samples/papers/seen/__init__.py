"""The set that was measured on first: its failures were looked at, and rules changed after."""
