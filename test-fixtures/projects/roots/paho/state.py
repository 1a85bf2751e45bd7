"""What the callbacks count."""

count = 0
events = 0
