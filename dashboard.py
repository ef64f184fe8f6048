"""The entry of the dashboard: page configuration, navigation, language, the filters that all pages share."""

from __future__ import annotations

from functools import partial

import streamlit as st

from metrics.errors import N_
from pages.parts import address, browser, button, downloads, filters, focus, left, paper, plot, server, shell
from pages.parts import view as shared

# file, address, title, icon
PAGES = (
    ("overview", "", N_("Overview"), ":material/dashboard:"),
    ("membership", "membership", N_("Membership"), ":material/groups:"),
    ("admissions", "admissions", N_("Admissions"), ":material/person_add:"),
    ("inspection", "inspection", N_("Inspection and discipline"), ":material/fact_check:"),
    ("quality", "quality", N_("Quality and targets"), ":material/verified:"),
    ("rankings", "rankings", N_("Reform rankings"), ":material/leaderboard:"),
    ("province", "province", N_("Province profile"), ":material/assignment:"),
    ("compare", "compare", N_("Compare"), ":material/compare_arrows:"),
    ("explore", "explore", N_("Explore"), ":material/table_chart_view:"),
    ("report", "report", N_("My report"), ":material/article:"),
    ("data", "data", N_("Data and sources"), ":material/dataset:"),
    ("import", "import", N_("Import"), ":material/upload_file:"),
)


def main() -> None:
    """Draw the frame, then the page that the reader is on."""
    # said before the navigation, which would fetch a page's icon from elsewhere for the browser's tab
    st.set_page_config(page_icon="📊", layout="wide")
    language, build = filters.language(), shared.current_build()
    store, loaded = shared.open_data(build, filters.day_asked())
    wording = shared.words(store, language)
    pages = [
        st.Page(f"pages/{file}.py", title=wording.say(title), icon=icon, url_path=address or None, default=not address)
        for file, address, title, icon in PAGES
    ]
    product = wording.say("Party organisation metrics")
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · {product}")
    browser.legible_choices()
    address.begin(page.url_path)
    chosen = filters.choose(store, wording, page.url_path, loaded)
    here = shared.prepare(store, loaded, wording, chosen)
    shell.draw(store, wording, filters.number_on(store, chosen), shared.palette().background)
    try:
        shared.in_time(here, page.run)
        paper.tools(here, page.url_path, page.title)
    finally:
        # what draws for paper knows the view: a ring, which would hold the figures until Python looks for rings
        here.drawn.clear()
    focus.arrive()
    address.end()
    filters.warnings(wording)
    # the page of imports is drawn anew by the reader alone: nothing half typed is lost
    if page.url_path != "import":
        shared.keep_up(build, partial(downloads.tell_ended, wording))
    button.forget_presses()
    left.let_go()


# Streamlit imports this file for the server, and then runs it as a script for every reader
if __name__ == "__main__":
    main()
else:
    app = st.App(__file__, routes=[plot.script_route(), *server.routes()], middleware=server.middleware())
