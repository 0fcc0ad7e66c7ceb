"""The region page: what stands where, and what has changed since the last tertial."""
