"""The state of the plan as of a date: pure functions of the register, the date and the policy."""
