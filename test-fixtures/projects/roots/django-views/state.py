"""What all requests count."""

count = 0
accounts = 0
