"""The set that is only measured on: papers that no rule was written or changed after.

Who wrote it read neither the rules that recognise documents nor a verdict on any of its papers.
Once a failure was looked into and a rule changed after it, the set is blind no more and joins
`seen`.
"""
