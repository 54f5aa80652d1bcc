"""The rules of the field: standard library only, no input or output, time as an argument."""
