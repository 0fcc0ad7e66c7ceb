"""Which of several plans one looks at: short addresses that lead on to one, and the choice between them."""
