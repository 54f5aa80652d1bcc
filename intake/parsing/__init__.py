"""Bytes of a mail in, values out: any bytes give a value, and no leaf of a mail disappears."""
