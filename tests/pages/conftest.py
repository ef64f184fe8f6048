"""What every test of a page may use."""

from tests.at_home import opened_at_home

__all__ = ["opened_at_home"]
