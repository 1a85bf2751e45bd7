"""What all parts of the program count."""

count = 0
