"""What the files say, as frozen values: no reading, no clock, no judgement."""
