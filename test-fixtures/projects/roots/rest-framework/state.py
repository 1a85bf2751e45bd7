"""What all requests count."""

count = 0
asked = 0
