"""What the handler counts."""

count = 0
events = 0
