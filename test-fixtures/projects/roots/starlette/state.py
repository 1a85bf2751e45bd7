"""What all requests count."""

count = 0
mails = 0
users = 0
