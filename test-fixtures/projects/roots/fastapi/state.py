"""What all requests count."""

count = 0
users = 0
audits = 0
orders = 0
