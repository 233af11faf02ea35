"""What comes next in the cycle of tests and sanctions: launches and nuclear tests as rates, forecast, scored and stored."""
