const FIRST_ROWS = 50;

/**
 * Shows rows as a table that can be sorted by every column, and copied or saved as CSV.
 *
 * @param columns {name, key, show, text, kind}: key is the column's name in CSV; show formats a value that is not readable as it
 *     is; text is true if the values are words and not numbers; kind is file or time for words with a width of their own
 * @param rows arrays of values
 */
function showTable(place, caption, columns, rows) {
  const container = typeof place === "string" ? byId(place) : place;
  const state = { column: -1, descending: false, all: rows.length <= FIRST_ROWS + 10 };

  const table = element("table");
  table.append(element("caption", caption));
  const headings = element("tr");
  columns.forEach((column, at) => {
    const heading = element("th", undefined, { scope: "col" });
    if (!column.text) {
      heading.className = "number";
    }
    const button = element("button", column.name, { type: "button", class: "sorter" });
    button.addEventListener("click", () => {
      state.descending = state.column === at ? !state.descending : !column.text;
      state.column = at;
      fill();
    });
    heading.append(button);
    headings.append(heading);
  });
  const head = element("thead");
  head.append(headings);
  const body = element("tbody");
  table.append(head, body);

  const scroller = element("div", undefined, { class: "scroller", tabindex: "0", role: "region", "aria-label": caption });
  scroller.append(table);
  const tools = element("p", undefined, { class: "tools" });
  const copy = element("button", "Copy as CSV", { type: "button", class: "copy" });
  copy.setAttribute("aria-label", "Copy as CSV: " + caption);
  const more = element("button", "Show all " + whole(rows.length) + " rows", { type: "button", class: "more" });
  const copied = element("span", "", { role: "status", class: "copied" });
  const saved = element("button", "Save as CSV", { type: "button", class: "save" });
  saved.setAttribute("aria-label", "Save as CSV: " + caption);
  tools.append(copy, saved, more, copied);
  container.replaceChildren(scroller, tools);

  copy.addEventListener("click", async () => {
    const done = await copyText(asCsv(columns, sorted()));
    copied.textContent = done ? count(rows.length, "row", "rows") + " copied" : "Not allowed by the browser";
  });
  saved.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([asCsv(columns, sorted())], { type: "text/csv" }));
    save(address, fileName(caption) + ".csv");
    URL.revokeObjectURL(address);
  });
  more.addEventListener("click", () => {
    state.all = true;
    fill();
    scroller.focus();
  });

  function sorted() {
    if (state.column < 0) {
      return rows;
    }
    const sign = state.descending ? -1 : 1;
    return [...rows].sort((one, other) => sign * compare(one[state.column], other[state.column]));
  }

  function fill() {
    const shown = state.all ? sorted() : sorted().slice(0, FIRST_ROWS);
    body.replaceChildren(
      ...shown.map((row) => {
        const line = element("tr");
        row.forEach((value, at) => {
          const column = columns[at];
          const text = value === null ? "" : column.show ? column.show(value, row) : String(value);
          line.append(element(at === 0 ? "th" : "td", text, at === 0 ? { scope: "row" } : {}));
          line.lastChild.className = column.text ? column.kind ?? "" : "number";
        });
        return line;
      }),
    );
    [...headings.children].forEach((heading, at) => {
      if (at === state.column) {
        heading.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      } else {
        heading.removeAttribute("aria-sort");
      }
    });
    more.hidden = state.all;
  }

  fill();
}

function compare(one, other) {
  if (one === null || other === null) {
    return (one === null) - (other === null);
  }
  if (typeof one === "string" && typeof other === "string") {
    return one.localeCompare(other, "en", { numeric: true });
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

function asCsv(columns, rows) {
  const lines = [columns.map((column) => column.key ?? column.name), ...rows];
  return lines.map((line) => line.map(asField).join(",") + "\n").join("");
}

function asField(value) {
  if (value === null) {
    return "";
  }
  let text = String(value);
  // A spreadsheet would take such a text for a formula; a file name or a rejected row can look like one.
  if (typeof value === "string" && /^[=+@\t\r-]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) {
    text = "'" + text;
  }
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (notAllowed) {
    // Some browsers deny the clipboard to pages on disk, but allow a user's selection to be copied.
    const area = element("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Shows a table in a closed details element only when it is opened: most never are, and some tables are long. */
function lateTable(id, caption, columns, rows) {
  const place = byId(id);
  const details = place.closest("details");
  const fill = () => showTable(place, caption, columns, rows());
  place.replaceChildren();
  details.hidden = false;
  details.ontoggle = () => {
    if (details.open && place.childElementCount === 0) {
      fill();
    }
  };
  if (details.open) {
    fill();
  }
}
