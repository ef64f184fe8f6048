"""The dashboard's server, which tells how many stores it holds: on SIGUSR1, in the file that STORES_ALIVE names.

Rings of objects are not looked for in it: under load Python may take minutes until it does.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import weakref
from pathlib import Path
from typing import Any

from streamlit.web.cli import main

from metrics.store.store import Store

FILE = "STORES_ALIVE"


def counted() -> weakref.WeakSet[Store]:
    """The stores that are alive, from now on."""
    alive: weakref.WeakSet[Store] = weakref.WeakSet()
    made = Store.__init__

    def making(store: Store, *of: Any, **more: Any) -> None:
        made(store, *of, **more)
        alive.add(store)

    told: Any = Store
    told.__init__ = making
    return alive


if __name__ == "__main__":
    stores, file = counted(), Path(os.environ[FILE])

    def tell(*_: object) -> None:
        writing = file.with_suffix(".writing")
        writing.write_text(str(len(stores)), "utf-8")
        writing.replace(file)

    signal.signal(signal.SIGUSR1, tell)
    gc.disable()
    sys.exit(main())
