"""The set that is only measured on: no rule was written or changed after one of its papers.

It was written without reading the rules that recognise documents or a verdict on these papers.
When one of its failures is looked into, it joins `seen` and another takes its place.
"""
