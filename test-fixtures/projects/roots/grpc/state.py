"""What all calls count."""

count = 0
answers = 0
