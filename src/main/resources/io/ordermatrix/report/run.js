/** The sections that are not filtered: where every row went, and how the run went. */

function showFate(run) {
  const accounting = run.accounting;
  const rejected = Object.entries(accounting.rejected).map(([reason, rows]) => [reason, rows]);
  const rejectedRows = rejected.reduce((sum, [, rows]) => sum + rows, 0);
  const filters = {
    date: "Dropped by date",
    security: "Dropped by security",
    participant: "Dropped by participant",
    order_type: "Dropped by order type",
    hours: "Dropped by trading hours",
  };
  const parts = [
    { name: "Kept", value: accounting.kept, colour: "fate-kept" },
    ...Object.entries(accounting.dropped).map(([filter, value], at) => ({
      name: filters[filter] ?? "Dropped by " + filter,
      value,
      colour: "fate-dropped-" + (at % 5),
    })),
    { name: "Rejected", value: rejectedRows, colour: "fate-rejected" },
    { name: "Header", value: accounting.header, colour: "fate-header" },
    { name: "Blank", value: accounting.blank, colour: "fate-blank" },
  ];
  const sum = parts.reduce((total, part) => total + part.value, 0);
  say(
    "fate-says",
    sum === accounting.lines
      ? "The " + count(accounting.lines, "line", "lines") + " of the input add up: " +
          parts.filter((part) => part.value > 0).map((part) => whole(part.value) + " " + part.name.toLowerCase()).join(" + ") + "."
      : "The parts add up to " + whole(sum) + ", not to " + whole(accounting.lines) + " lines.",
  );
  if (accounting.lines > 0) {
    drawWhole("fate-chart", "Every line of the input by its fate; the table below has the figures", {
      parts: parts.filter((part) => part.value > 0),
      total: accounting.lines,
    });
  } else {
    draw("fate-chart", "", null);
  }
  showTable(
    "fate-table",
    "Fate of every line of the input",
    [
      { name: "Fate", key: "fate", text: true },
      { name: "Lines", key: "lines", show: whole },
      { name: "Share", key: "share", show: percent },
    ],
    parts.map((part) => [part.name, part.value, share(part.value, accounting.lines)]),
  );
  markFates(parts);

  byId("reject-card").hidden = rejectedRows === 0;
  if (rejectedRows > 0) {
    showRejects(run, rejected, rejectedRows);
  }
}

/** Puts the colour of each part of the bar next to its name in the table, which thereby serves as the bar's legend. */
function markFates(parts) {
  [...byId("fate-table").querySelectorAll("tbody th")].forEach((heading) => {
    const part = parts.find((candidate) => candidate.name === heading.textContent);
    const swatch = element("span", undefined, { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = "var(--" + part.colour + ")";
    heading.prepend(swatch);
  });
}

function showRejects(run, rejected, rejectedRows) {
  const accounting = run.accounting;
  rejected.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const shown = rejected.slice(0, 12);
  const rows = rejectedRows + accounting.parsed;
  say(
    "reject-says",
    count(rejectedRows, "row", "rows") + ", " + percent(share(rejectedRows, rows)) + " of all rows, for " +
      count(rejected.length, "reason", "reasons") + (rejected.length > shown.length ? "; the chart shows the 12 most frequent." : "."),
  );
  drawBars("reject-chart", "Rejected rows by reason; the most frequent is " + rejected[0][0], {
    labels: shown.map(([reason]) => reason),
    values: shown.map(([, number]) => number),
    ends: shown.map(([, number]) => whole(number)),
    tips: (at) => [shown[at][0], [["Rows", whole(shown[at][1])], ["Of the rejected", percent(share(shown[at][1], rejectedRows))]]],
    colours: shown.map(() => colour("fate-rejected")),
  });
  lateTable(
    "reject-table",
    "Rejected rows by reason",
    [
      { name: "Reason", key: "reason", text: true },
      { name: "Rows", key: "rows", show: whole },
      { name: "Share of the rejected", key: "share", show: percent },
    ],
    () => rejected.map(([reason, number]) => [reason, number, share(number, rejectedRows)]),
  );
}

function showRejectedRows(data) {
  lateTable(
    "rejects-table",
    "The first " + whole(data.rejects.length) + " rejected rows, as they are in the input; rejects.csv has all of them",
    [
      { name: "File", key: "file", text: true, kind: "file" },
      { name: "Line", key: "line", show: whole },
      { name: "Reason", key: "reason", text: true },
      { name: "Row", key: "raw", text: true },
    ],
    () => data.rejects.map((reject) => [reject.file, Number(reject.line), reject.reason, reject.raw]),
  );
}

function showRun(run) {
  describe(byId("run-tiles"), [
    ["Time", duration(run.seconds)],
    ["Rate", whole(run.rows_per_second) + " rows/s", bytes(run.bytes_per_second) + "/s"],
    ["Peak memory", bytes(run.peak_memory_bytes), "of the driver"],
    run.source
      ? ["Input", run.source.table + " of earlier results", bytes(run.source.bytes)]
      : ["Input", count(run.inputs.length + (run.omitted.inputs ?? 0), "file", "files"), bytes(run.input_bytes)],
  ]);
  showWaves(run);

  const facts = [
    { name: "What", key: "what", text: true },
    { name: "Value", key: "value", text: true },
  ];
  const selection = run.config.selection ?? {};
  const list = (values) => (values === undefined || values.length === 0 ? "all" : [values].flat().join(", "));
  showTable("selection-table", "What was selected", facts, [
    ["Securities", list(selection.securities)],
    ["Dates", selectedDates(selection)],
    ["Participants", list(selection.participants)],
    ["Order types", list(selection["order-types"])],
    ["Trading hours", list(selection.hours)],
    ["Zone", selection.zone ?? ""],
    ["Holidays", selection.holidays ? list(selection.holidays) : "none"],
    ...(run.source ? [["From the results", run.source.results + ", run on " + run.source.started.slice(0, 16).replace("T", " at ") + " UTC"]] : []),
  ]);
  const hardware = run.hardware;
  showTable("machine-table", "Where it ran", facts, [
    ["Cores", whole(hardware.cores)],
    ["Memory", bytes(hardware.memory_bytes)],
    ["Free at the start", bytes(hardware.available_memory_bytes)],
    ["Processor", hardware.processor],
    ["Operating system", hardware.operating_system],
    ["Java", hardware.java_version],
    ["Spark", run.spark_version],
    ["ordermatrix", run.version],
  ]);
  showTable(
    "plan-table",
    "Settings, and what they were derived from",
    [
      { name: "Setting", key: "name", text: true },
      { name: "Value", key: "value", text: true },
      { name: "Origin", key: "origin", text: true },
    ],
    run.plan.map((setting) => [setting.name, setting.value, setting.origin]),
  );
  showTable(
    "input-table",
    "The files that were read" + andMore(run, "inputs"),
    [
      { name: "File", key: "file", text: true, kind: "file" },
      { name: "Bytes", key: "bytes", show: whole },
      { name: "Changed (UTC)", key: "modified", text: true, kind: "time" },
    ],
    run.inputs.map((input) => [input.file, input.bytes, new Date(input.modified).toISOString().slice(0, 19).replace("T", " ")]),
  );
  byId("configuration").textContent = JSON.stringify(run.config, null, 2);
}

function andMore(run, name) {
  return run.omitted[name] ? "; run.json has " + whole(run.omitted[name]) + " more" : "";
}

function selectedDates(selection) {
  const range = [selection.from && "from " + selection.from, selection.to && "to " + selection.to].filter(Boolean).join(" ");
  const days = selection.dates?.length > 0 ? [selection.dates].flat().join(", ") : "";
  return [days, range].filter(Boolean).join("; ") || "all";
}

function showWaves(run) {
  const waves = run.waves ?? [];
  byId("wave-card").hidden = waves.length === 0 && !run.failures?.length;
  if (waves.length === 0) {
    draw("wave-chart", "", null);
  } else {
    const start = Date.parse(run.started);
    const spans = waves.map((wave) => {
      const begun = Math.max(0, (Date.parse(wave.started) - start) / 1000);
      return { start: begun, end: begun + wave.seconds, rate: wave.rows / Math.max(wave.seconds, 0.001), attempts: wave.attempts };
    });
    const again = waves.filter((wave) => wave.attempts > 1).length;
    say(
      "wave-says",
      count(waves.length, "wave", "waves") + " of chunks; the width is the duration, the height the rows per second." +
        (again > 0 ? " " + count(again, "wave", "waves") + " (orange) took more than one attempt." : ""),
    );
    drawSpans("wave-chart", "Timeline of the waves; the table below has the figures", {
      spans,
      end: Math.max(run.seconds, ...spans.map((span) => span.end)),
      name: "Rows per second",
      tips: (at) => [
        "Wave " + waves[at].wave,
        [
          ["Began after", duration(spans[at].start)],
          ["Took", duration(waves[at].seconds)],
          ["Rows", whole(waves[at].rows)],
          ["Bytes", bytes(waves[at].bytes)],
          ["Workers", whole(waves[at].workers)],
          ["Attempts", whole(waves[at].attempts)],
        ],
      ],
    });
    showTable(
      "wave-details",
      "Waves" + andMore(run, "waves"),
      [
        { name: "Wave", key: "wave", show: whole },
        { name: "Started (UTC)", key: "started", text: true, kind: "time", show: (started) => started.slice(0, 19).replace("T", " ") },
        { name: "Seconds", key: "seconds", show: (seconds) => ONE_DECIMAL.format(seconds) },
        { name: "Rows", key: "rows", show: whole },
        { name: "Bytes", key: "bytes", show: whole },
        { name: "Workers", key: "workers", show: whole },
        { name: "Attempts", key: "attempts", show: whole },
      ],
      waves.map((wave) => [wave.wave, wave.started, wave.seconds, wave.rows, wave.bytes, wave.workers, wave.attempts]),
    );
  }
  if (run.failures?.length > 0) {
    showTable(
      "wave-failures",
      "Failures" + andMore(run, "failures"),
      [
        { name: "Wave", key: "wave", show: whole },
        { name: "File", key: "file", text: true, kind: "file" },
        { name: "Attempts", key: "attempts", show: whole },
        { name: "Error", key: "error", text: true },
      ],
      run.failures.map((failure) => [failure.wave ?? null, failure.file ?? "", failure.attempts ?? null, failure.error ?? ""]),
    );
  }
}
