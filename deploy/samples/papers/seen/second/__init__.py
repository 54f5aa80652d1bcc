"""The set that was measured on second, written without reading the rules or a verdict."""
