"""Registers that tests look at: how they are made, once in each process, and the small plan that has one of each."""
