"""Believable Dutch documents of every kind, with what is true of each, in two sets kept apart.

`develop` may be looked at while rules are written; `measure` is only measured on. They share
this folder's tools and neither a layout nor a provider.
"""
