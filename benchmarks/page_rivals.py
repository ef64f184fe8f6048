"""What the pages are measured beside: the same charts from canned figures, a Streamlit page of one choice, st.plotly_chart as
Streamlit is set at first, and Dash."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
Figures = Sequence[dict[str, Any]]

CANNED = """
import json
import sys
sys.path.insert(0, {project!r})
import streamlit as st
from metrics.chart import Picture
from metrics.words.wording import Wording
from pages.parts import plot

@st.cache_resource
def canned():
    with open({figures!r}, encoding="utf-8") as file:
        return [plot.written(Picture(one["figure"], one["alt"])) for one in json.load(file)]


def main():
    st.set_page_config(layout="wide")
    with st.sidebar:
        choice = st.selectbox("Từ năm", ["2015", "2018"])
    words = Wording("vi")
    for place, one in enumerate(canned()):
        with st.container(border=True):
            plot.plot(one, f"plot_{{place}}", words, stamp=choice)


if __name__ == "__main__":
    main()
else:
    # the same script of the charts
    app = st.App(__file__, routes=[plot.script_route()])
"""
# the least that a choice can change
EMPTY = """
import streamlit as st
with st.sidebar:
    choice = st.selectbox("Từ năm", ["2015", "2018"])
st.write(choice)
"""
AT_FIRST = """
import json
import plotly.graph_objects as go
import streamlit as st

@st.cache_data
def canned():
    with open({figures!r}, encoding="utf-8") as file:
        return json.load(file)

st.set_page_config(layout="wide")
with st.sidebar:
    choice = st.selectbox("Từ năm", ["2015", "2018"])
for place, one in enumerate(canned()):
    figure = go.Figure(one["figure"], skip_invalid=True)
    figure.update_layout(meta=choice)
    st.plotly_chart(figure, key=f"plot_{{place}}")
"""
DASH = """
import json
import sys
from dash import Dash, Input, Output, dcc, html

with open({figures!r}, encoding="utf-8") as file:
    canned = [one["figure"] for one in json.load(file)]
app = Dash()
charts = [f"plot_{{place}}" for place in range(len(canned))]
app.layout = html.Div([dcc.Dropdown(["2015", "2018"], "2015", id="choice"), *(dcc.Graph(id=name) for name in charts)])


@app.callback([Output(name, "figure") for name in charts], Input("choice", "value"))
def drawn(choice):
    return [{{"data": one["data"], "layout": {{**one["layout"], "meta": choice}}}} for one in canned]


app.run(port=int(sys.argv[1].rpartition("=")[2]))
"""
# what Streamlit does of itself, where the project says otherwise
UNSET = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}


@contextmanager
def dashboard() -> Iterator[str]:
    """The project's own pages, by their address."""
    with _served(["-m", "streamlit", "run", str(PROJECT / "dashboard.py"), "--server.headless=true"], "/_stcore/health") as url:
        yield url


@contextmanager
def rival(script: str, figures: Figures = (), **environment: str) -> Iterator[str]:
    """One of the scripts above as a page with these figures, with the options of the project; a Dash page runs by itself."""
    with tempfile.TemporaryDirectory() as folder:
        canned, path = Path(folder, "figures.json"), Path(folder, "rival.py")
        canned.write_text(json.dumps(figures), encoding="utf-8")
        path.write_text(script.format(project=str(PROJECT), figures=str(canned)), encoding="utf-8")
        if script is DASH:
            command, sign = [str(path)], "/"
        else:
            command, sign = ["-m", "streamlit", "run", str(path), "--server.headless=true"], "/_stcore/health"
        with _served(command, sign, **environment) as url:
            yield url


@contextmanager
def _served(command: Sequence[str], sign: str, **environment: str) -> Iterator[str]:
    """A program that answers on a free port of this computer; `sign`: where it answers once it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = os.environ | environment
    # the options of the project, wherever the script stands
    app = subprocess.Popen(
        [sys.executable, *command, f"--server.port={port}"],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=variables,
    )
    try:
        _wait_for(port, sign)
        yield f"http://localhost:{port}"
    finally:
        app.terminate()
        app.wait()


def _wait_for(port: int, sign: str) -> None:
    """Wait until a server answers. TimeoutError after a minute."""
    for _ in range(240):
        try:
            connection = HTTPConnection("localhost", port, timeout=2)
            connection.request("GET", sign)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise TimeoutError("the app did not answer within a minute")
