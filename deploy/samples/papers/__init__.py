"""Believable Dutch documents of every kind, with what is true of each, in three sets kept apart.

`develop` may be looked at while rules are written. `measure` is only measured on: no rule was
changed after one of its failures was looked at. `seen` holds what were such sets once; their
failures were looked at and rules changed after, so that it only guards against falling back. The
sets share this folder's tools and neither a layout nor a provider.
"""
