// What Streamlit's own page lacks, put into it before its own scripts run: one step back for one act of the reader, lists that
// are searched without accents, its own words in the language of the page. `partyMetrics` is how the server tells what to say.
(() => {
  // History. Streamlit writes the address several times in a run: a turned page first without what is chosen, then with it.
  // Only what follows an act of the reader, or leads to another page, is a step of its own.
  let acted = false;
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => { acted = true; }, true);
  // Where there is no room beside it, the side lies over the page: it goes as soon as a page is chosen in it.
  const OVER = matchMedia("(max-width: 768px)");
  const away = () => OVER.matches
    && document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button")?.click();
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.pushState = (state, unused, address) => {
    const turned = new URL(address ?? location.href, location.href).pathname !== location.pathname;
    (turned || acted ? push : replace)(state, unused, address);
    acted = false;
    if (turned) away();
  };

  // Search. Streamlit's lists compare what is typed with the names by their small letters. Those of the list that is typed in are
  // given as a search needs them: each word's beginning marked, without accents, a name with what else it is called.
  const MARK = "\u0001";
  const LIST = "[data-testid=stSelectbox] input, [data-testid=stMultiSelect] input";
  const small = String.prototype.toLowerCase;
  const known = new Map();
  let others = {};
  let names = new Set();
  let typed = new Set();
  const plain = (text) => small.call(text).normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").match(/[\p{L}\p{N}]+/gu) ?? [];
  const beginnings = (name) => {
    const found = new Set();
    for (const spelling of [name, ...(others[name] ?? [])]) {
      const words = plain(spelling);
      words.forEach((_, place) => found.add(words.slice(place).join(" ")));
      found.add(words.join(""));
    }
    return MARK + [...found].join(MARK);
  };
  // the names that a list holds, most of which are not on the page: what React was given to draw it with
  const held = (field) => {
    const key = Object.keys(field).find((name) => name.startsWith("__reactFiber$"));
    for (let at = field[key]; at; at = at.return) {
      const list = at.memoizedProps?.options ?? at.memoizedProps?.element?.options;
      if (Array.isArray(list)) return list;
    }
    return [];
  };
  const lowered = function () {
    const text = String(this);
    if (typed.has(text)) return MARK + plain(text).join(" ");
    if (!names.has(text)) return small.call(text);
    if (!known.has(text)) known.set(text, beginnings(text));
    return known.get(text);
  };
  // Streamlit offers no filter of one's own and compares where it draws, out of reach: small letters are all that can be given to it.
  // The browser's own stand everywhere but from a letter typed in a list until the list is left.
  const search = (list, ...letters) => {
    names = new Set(list ? held(list) : []);
    typed = new Set(letters);
    String.prototype.toLowerCase = list ? lowered : small;
  };
  // where something was chosen before, what is typed takes its place
  addEventListener("input", ({ target, data }) => (target.matches?.(LIST) ? search(target, target.value, data) : search()), true);
  addEventListener("focusout", () => search(), true);

  // Enter in the search of the opening page leads to the first suggestion, when those for all that was typed are there.
  const SEARCH = ".st-key-overview_search input";
  let wanted = null;
  const lead = () => {
    if (wanted === null || document.querySelector("p[data-typed]")?.dataset.typed !== wanted) return;
    wanted = null;
    document.querySelector(".st-key-suggestions a")?.click();
  };
  addEventListener("keydown", ({ target, key, isComposing }) => {
    if (!target.matches?.(SEARCH)) return;
    // the letters of one search are one step
    acted = acted && !new URLSearchParams(location.search).has("search");
    wanted = key === "Enter" && !isComposing && target.value.trim() ? target.value : null;
    lead();
  }, true);

  // Words. A text of Streamlit's own is changed wherever it appears, and changed back when the reader changes the language.
  const SAID = ["aria-label", "title", "placeholder", "aria-roledescription"];
  const written = new WeakMap();
  let exact = new Map();
  let forms = [];
  const told = (text) => {
    const own = exact.get(text);
    if (own !== undefined) return own;
    for (const [form, say] of forms) {
      const parts = form.exec(text);
      if (parts) return say.replace(/\{\w+\}/g, (field) => parts.groups[field.slice(1, -1)]);
    }
    return text;
  };
  // `node` says something as `place`: its text, or one of its attributes; what we wrote there stands for what Streamlit had said
  const speak = (node, place, now, write) => {
    if (!now) return;
    const before = written.get(node)?.[place];
    const original = before?.ours === now ? before.original : now;
    const ours = told(original);
    if (ours === now) return;
    written.set(node, { ...written.get(node), [place]: { original, ours } });
    write(ours);
  };
  const one = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      speak(node, "text", node.data, (text) => { node.data = text; });
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of SAID) speak(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
    }
  };
  const ourOwn = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".party-frame, style, script");
  const all = (root) => {
    if (ourOwn(root)) return;
    one(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) one(walker.currentNode);
  };

  // On a narrow screen each cell of a table stands behind the name of its column (phone.css). What a row is of comes first.
  const NARROW = matchMedia("(max-width: 640px)");
  const named = () => NARROW.matches && document.querySelectorAll("[data-testid=stTable] table").forEach((table) => {
    const columns = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
    // a table that is no longer laid out as one stays one for those who hear it
    const roles = [["table", [table]], ["rowgroup", table.querySelectorAll("thead, tbody")], ["row", table.rows],
      ["columnheader", table.querySelectorAll("thead th")], ["cell", table.querySelectorAll("td")]];
    for (const [role, found] of roles) for (const one of found) if (one.getAttribute("role") !== role) one.setAttribute("role", role);
    for (const { cells } of table.querySelectorAll("tbody tr")) {
      const full = [...cells].filter((cell) => cell.textContent.trim());
      [...cells].forEach((cell, place) => {
        cell.dataset.column = columns[place] ?? "";
        cell.toggleAttribute("data-head", cell === full[0]);
        cell.toggleAttribute("data-last", cell === full.at(-1));
        cell.toggleAttribute("data-empty", !full.includes(cell));
      });
    }
  });

  // A table that is wider or higher than its place can be pushed with the keys only if it takes the focus.
  const reachable = () => document.querySelectorAll("[data-testid=stTable] > div").forEach((box) => {
    const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (scrolls && !box.hasAttribute("tabindex")) box.tabIndex = 0;
  });

  // The way to the filters stands beside Streamlit's button that opens the side. A rule with :has() would do, but then the style of the
  // whole page is reckoned anew at every change of it.
  const beside = () => document.querySelector(".st-key-shell")
    ?.toggleAttribute("data-beside", Boolean(document.querySelector("[data-testid=stExpandSidebarButton]")));

  addEventListener("DOMContentLoaded", () => {
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") addedNodes.forEach(all);
        else if (!ourOwn(target)) one(target);
      }
      requestAnimationFrame(() => { named(); reachable(); beside(); lead(); });
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: SAID });
    addEventListener("resize", () => { named(); reachable(); });
  });

  window.partyMetrics = {
    // The language of the page, Streamlit's words in it (`{name}` stands for any), what else the names in lists are called.
    speak({ language, words, names: called }) {
      document.documentElement.lang = language;
      others = called;
      known.clear();
      const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      exact = new Map(Object.entries(words));
      forms = Object.entries(words).filter(([text]) => text.includes("{")).map(([text, say]) =>
        [new RegExp(`^${escaped(text).replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`, "s"), say]);
      all(document.body);
    },
  };
})();
