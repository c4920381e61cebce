"""Role articles of the shape that hiring sites publish, written by rote and then imported."""
