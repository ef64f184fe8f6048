"""What only the reader's browser can do: copy a text, print."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from metrics.words.words import Words

JS = """
// Where the page is not served over https, browsers offer no clipboard: a field is selected and copied instead.
const byHand = (text) => {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
};
const copy = (text) => (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => true, () => byHand(text));

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const said = parentElement.querySelector('[role=status]');
  button.textContent = data.label;
  button.onclick = async () => {
    const done = await copy(data.text || location.href);
    button.textContent = said.textContent = done ? data.done : data.failed;
    setTimeout(() => { button.textContent = data.label; said.textContent = ''; }, 2500);
    button.focus();
  };
}
"""
HTML = '<button type="button"></button><span role="status"></span>'
CSS = """
:host { display: block; width: max-content; max-width: 100%; }
button {
  font: 400 0.875rem/1.6 var(--st-font); color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, var(--st-base-radius));
  min-height: 2.5rem; padding: 0.25rem 0.75rem; cursor: pointer;
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("party_metrics_copy", html=HTML, css=CSS, js=JS)


def copy_button(wording: Words, key: str, label: str, text: str = "") -> None:
    """A button that copies a text, or the address in the browser."""
    _component()(
        key=key,
        data={
            "label": label,
            "text": text,
            "done": wording.say("Copied"),
            "failed": wording.say("The browser did not allow copying"),
        },
        width="content",
    )


@cache
def _printer() -> Callable[..., Any]:
    js = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  button.textContent = data.label;
  button.title = data.help;
  button.onclick = () => window.print();
}
"""
    return st.components.v2.component("party_metrics_print", html='<button type="button"></button>', css=CSS, js=js)


def print_button(wording: Words, key: str) -> None:
    """A button that opens the browser's print, which writes PDF as well."""
    help = wording.say("On A4, without what only a screen needs. To get a PDF, choose “Save as PDF” as the printer.")
    _printer()(key=key, data={"label": wording.say("Print / PDF"), "help": help}, width="content")


def legible_choices() -> None:
    """Write what is chosen in a row of choices in the colour of links: in the dark, Streamlit's own stands out too little."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    chosen = 'button[data-variant][data-selected="true"]'
    colour = st.get_option(f"theme.{theme}.linkColor")
    st.html(f"<style>{chosen}, {chosen} :is(p, span) {{ color: {colour} !important; }}</style>")
