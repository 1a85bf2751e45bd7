"""What all jobs count."""

count = 0
reports = 0
