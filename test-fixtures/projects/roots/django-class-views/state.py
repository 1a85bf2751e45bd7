"""What all requests count."""

count = 0
commands = 0
