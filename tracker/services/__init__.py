"""What is done: one verb per function, each one transaction with exactly one event."""
