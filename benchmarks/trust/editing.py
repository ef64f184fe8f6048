"""An editor's session on the page of imports, as a browser has it: sees what is drawn, presses buttons, types, hands in files."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.trust.load import Reader

# between the parts of what is sent as a form
PART = "part-of-a-form"
# the elements that a reader reads, and the field of each that holds its words
WORDS = {"markdown": "body", "alert": "body", "text": "body", "heading": "body"}


class Editor(Reader):
    """What is drawn is kept until the next run."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        # by its place on the page
        self.drawn: dict[tuple[int, ...], Element] = {}
        self.query = ""
        # what fields hold, by the number of the field: a browser says it with all that it asks for
        self.held: dict[str, WidgetState] = {}

    def open(self, query: str) -> None:
        """Open a part of the page of imports."""
        self.query = query
        self._catch_up()
        self.begin("import", query)
        self._see()

    def _see(self) -> str:
        self.drawn = {tuple(one.metadata.delta_path): one.delta.new_element for one in self.answered()}
        return self.told()

    def told(self) -> str:
        """All sentences of the page, a line each."""
        kinds = [(one, one.WhichOneof("type") or "") for one in self.drawn.values()]
        return "\n".join(getattr(getattr(one, kind), WORDS[kind]) for one, kind in kinds if kind in WORDS)

    def widget(self, key: str) -> str:
        """The number of the widget whose key begins so, a pattern, as the server knows it."""
        for one in self.drawn.values():
            number = str(getattr(getattr(one, one.WhichOneof("type") or "", None), "id", ""))
            if re.match(rf"\$\$ID-[0-9a-f]+-{key}", number):
                return number
        raise AssertionError(f"no {key} is drawn: {self.told()}")

    def _act(self, state: WidgetState) -> str:
        """What the page says once a widget has changed."""
        self._catch_up()
        if not state.trigger_value:
            self.held[state.id] = state
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = "import", self.query
        asked.rerun_script.widget_states.widgets.extend({**self.held, state.id: state}.values())
        self.socket.send(asked.SerializeToString())
        return self._see()

    def press(self, key: str) -> str:
        """What the page says once a button is pressed."""
        return self._act(WidgetState(id=self.widget(key), trigger_value=True))

    def type(self, key: str, text: str) -> str:
        """What the page says once a field holds a text."""
        return self._act(WidgetState(id=self.widget(key), string_value=text))

    def hand_in(self, key: str, name: str, content: bytes) -> str:
        """What the page says of a file."""
        state = WidgetState(id=self.widget(key))
        told = state.file_uploader_state_value.uploaded_file_info.add()
        asked = BackMsg()
        asked.file_urls_request.request_id, asked.file_urls_request.session_id = "file", self.session
        asked.file_urls_request.file_names.append(name)
        self.socket.send(asked.SerializeToString())
        while (message := self._told()).file_urls_response.response_id != "file":
            pass
        told.file_urls.CopyFrom(message.file_urls_response.file_urls[0])
        told.file_id, told.name, told.size = told.file_urls.file_id, name, len(content)
        head = f'--{PART}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        address = urlsplit(self.url)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=60)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={PART}",
            "Origin": self.url,
            "X-Xsrftoken": self.token,
            "Cookie": f"_streamlit_xsrf={self.token}",
        }
        connection.request("PUT", told.file_urls.upload_url, head.encode() + content + f"\r\n--{PART}--\r\n".encode(), headers)
        if (status := connection.getresponse().status) >= 300:
            raise AssertionError(f"{name} was not taken: {status}")
        connection.close()
        return self._act(state)
