"""The set that was measured on third, written without reading the rules or a verdict."""
