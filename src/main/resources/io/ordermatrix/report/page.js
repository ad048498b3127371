/** Puts the page together: what the user has chosen, and every section that depends on it. */
const BARS = 15;
/** Several of one key are shown side by side, as many as a chart can tell apart. */
const COMPARED_COLOURS = ["accent", "second", "fate-dropped-1", "fate-dropped-4"];
const NOTHING_KEPT = "The run kept no rows, so there is nothing to draw here.";

class Page {
  /**
   * @param flow the cube of order flow; null if the run has none
   * @param lifecycles the cube of order types and ten minutes; null if the run has no order flow
   */
  constructor(data, cube, statuses, flow, lifecycles) {
    this.data = data;
    this.statuses = statuses;
    this.flow = flow;
    this.lifecycles = lifecycles;
    this.keys = Object.entries(KEYS).filter(([key]) => data[key]);
    this.events = sourceOf(cube, cube.measures);
    this.orders = flow && sourceOf(flow, ["orders", "matched_quantity"]);
    this.ordersByType = lifecycles && sourceOf(lifecycles, ["orders", "events", "matched_quantity"]);
    this.isEmpty = data.overall.events === undefined;
    this.measure = "events";
    this.filter = this.everything();
  }

  everything() {
    return { securities: new Set(), participants: new Set(), types: new Set(), from: 0, to: this.data.dates.length - 1 };
  }

  get isUnfiltered() {
    return Object.keys(KEYS).every((key) => this.filter[key].size === 0) && this.isWhole;
  }

  get isWhole() {
    return this.filter.from === 0 && this.filter.to === this.data.dates.length - 1;
  }

  /** The source of figures that the selection allows: only orders have types. */
  get selected() {
    return this.filter.types.size > 0 ? this.ordersByType : this.events;
  }

  /** The source of the chosen measure. */
  get source() {
    return this.selected.measures.includes(this.measure) ? this.selected : this.orders;
  }

  get cube() {
    return this.source.cube;
  }

  /** Whether the chosen measure is a mean, which has no total and no shares. */
  get isMean() {
    return this.measure in MEANS;
  }

  /** The measure by which the busiest are found: the highest means are not those of the busiest. */
  get rankMeasure() {
    return this.isMean ? this.source.count : this.measure;
  }

  /** All measures that the selection allows. */
  get measures() {
    const ofOrders = this.filter.types.size > 0 ? [] : this.orders?.measures ?? [];
    return [...this.selected.measures, ...ofOrders];
  }

  open() {
    this.showHeading();
    this.prepareFilters();
    this.prepareAppearance();
    offerPictures();
    this.readAddress();
    this.show();
    this.showAlways();
  }

  showHeading() {
    const { run, dates } = this.data;
    const days =
      dates.length === 0 ? "" : dates.length === 1 ? longDay(dates[0]) : longDay(dates[0]) + " to " + longDay(dates.at(-1));
    byId("title").textContent = days === "" ? "Order events" : "Order events, " + days;
    document.title = byId("title").textContent + " - ordermatrix report";
    const complete = run.status === "COMPLETED";
    const badge = element("span", complete ? "Completed" : "Completed with failures", {
      class: "badge " + (complete ? "good" : "bad"),
    });
    const names = run.inputs.map((input) => input.file.split("/").at(-1));
    const inputs = run.inputs.length + (run.omitted.inputs ?? 0);
    const from = run.source ? run.source.results.split("/").filter(Boolean).at(-1)
      : names.length === 0 ? "" : names[0] + (inputs > 1 ? " and " + count(inputs - 1, "other file", "other files") : "");
    byId("subtitle").replaceChildren(
      badge,
      [from, "run on " + run.started.slice(0, 16).replace("T", " at ") + " UTC", "ordermatrix " + run.version]
        .filter(Boolean)
        .join(" · "),
    );
  }

  prepareFilters() {
    const { data } = this;
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("order-type-field").hidden = !data.types;
    for (const [key, names] of this.keys) {
      byId(names.list).append(...data[key].codes.map((code) => element("option", undefined, { value: code })));
      const input = byId(names.input);
      byId(names.add).addEventListener("click", () => this.add(key, input));
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          this.add(key, input);
        }
      });
    }
    for (const end of ["from", "to"]) {
      byId(end).append(...data.dates.map((date, at) => element("option", weekday(date) + " " + longDay(date), { value: at })));
      byId(end).addEventListener("change", () => {
        this.filter[end] = Number(byId(end).value);
        // The other end moves along if the range would be reversed.
        this.filter.to = end === "from" ? Math.max(this.filter.from, this.filter.to) : this.filter.to;
        this.filter.from = end === "to" ? Math.min(this.filter.from, this.filter.to) : this.filter.from;
        this.show();
      });
    }
    byId("measure").append(...this.measures.map((measure) => element("option", MEASURES[measure].name, { value: measure })));
    byId("measure").addEventListener("change", () => {
      this.measure = byId("measure").value;
      this.show();
    });
    byId("matrix-rows").addEventListener("change", () => this.showMatrix());
    byId("reset").addEventListener("click", () => {
      this.filter = this.everything();
      this.keys.forEach(([, names]) => (byId(names.input).value = ""));
      this.show();
    });
    // The address holds the selection, so a link to a section must not take its place.
    document.querySelectorAll(".sections a").forEach((link) =>
      link.addEventListener("click", (event) => {
        event.preventDefault();
        document.querySelector(link.getAttribute("href")).scrollIntoView();
      }),
    );
    addEventListener("hashchange", () => {
      this.readAddress();
      this.show();
    });
    if (this.isEmpty) {
      byId("filters").hidden = true;
    }
  }

  /** The rank of a code, which is a number or a name; negative if the run does not have it. */
  rankOf(key, text) {
    return this.data[key].codes.findIndex((code) => String(code) === text.toUpperCase());
  }

  /** Adds the codes of a field, of which there may be several with commas or spaces between. */
  add(key, input) {
    const texts = input.value.split(/[\s,;]+/).filter(Boolean);
    const ranks = texts.map((text) => this.rankOf(key, text));
    const unknown = texts.filter((_, at) => ranks[at] < 0);
    if (texts.length === 0 || unknown.length > 0) {
      byId("selected").textContent =
        texts.length === 0
          ? "Type a " + KEYS[key].one + " first."
          : "The run has no " + (unknown.length === 1 ? KEYS[key].one : KEYS[key].many) + " " + unknown.join(", ") + ".";
      return;
    }
    input.value = "";
    ranks.forEach((rank) => this.filter[key].add(rank));
    this.show();
  }

  /** The selection as the end of an address, empty if all is selected: securities=1,2&from=2024-09-02&measure=quantity_sum. */
  get address() {
    const { data, filter } = this;
    const parts = this.keys
      .filter(([key]) => filter[key].size > 0)
      .map(([key]) => key + "=" + [...filter[key]].map((rank) => data[key].codes[rank]).join(","));
    if (!this.isWhole) {
      parts.push("from=" + data.dates[filter.from], "to=" + data.dates[filter.to]);
    }
    if (this.measure !== "events") {
      parts.push("measure=" + this.measure);
    }
    return parts.join("&");
  }

  /** Selects what the address says, as far as the run has it. */
  readAddress() {
    const { data } = this;
    const said = new URLSearchParams(location.hash.slice(1));
    this.filter = this.everything();
    for (const [key] of this.keys) {
      (said.get(key) ?? "")
        .split(",")
        .map((code) => this.rankOf(key, code))
        .filter((rank) => rank >= 0)
        .forEach((rank) => this.filter[key].add(rank));
    }
    const [from, to] = ["from", "to"].map((end) => data.dates.indexOf(said.get(end)));
    if (from >= 0 && to >= from) {
      Object.assign(this.filter, { from, to });
    }
    this.measure = said.get("measure");
  }

  writeAddress() {
    if (location.hash.slice(1) !== this.address) {
      history.replaceState(null, "", "#" + this.address);
    }
  }

  toggle(key, rank) {
    if (!this.filter[key].delete(rank)) {
      this.filter[key].add(rank);
    }
    this.show();
  }

  prepareAppearance() {
    const again = () => {
      this.show();
      this.showAlways();
    };
    const root = document.documentElement;
    byId("appearance").addEventListener("change", (event) => {
      root.dataset.theme = event.target.value;
      again();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    let width = document.body.clientWidth;
    addEventListener("resize", () => {
      if (document.body.clientWidth !== width) {
        width = document.body.clientWidth;
        resizeCharts();
      }
    });
    // Paper is white and has its own width, so charts are redrawn for it before the browser lays out the pages.
    addEventListener("beforeprint", () => {
      this.themeOnScreen = root.dataset.theme;
      root.dataset.theme = "light";
      root.classList.add("on-paper");
      again();
    });
    addEventListener("afterprint", () => {
      root.dataset.theme = this.themeOnScreen ?? "";
      root.classList.remove("on-paper");
      again();
    });
  }

  /** Shows everything that depends on the filters. */
  show() {
    if (!this.measures.includes(this.measure)) {
      this.measure = "events";
    }
    this.writeAddress();
    this.showChosen();
    this.showOverview();
    this.showMatrix();
    this.showByDetail("hour", "hour", this.data.hours.map(hourLabel), this.data.hours, "Hour");
    this.showByDetail("size", "size", this.data.sizes, this.data.sizes, "Order size");
    this.showByDate();
    const rankings = ["securities", "participants"].map((key) => this.ranking(key));
    rankings.forEach((ranking) => this.showRanking(ranking));
    this.showConcentration(rankings);
    showFlow(this);
  }

  showAlways() {
    showFate(this.data.run);
    showRejectedRows(this.data);
    showRun(this.data.run);
  }

  unit(number) {
    return MEASURES[this.measure][Number(number) === 1 ? "one" : "many"];
  }

  /** Those that tips and tables show. */
  get shownMeasures() {
    return this.source === this.events ? [...new Set(["events", "quantity_sum", this.measure])] : this.source.measures;
  }

  /** Their figures as entries of a tip. */
  tipFigures(figureOf) {
    return this.shownMeasures.map((measure) => [MEASURES[measure].name, shown(measure, figureOf(measure))]);
  }

  /** The share of a figure in the total as an entry of a tip, unless the measure has none. */
  shareEntries(part) {
    return this.isMean ? [] : [["Of all " + this.unit(2), part]];
  }

  get shareColumns() {
    return this.isMean ? [] : [{ name: "Of all " + this.unit(2), key: "share", show: percent }];
  }

  get figureColumns() {
    return this.shownMeasures.map((measure) => ({ name: MEASURES[measure].name, key: measure, show: (value) => shown(measure, value) }));
  }

  showChosen() {
    const { filter, data } = this;
    byId("from").value = filter.from;
    byId("to").value = filter.to;
    byId("measure").value = this.measure;
    [...byId("measure").options].forEach((option) => (option.disabled = !this.measures.includes(option.value)));
    say("measure-meaning", meaning(this.measure, filter));
    const chips = this.keys.flatMap(([key, names]) =>
      [...filter[key]].map((rank) => {
        const code = data[key].codes[rank];
        const chip = element("button", names.one + " " + code, { type: "button", class: "chip" });
        chip.setAttribute("aria-label", "Remove " + names.one + " " + code + " from the filter");
        chip.addEventListener("click", () => {
          this.toggle(key, rank);
          byId(names.input).focus();
        });
        const item = element("li");
        item.append(chip);
        return item;
      }),
    );
    byId("chosen").replaceChildren(...chips);
    byId("chosen").hidden = chips.length === 0;
  }

  /** The grain of a source that answers a question best, or null. */
  grain(by, detail, source = this.source) {
    if (source === this.ordersByType) {
      return detail === "none" ? source.cube.grainFor(this.filter, by, "type") : null;
    }
    return source.cube.grainFor(this.filter, by, detail);
  }

  /** The sums of all measures by keys, or null if the page does not distinguish these. */
  sums(by, detail = "none", source = this.source) {
    const grain = this.grain(by, detail, source);
    return grain && { grain, ...this.byMeasure((measure) => source.cube.sum(grain, measure, this.filter, by), source) };
  }

  /**
   * The chosen securities or participants one by one, if there are several to compare.
   *
   * @param by dates or details
   * @param length how many of these there are
   * @return the name and the values of each; empty if there is nothing to compare
   */
  compared(by, detail, length) {
    const { cube, data, filter, measure } = this;
    const several = RANKED_KEYS.filter((key) => filter[key].size > 1);
    const [key] = several;
    if (several.length !== 1 || filter[key].size > COMPARED_COLOURS.length) {
      return [];
    }
    const grain = this.grain([key, by], detail);
    if (!grain) {
      return [];
    }
    const sums = cube.sum(grain, measure, filter, [key, by]);
    // Dates come before participants.
    const at = key === "participants" && by === "dates"
      ? (rank, index) => index * (grain.participants + 1) + rank
      : (rank, index) => rank * length + index;
    return [...filter[key]].map((rank, number) => ({
      name: KEYS[key].one[0].toUpperCase() + KEYS[key].one.slice(1) + " " + data[key].codes[rank],
      column: KEYS[key].one + "_" + data[key].codes[rank],
      colour: COMPARED_COLOURS[number],
      values: Array.from({ length }, (_, index) => sums[at(rank, index)]),
    }));
  }

  byMeasure(figureOf, source = this.source) {
    return Object.fromEntries(source.measures.map((measure) => [measure, figureOf(measure)]));
  }

  /** Shows why a chart is missing, instead of the chart. */
  showNothing(id, why) {
    draw(id + "-chart", "", null);
    byId(id + "-table").closest("details").hidden = true;
    if (byId(id + "-says")) {
      say(id + "-says", "");
    }
    say(id + "-note", why);
  }

  /** Why a chart is missing. */
  tooCoarse(asked, cube = this.cube) {
    if (this.isEmpty) {
      return NOTHING_KEPT;
    }
    const detail = cube === this.lifecycles && asked === "none" ? "type" : asked;
    if (!cube.has(detail)) {
      return "The results do not have " + (cube === this.lifecycles ? "order types" : this.unit(2)) + " by " + (detail === "size" ? "order size" : "hour") + ".";
    }
    const limits = cube.limits(this.filter, detail);
    const apart = RANKED_KEYS.filter((key) => this.filter[key].size > 0).map((key) => "the " + whole(limits[key]) + " busiest " + KEYS[key].many);
    return (
      "To stay small, this page distinguishes only " + apart.join(" and ") + " here" +
      (this.isWhole ? "" : " when dates are filtered") +
      ", and combines the others. The filter includes one of the others; " +
      (cube === this.lifecycles ? "lifecycles/" : "the cube") + " next to this page has the figures."
    );
  }

  showOverview() {
    const { data } = this;
    if (this.isEmpty) {
      describe(byId("tiles"), [["Events", "0", "The run kept no rows."]]);
      byId("overall-table").closest("details").hidden = true;
      say("selected", NOTHING_KEPT);
      return;
    }
    const total = this.sums([], "none", this.selected);
    const events = total?.events[0];
    const quantity = this.selected === this.events ? "quantity_sum" : "matched_quantity";
    const shares = total?.[quantity][0];
    const all = { ...data.overall, ...data.flow?.overall[0] };
    const ofAll = (part, all) => (this.isUnfiltered ? undefined : percent(share(part, all)) + " of " + whole(all));
    const cells = data.run.matrix;
    describe(byId("tiles"), [
      ["Events", total ? whole(events) : "not available", total && ofAll(events, data.overall.events)],
      [MEASURES[quantity].name, total ? whole(shares) : "not available", total && (ofAll(shares, all[quantity]) ?? "an order counts once for each event")],
      ["Securities", ...this.active("securities")],
      ["Participants", ...this.active("participants")],
      ["Dates", whole(Math.max(0, this.filter.to - this.filter.from + 1)), this.isWhole ? undefined : "of " + whole(data.dates.length)],
      [
        "Cells",
        whole(cells.cells),
        whole(cells.completed) + " completed, " + whole(cells.empty) + " empty, " + whole(cells.failed) + " failed",
      ],
    ]);
    say(
      "selected",
      total
        ? (this.isUnfiltered ? "All " : "") + count(events, "event", "events") + ", " + count(shares, MEASURES[quantity].one, MEASURES[quantity].many) +
            (quantity === "matched_quantity" ? ". An order has the type of its first event; other measures are not known by order type." : "")
        : this.tooCoarse("none", this.selected.cube),
    );
    this.showOverall();
  }

  /** How many values of a key have events in the selection; a lower bound if others are combined. */
  active(key) {
    const all = this.data.overall[key];
    if (this.isUnfiltered) {
      return [whole(all)];
    }
    const sums = this.sums([key], "none", this.selected);
    if (!sums) {
      return ["not available"];
    }
    const found = sums.events.slice(0, -1).filter((events) => events > 0).length;
    const others = sums.events.at(-1) > 0;
    return [(others ? "at least " : "") + whole(found + (others ? 1 : 0)), "of " + whole(all)];
  }

  showOverall() {
    const { overall, run } = this.data;
    const zone = run.config.selection?.zone ?? "UTC";
    const moments = ["first_timestamp", "last_timestamp"];
    const shown = (value, [name]) => {
      if (moments.includes(name)) {
        return instant(value, zone);
      }
      return /^-?\d+$/.test(value) ? whole(value) : Number(value).toLocaleString(LOCALE, { maximumFractionDigits: 4 });
    };
    lateTable(
      "overall-table",
      "The whole run, as in overall.csv",
      [
        { name: "Measure", key: "measure", text: true },
        { name: "Value", key: "value", show: shown },
      ],
      () => Object.entries(overall),
    );
  }

  showMatrix() {
    const { data, filter } = this;
    const sums = data.dates.length > 0 ? this.sums(["securities", "dates"]) : null;
    const rows = sums ? this.matrixRows(sums) : [];
    if (rows.every((row) => row.isOthers)) {
      byId("matrix-legend").hidden = true;
      this.showNothing("matrix", sums ? "To stay small, this page cannot show single securities by date under this filter; the result files have them." : this.tooCoarse("none"));
      return;
    }
    say("matrix-note", "");
    const dates = data.dates.slice(filter.from, filter.to + 1);
    const cells = rows.flatMap((row, at) => this.matrixCells(row, at, sums, dates));
    const ofOne = cells.filter((cell) => !rows[cell.row].isOthers && cell.value > 0).map((cell) => cell.value);
    const largest = ofOne.reduce((one, other) => (other > one ? other : one), this.cube.zero(this.measure));
    const smallest = ofOne.reduce((one, other) => (other < one ? other : one), largest);
    // Colours span a factor of ten at least, so that cells that differ little look alike.
    const palest = Math.min(Number(smallest), Number(largest) / 10);
    const named = rows.filter((row) => !row.isOthers).length;
    const others = rows.find((row) => row.isOthers);
    say(
      "matrix-says",
      count(named, "security", "securities") + (others ? " with most " + MEASURES[this.rankMeasure].many + ", and the other " + whole(others.ranks.length) + " in the last row" : "") +
        ", by " + count(dates.length, "date", "dates") + ". Colour: " + this.unit(2) + " of a cell, on a logarithmic scale" +
        (others && !this.isMean ? "; in the last row, those of an average security." : "."),
    );
    drawMatrix("matrix-chart", "Heat map of " + this.unit(2) + " by security and date; the table below has the figures", {
      rows: rows.map((row) => row.name),
      columns: dates.map(shortDay),
      cells,
      largest,
      palest,
      tips: (at) => this.matrixTip(cells[at], rows, dates),
      choose: (at) => {
        const row = rows[cells[at].row];
        if (!row.isOthers) {
          this.toggle("securities", row.ranks[0]);
        }
      },
    });
    this.showMatrixLegend(cells, palest, largest);
    lateTable(
      "matrix-table",
      "Cells shown in the matrix",
      [
        { name: "Security", key: "security_code", text: true },
        { name: "Date", key: "trade_date", text: true },
        { name: "Status", key: "status", text: true },
        ...this.figureColumns,
      ],
      () => {
        const measures = this.shownMeasures;
        return cells.map((cell) => [rows[cell.row].name, dates[cell.column], cell.says, ...measures.map((measure) => cell[measure])]);
      },
    );
    this.showFailedCells();
  }

  /** The securities with their own row, the busiest first, then the row of all others. */
  matrixRows({ grain, ...sums }) {
    const { filter, data } = this;
    const dates = filter.to - filter.from + 1;
    const total = (rank) =>
      sums[this.rankMeasure].slice(rank * dates, (rank + 1) * dates).reduce((sum, value) => sum + value, this.cube.zero(this.rankMeasure));
    const ranks = filter.securities.size > 0 ? [...filter.securities].filter((rank) => rank < grain.securities) : Array.from({ length: grain.securities }, (_, rank) => rank);
    const ordered = ranks
      .map((rank) => ({ rank, total: total(rank) }))
      .sort((one, other) => (one.total < other.total ? 1 : one.total > other.total ? -1 : one.rank - other.rank))
      .map(({ rank }) => rank);
    const shown = Number(byId("matrix-rows").value);
    const rows = ordered.slice(0, shown).map((rank) => ({ name: String(data.securities.codes[rank]), ranks: [rank], slots: [rank] }));
    const combined = filter.securities.size > 0 ? 0 : data.securities.codes.length - grain.securities;
    const rest = ordered.slice(shown);
    if (rest.length + combined > 0) {
      const beyond = Array.from({ length: combined }, (_, at) => grain.securities + at);
      rows.push({
        name: whole(rest.length + combined) + " others",
        isOthers: true,
        ranks: [...rest, ...beyond],
        slots: combined > 0 ? [...rest, grain.securities] : rest,
      });
    }
    return rows;
  }

  matrixCells(row, at, sums, dates) {
    const { cube, data, filter } = this;
    const statuses = new Set(row.ranks.map((rank) => Math.min(rank, data.matrixSecurities)));
    const cells = [];
    for (let column = 0; column < dates.length; column++) {
      const sum = (measure) =>
        measure in MEANS
          ? quotient(...MEANS[measure].map(sum))
          : row.slots.reduce((part, slot) => part + sums[measure][slot * dates.length + column], cube.zero(measure));
      const counts = Object.entries(this.statuses)
        .map(([status, numbers]) => [
          status,
          [...statuses].reduce((part, slot) => part + numbers[slot * data.dates.length + filter.from + column], 0),
        ])
        .filter(([, number]) => number > 0);
      if (counts.length === 0) {
        continue;
      }
      const cell = { row: at, column, ...this.byMeasure(sum) };
      if (row.isOthers) {
        cell.value = this.isMean ? cell[this.measure] : Number(cell[this.measure]) / row.ranks.length;
        cell.says = counts.map(([status, number]) => whole(number) + " " + status).join(", ");
      } else {
        cell.value = cell[this.measure];
        cell.status = counts[0][0];
        cell.says = cell.status;
      }
      cells.push(cell);
    }
    return cells;
  }

  matrixTip(cell, rows, dates) {
    const row = rows[cell.row];
    return [
      (row.isOthers ? row.name : "Security " + row.name) + ", " + weekday(dates[cell.column]) + " " + longDay(dates[cell.column]),
      [
        ["Status", cell.says],
        ...this.tipFigures((measure) => cell[measure]),
        ...(row.isOthers && !this.isMean ? [["Average security", compact(cell.value) + " " + this.unit(2)]] : []),
      ],
    ];
  }

  showMatrixLegend(cells, palest, largest) {
    const legend = byId("matrix-legend");
    const ramp = element("span", undefined, { class: "ramp", "aria-hidden": "true" });
    const scale = element("span", undefined, { class: "scale" });
    scale.append(whole(palest), ramp, whole(largest) + " " + this.unit(largest));
    const entries = Number(largest) > 0 ? [scale] : [];
    const entry = (name, text, mark = "") => {
      const item = element("span", undefined, { class: "entry" });
      item.append(element("span", mark, { class: "swatch " + name, "aria-hidden": "true" }), text);
      entries.push(item);
    };
    if (cells.some((cell) => cell.status !== "FAILED" && Number(cell.value) === 0)) {
      entry("none", this.isUnfiltered && this.measure === "events" ? "empty: expected, no events" : "no " + this.unit(2) + " in the selection");
    }
    if (cells.some((cell) => cell.status === "FAILED")) {
      entry("failed", "failed", "×");
    }
    entry("absent", "blank: not in the matrix");
    legend.hidden = false;
    legend.replaceChildren(...entries);
  }

  showFailedCells() {
    const { failedCells, run } = this.data;
    if (failedCells.length > 0) {
      showTable(
        "failed-cells",
        "Failed cells" + (run.matrix.failed > failedCells.length ? ", the first " + whole(failedCells.length) + " of " + whole(run.matrix.failed) : ""),
        [
          { name: "Security", key: "security_code", text: true },
          { name: "Date", key: "trade_date", text: true },
          { name: "Error", key: "error", text: true },
        ],
        failedCells.map((cell) => [String(cell.security), cell.date, cell.error]),
      );
    }
  }

  /** One column for each value of a key, with its table. */
  showColumns(id, { labels, keys, keyName, keyColumn, sums, parts, says, tooCoarse, titles }) {
    if (!sums || this.isEmpty) {
      this.showNothing(id, tooCoarse);
      return;
    }
    say(id + "-note", "");
    const values = sums[this.measure];
    const total = this.isMean ? 0 : values.reduce((sum, value) => sum + value, this.cube.zero(this.measure));
    const at = values.reduce(
      (best, value, index) => (value !== null && (values[best] === null || value > values[best]) ? index : best),
      0,
    );
    const nothing = "No " + this.unit(2) + " in the selection.";
    const ofTotal = (value) => percent(share(value, total));
    if (this.isMean) {
      say(id + "-says", values[at] === null ? nothing : "Highest: " + labels[at] + ", " + shown(this.measure, values[at]) + ".");
    } else {
      say(id + "-says", Number(total) === 0 ? nothing : says(at, ofTotal(values[at])));
    }
    const draws = parts.length > 0 ? drawGroups : drawColumns;
    draws(id + "-chart", keyName + ": " + this.unit(2) + "; highest: " + labels[at] + "; the table below has the figures", {
      labels,
      values,
      parts,
      means: this.isMean,
      tips: (index) => [
        titles?.[index] ?? labels[index],
        [
          ...parts.map((part) => [part.name, shown(this.measure, part.values[index])]),
          ...this.tipFigures((measure) => sums[measure][index]),
          ...this.shareEntries(ofTotal(values[index])),
        ],
      ],
    });
    lateTable(
      id + "-table",
      keyName + ": figures of the selection",
      [
        { name: keyName, key: keyColumn, text: true },
        ...this.figureColumns,
        ...parts.map((part) => ({ name: part.name, key: part.column, show: (value) => shown(this.measure, value) })),
        ...this.shareColumns,
      ],
      () => {
        const measures = this.shownMeasures;
        return keys.map((key, index) => [
          String(key), ...measures.map((measure) => sums[measure][index]), ...parts.map((part) => part.values[index]),
          ...(this.isMean ? [] : [share(values[index], total)]),
        ]);
      },
    );
  }

  showByDetail(id, detail, labels, keys, keyName) {
    const texts = {
      hour: (at, part) => "Most " + this.unit(2) + " from " + labels[at] + ", " + part + " of the selection. Hours are those of the exchange's clock.",
      size: (at, part) => part + " of the " + this.unit(2) + " are orders of " + labels[at] + " shares. A bound belongs to the lower class.",
    };
    this.showColumns(id, {
      labels,
      keys,
      keyName,
      keyColumn: detail === "hour" ? "hour" : "size_bucket",
      sums: this.sums(["details"], detail),
      parts: this.compared("details", detail, keys.length),
      says: texts[detail],
      tooCoarse: this.tooCoarse(detail),
    });
  }

  showByDate() {
    const { data, filter } = this;
    const dates = data.dates.slice(filter.from, filter.to + 1);
    if (dates.length === 1) {
      this.showNothing("date", "The selection has one date, " + weekday(dates[0]) + " " + longDay(dates[0]) + ".");
      return;
    }
    this.showColumns("date", {
      labels: dates.map(shortDay),
      titles: dates.map((date) => weekday(date) + " " + longDay(date)),
      keys: dates,
      keyName: "Date",
      keyColumn: "trade_date",
      sums: this.sums(["dates"]),
      parts: this.compared("dates", "none", dates.length),
      says: (at, part) => "Most " + this.unit(2) + " on " + weekday(dates[at]) + " " + longDay(dates[at]) + ", " + part + " of the selection.",
      tooCoarse: this.tooCoarse("none"),
    });
  }

  /** The values of one key with their measures, the busiest first, and the combined rest. */
  ranking(key) {
    const { data, filter, cube } = this;
    const exact = (measure) =>
      measure in MEANS
        ? data[key].codes.map((_, at) => quotient(...MEANS[measure].map((sum) => data[key][sum][at])))
        : data[key][measure].map((number) => (cube.wide[measure] ? BigInt(number) : Number(number)));
    let sums = null;
    let others = { count: 0, ...this.byMeasure(() => 0) };
    if (this.isUnfiltered && this.source === this.events) {
      // The rollup has all values, even those that the grains combine.
      sums = this.byMeasure(exact);
    } else {
      const found = this.sums([key]);
      if (found) {
        others = {
          count: filter[key].size > 0 ? 0 : cube.combined(found.grain, key),
          ...this.byMeasure((measure) => found[measure].at(-1)),
        };
        sums = this.byMeasure((measure) => found[measure].slice(0, -1));
      }
    }
    if (!sums || this.isEmpty) {
      return { key, entries: null };
    }
    const measure = this.measure;
    const rank = this.rankMeasure;
    const { count } = this.source;
    const entries = sums[count]
      .map((_, at) => ({ rank: at, code: data[key].codes[at], ...this.byMeasure((name) => sums[name][at]) }))
      .filter((entry) => Number(entry[count]) > 0);
    entries.sort((one, other) => (one[rank] < other[rank] ? 1 : one[rank] > other[rank] ? -1 : one.code < other.code ? -1 : 1));
    const total = entries.reduce((sum, entry) => sum + entry[rank], cube.zero(rank)) + (others.count > 0 ? others[rank] : cube.zero(rank));
    return { key, entries, others, total, measure, rank };
  }

  showRanking({ key, entries, others, total, measure, rank }) {
    const names = KEYS[key];
    if (!entries || entries.length === 0) {
      this.showNothing(key, entries ? "No " + this.unit(2) + " in the selection." : this.tooCoarse("none"));
      return;
    }
    const leading = entries.slice(0, BARS);
    const leadingSum = leading.reduce((sum, entry) => sum + Number(entry[rank]), 0);
    const rankUnit = MEASURES[rank].many;
    say(
      key + "-says",
      leading.length < entries.length || others.count > 0
        ? "These " + whole(leading.length) + " have " + percent(share(leadingSum, total)) + " of the " + rankUnit + "."
        : count(leading.length, names.one, names.many) + " with " + rankUnit + "; there are no others.",
    );
    say(
      key + "-note",
      others.count > 0 && Number(others[rank]) > 0
        ? "Under this filter, the page distinguishes the " + whole(entries.length) + " busiest " + names.many + " of the run; " +
            whole(others.count) + " others have a total of " + whole(others[rank]) + " " + rankUnit + "."
        : "",
    );
    drawBars(key + "-chart", "The busiest " + names.many + ", by " + this.unit(2) + "; first " + names.one + " " + leading[0].code + "; the table below has the figures", {
      labels: leading.map((entry) => String(entry.code)),
      values: leading.map((entry) => entry[measure]),
      ends: leading.map((entry) => (this.isMean ? shown(measure, entry[measure]) : percent(share(entry[measure], total)))),
      tips: (at) => [
        names.one + " " + leading[at].code,
        [
          ...this.tipFigures((name) => leading[at][name]),
          ...this.shareEntries(percent(share(leading[at][measure], total))),
        ],
      ],
      chosen: (at) => this.filter[key].has(leading[at].rank),
      choose: (at) => this.toggle(key, leading[at].rank),
    });
    lateTable(
      key + "-table",
      "Figures by " + names.one,
      [
        { name: names.one[0].toUpperCase() + names.one.slice(1), key: names.column, text: true },
        ...this.figureColumns,
        ...this.shareColumns,
        ...(this.isMean ? [] : [{ name: "Cumulative share", key: "cumulative_share", show: percent }]),
      ],
      () => {
        let before = 0;
        const figures = (entry) => this.shownMeasures.map((name) => entry[name]);
        const shares = (entry) => (this.isMean ? [] : [share(entry[measure], total), share((before += Number(entry[measure])), total)]);
        const rows = entries.map((entry) => [String(entry.code), ...figures(entry), ...shares(entry)]);
        if (others.count > 0 && Number(others[this.source.count]) > 0) {
          rows.push([whole(others.count) + " others", ...figures(others), ...shares(others)]);
        }
        return rows;
      },
    );
  }

  showConcentration(rankings) {
    if (this.isMean) {
      this.showNoConcentration("A mean has no shares that could be concentrated. Choose another measure.");
      return;
    }
    const found = rankings.map(({ entries, others, measure }) =>
      entries
        ? concentrationOf(
            entries.map((entry) => entry[measure]),
            others.count > 0 ? others[measure] : 0,
            others.count,
          )
        : null,
    );
    if (found.every((one) => one === null)) {
      const why = rankings.every(({ entries }) => entries) ? "No " + this.unit(2) + " in the selection." : this.tooCoarse("none");
      this.showNoConcentration(why);
      return;
    }
    const isOnly = ({ entries, others }) => entries?.length === 1 && others.count === 0;
    const curves = [
      { name: "Securities", colour: "accent", symbol: "circle" },
      { name: "Participants", colour: "second", symbol: "diamond" },
    ]
      .map((curve, at) => ({ ...curve, points: found[at]?.curve }))
      .filter((curve, at) => curve.points && !isOnly(rankings[at]));
    if (curves.length === 0) {
      this.showNothing("lorenz", "A curve needs several securities or participants.");
    } else {
      this.showLorenz(curves);
    }
    this.showConcentrationFigures(found);
  }

  showNoConcentration(why) {
    this.showNothing("lorenz", why);
    byId("concentration-table").replaceChildren();
    say("concentration-note", why);
  }

  showLorenz(curves) {
    say("lorenz-note", "");
    drawLorenz(
      "lorenz-chart",
      "Lorenz curves of " + this.unit(2) + " among " + curves.map((curve) => curve.name.toLowerCase()).join(" and ") + "; the table below has points of them",
      curves,
    );
    lateTable(
      "lorenz-table",
      "Combined share of the least busy",
      [{ name: "Least busy", key: "least_busy", show: percent }, ...curves.map((curve) => ({ name: curve.name, key: curve.name.toLowerCase(), show: percent }))],
      () => [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((part) => [part, ...curves.map((curve) => heightAt(curve.points, part))]),
    );
  }

  /** What concentrationOf has found for securities and participants; null for what the page is too coarse for. */
  showConcentrationFigures(found) {
    const shows = { Number: whole, "Herfindahl index": (index) => ONE_DECIMAL.format(index), "Effective number": (number) => ONE_DECIMAL.format(number), "Gini coefficient": (gini) => gini.toFixed(3) };
    const figures = [
      ["Number", (one) => one.number],
      ["Herfindahl index", (one) => one.herfindahl],
      ["Effective number", (one) => one.effective],
      ["Gini coefficient", (one) => one.gini],
      ["Share of the largest", (one) => one.top(1)],
      ["Share of the largest 5", (one) => one.top(5)],
      ["Share of the largest 10", (one) => one.top(10)],
    ];
    const shown = (value, [name]) => (shows[name] ?? percent)(value);
    showTable(
      "concentration-table",
      "Concentration of " + this.unit(2),
      [
        { name: "Figure", key: "figure", text: true },
        { name: "Securities", key: "securities", show: shown },
        { name: "Participants", key: "participants", show: shown },
      ],
      figures.map(([name, figure]) => [name, ...found.map((one) => (one ? figure(one) : null))]),
    );
    say(
      "concentration-note",
      found.some((one) => one?.isBound)
        ? "Under this filter, the others are combined and taken as equal. So the index, the coefficient and the shares are lower bounds, and the effective number is an upper bound."
        : "",
    );
  }
}

/** The height of a curve at a position between its points. */
function heightAt(points, position) {
  const after = points.findIndex(([x]) => x >= position);
  const [right, high] = points[after];
  const [left, low] = points[Math.max(0, after - 1)];
  return right === left ? high : low + ((high - low) * (position - left)) / (right - left);
}

async function start() {
  try {
    const data = JSON.parse(byId("data").textContent);
    const texts = byId("numbers").textContent.split(" ");
    const [ofCube, ofMatrix, ofFlow, ofLifecycles] = await Promise.all(texts.map(Numbers.unpack));
    const cube = new Cube(data, data.grains, Object.fromEntries(data.measures.map((measure) => [measure, data.overall[measure]])), ofCube, MEANS);
    const statuses = cellStatuses(data, ofMatrix);
    new Page(data, cube, statuses, flowCube(data, ofFlow), lifecycleCube(data, ofLifecycles)).open();
    performance.mark("drawn");
  } catch (failure) {
    const trouble = byId("trouble");
    trouble.textContent = "This page could not be drawn in this browser (" + failure.message + "). The same figures are in the CSV files next to it.";
    trouble.hidden = false;
    throw failure;
  }
}

start();
