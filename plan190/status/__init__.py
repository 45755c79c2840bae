"""What is so of the plan as of a day: pure functions of the register, the day and the policy."""
