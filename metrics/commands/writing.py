"""Files that a command hands out: all of them in their folder, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from metrics.commands.printing import narrate
from metrics.data.disk import replace_together
from metrics.errors import N_, PartyMetricsError


def hand_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files by name into a folder, made where it is missing, in place of those of the same names; tell each.

    PartyMetricsError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_together(folder, files)
    except OSError as error:
        text = N_("{folder} cannot be written ({error}); choose another folder with --out. If one of its files is open, close it.")
        raise PartyMetricsError(text, folder=folder, error=error.strerror or error) from error
    for name, data in files.items():
        narrate(f"written: {folder / name}, {len(data)} bytes")
