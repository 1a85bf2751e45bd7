"""What all requests count."""

count = 0
single = 0
