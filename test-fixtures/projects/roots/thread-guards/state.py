"""What all parts of the program count."""

count = 0
others = 0
named = 0
off_loop = 0
