"""The pages of the trusts: all of them side by side, and each by itself."""
