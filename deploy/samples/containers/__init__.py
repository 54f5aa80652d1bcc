"""Containers as providers send them, and as nobody should: one module per format."""
