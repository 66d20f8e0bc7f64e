// Search, filters and copy buttons. Without this script, the page is a plain long page.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = ["token", "scope", "resource", "gives"];
  const names = ["q", ...filters];
  const controls = { q: byId("by-text") };
  for (const name of filters) controls[name] = byId(`by-${name}`);
  const sections = [...document.querySelectorAll(".resource")];
  const abouts = [...document.querySelectorAll(".about")];
  const links = new Map([...document.querySelectorAll(".index a")].map((link) => [link.hash.slice(1), link.parentElement]));
  const entries = [...document.querySelectorAll(".entry")].map((element) => ({ element, text: null }));

  // The search covers ids, summaries, paths, tokens, scopes and names of fields.
  const textOf = (entry) => {
    if (entry.text === null) {
      const parts = entry.element.querySelectorAll("h3, .own, .route, .facts code, tbody th");
      entry.text = [...parts].map((part) => part.textContent).join("\n").toLowerCase();
    }
    return entry.text;
  };

  const isShown = (entry) => {
    const words = controls.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const data = entry.element.dataset;
    const has = (name) => !controls[name].value || data[name].split(" ").includes(controls[name].value);
    return filters.every(has) && words.every((word) => textOf(entry).includes(word));
  };

  const isFiltered = () => names.some((name) => controls[name].value.trim());

  const apply = () => {
    const filtered = isFiltered();
    let count = 0;
    for (const entry of entries) {
      const shown = !filtered || isShown(entry);
      count += shown ? 1 : 0;
      entry.element.hidden = !shown;
      links.get(entry.element.id).hidden = !shown;
    }
    for (const section of sections) {
      const empty = !section.querySelector(".entry:not([hidden])");
      section.hidden = empty;
      links.get(section.querySelector("h2").id).hidden = empty;
    }
    for (const about of abouts) about.hidden = filtered;
    byId("no-match").hidden = count > 0;
    byId("show-all").hidden = !filtered;
    byId("match-count").textContent = filtered ? `${count} of ${entries.length}` : "";
  };

  const read = (fragment) => {
    const state = new URLSearchParams(fragment);
    for (const name of names) controls[name].value = state.get(name) ?? "";
    // An unknown value deselects all options. Reset it.
    for (const name of names) if (controls[name].selectedIndex === -1) controls[name].value = "";
    apply();
  };

  const write = () => {
    const given = names.filter((name) => controls[name].value.trim());
    const state = new URLSearchParams(given.map((name) => [name, controls[name].value.trim()]));
    history.replaceState(null, "", `#${state}`);
    apply();
    scrollTo(0, 0);
  };

  // A fragment is either the name of a place or a search.
  const follow = () => {
    const fragment = location.hash.slice(1);
    if (fragment === "" || fragment.includes("=")) {
      read(fragment);
      scrollTo(0, 0);
      return;
    }
    const place = byId(decodeURIComponent(fragment));
    if (place?.closest("[hidden]")) {
      read("");
      place.scrollIntoView();
    }
  };

  const copy = async (text, pre) => {
    try {
      await navigator.clipboard.writeText(text);
      return "Copied";
    } catch {
      getSelection().selectAllChildren(pre);
      return "Selected";
    }
  };

  for (const snippet of document.querySelectorAll(".snippet")) {
    const pre = snippet.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    const what = snippet.querySelector("b").textContent;
    button.setAttribute("aria-label", `Copy: ${what}, ${snippet.closest(".entry").id}`);
    button.addEventListener("click", async () => {
      button.textContent = await copy(pre.textContent, pre);
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    snippet.querySelector("figcaption").append(button);
  }

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      controls.q.focus();
      controls.q.select();
    }
    if (event.key === "Escape" && document.activeElement === controls.q) {
      controls.q.value = "";
      write();
    }
  });
  for (const name of names) controls[name].addEventListener("input", write);
  byId("show-all").addEventListener("click", () => {
    for (const name of names) controls[name].value = "";
    write();
    controls.q.focus();
  });

  // On wide screens, the index is beside the page and open. On narrow screens, it is above the page and closed.
  const wide = matchMedia("(min-width: 64rem)");
  const arrange = () => (document.querySelector(".index").open = wide.matches);
  wide.addEventListener("change", arrange);
  arrange();
  addEventListener("hashchange", follow);
  // After a reload or a step back, the browser restores the controls, but the fragment decides the search.
  read("");
  if (location.hash) follow();
})();
