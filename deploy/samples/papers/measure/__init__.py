"""The set that is only measured on: nobody tunes a rule on these layouts."""
