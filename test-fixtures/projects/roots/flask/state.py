"""What all requests count."""

count = 0
closed = 0
checks = 0
