"""The pages of staff: what came in around a deadline, and what people decide about it."""
