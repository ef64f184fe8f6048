"""Articles become figures: `read` finds in a Vietnamese text the figures of the data contract, with their words and places."""

from metrics.extract.model import Figure, Known, Reading, Unread
from metrics.extract.reader import VERSION, read

__all__ = ["VERSION", "Figure", "Known", "Reading", "Unread", "read"]
