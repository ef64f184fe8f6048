"""The steps of the page of imports."""
