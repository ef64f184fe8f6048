"""Who acts in tests."""

from __future__ import annotations

from metrics.intake.actor import Actor

EDITOR = Actor("tester", "editor")
READER = Actor("")
