"""The set to develop on: its own providers, layouts and wordings."""
