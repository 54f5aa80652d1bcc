"""Containers as the programs of providers write them, one module per format."""
