"""Sets that were measured on, each until its failures were looked at and rules changed after."""
