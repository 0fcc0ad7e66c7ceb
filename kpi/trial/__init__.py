"""What a trial needs: demo figures, demo users, and data for load tests."""
