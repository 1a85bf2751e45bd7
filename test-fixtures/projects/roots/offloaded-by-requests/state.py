"""What all requests count."""

count = 0
once = 0
started = 0
