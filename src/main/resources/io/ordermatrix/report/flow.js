/** Order flow: what became of the orders of the selection. */
const OUTCOMES = [
  { key: "filled", name: "Filled", colour: "fate-kept" },
  { key: "cancelled", name: "Cancelled", colour: "fate-dropped-4" },
  { key: "cancelled_by_system", name: "Cancelled by the system", colour: "fate-rejected" },
  { key: "expired", name: "Expired", colour: "fate-dropped-3" },
  { key: "open", name: "Open", colour: "fate-dropped-1" },
  { key: "inactive", name: "Inactive", colour: "fate-blank" },
  { key: "outcome_unknown", name: "Unknown", colour: "fate-header" },
];
const AGGRESSIVENESS = [
  { key: "crosses", name: "Crosses", colour: "fate-rejected" },
  { key: "inside", name: "Inside", colour: "fate-dropped-4" },
  { key: "at_touch", name: "At the touch", colour: "fate-kept" },
  { key: "behind", name: "Behind", colour: "fate-dropped-0" },
  { key: "aggressiveness_unknown", name: "Unknown", colour: "fate-header" },
];
const TIMES = [
  { key: "under_1ms", name: "1 ms" },
  { key: "under_10ms", name: "10 ms" },
  { key: "under_100ms", name: "100 ms" },
  { key: "under_1s", name: "1 s" },
  { key: "under_10s", name: "10 s" },
  { key: "under_1min", name: "1 min" },
  { key: "under_10min", name: "10 min" },
  { key: "under_1h", name: "1 h" },
  { key: "longer", name: "longer" },
];

/** What is not known by order type. */
const FLOW_CHARTS = ["ten-minutes", "outcome", "times", "spread", "aggressiveness", "ratio"];

/** The measures of order flow at several grains, or null if the run has none. */
function flowCube(data, numbers) {
  if (!data.flow) {
    return null;
  }
  const overall = data.flow.overall[0] ?? {};
  return new Cube(data, data.flowGrains, Object.fromEntries(data.flow.measures.map((measure) => [measure, overall[measure]])), numbers);
}

/** A row of measures for each combination of keys in the selection, see Cube.sum; null if the page is too coarse for it. */
function rowsOf(cube, filter, by, detail = "none") {
  const grain = cube.grainFor(filter, by, detail);
  if (!grain) {
    return null;
  }
  const sums = cube.measures.map((measure) => cube.sum(grain, measure, filter, by));
  return sums[0].map((_, at) => Object.fromEntries(cube.measures.map((measure, index) => [measure, sums[index][at]])));
}

function showFlow(page) {
  const { flow, data } = page;
  byId("flow-link").hidden = !flow;
  byId("flow").hidden = !flow;
  if (!flow) {
    return;
  }
  showTypes(page);
  if (page.filter.types.size > 0) {
    const ofTypes = page.sums([], "none", page.ordersByType);
    describe(
      byId("flow-tiles"),
      ofTypes
        ? page.ordersByType.measures.map((measure) => [MEASURES[measure].name, whole(ofTypes[measure][0])])
        : [["Orders", "not available", page.tooCoarse("type", page.lifecycles)]],
    );
    FLOW_CHARTS.forEach((id) => page.showNothing(id, "Not known by order type. Remove the order type from the filter to see it."));
    return;
  }
  showTenMinutes(page);
  const overall = rowsOf(page.flow, page.filter, [])?.[0];
  const hours = rowsOf(page.flow, page.filter, ["details"], "hour")?.map((row, at) => ({ ...row, hour: data.hours[at] }));
  showFlowTiles(page, overall);
  const why = (detail, found) => (found && !page.isEmpty ? "No orders in the selection." : page.tooCoarse(detail, flow));
  if (overall && Number(overall.orders) > 0) {
    showTimes(overall);
  } else {
    page.showNothing("times", why("none", overall));
  }
  if (hours?.some((row) => Number(row.orders) > 0)) {
    showOutcomes(hours);
    showSpreads(hours);
    showAggressiveness(hours);
  } else {
    ["outcome", "spread", "aggressiveness"].forEach((id) => page.showNothing(id, why("hour", hours)));
  }
  const participants = flowParticipants(page);
  if (participants?.length > 0) {
    showRatios(participants, page.isUnfiltered ? data.flow.moreParticipants : 0);
  } else {
    page.showNothing("ratio", why("none", participants));
  }
}

/** Orders by type, or the chosen measure if it is one of orders. */
function showTypes(page) {
  const { lifecycles, filter, data } = page;
  const known = rowsOf(lifecycles, filter, ["details"], "type");
  const rows = (known ?? [])
    .map((row, rank) => ({ rank, name: rank < data.types.codes.length ? String(data.types.codes[rank]) : "others", ...row }))
    .filter((row) => Number(row.orders) > 0);
  if (rows.length === 0) {
    showNoOrders(page, "type", "type", known);
    return;
  }
  const measure = lifecycles.measures.includes(page.measure) ? page.measure : "orders";
  const unit = MEASURES[measure].many;
  const total = totalOf(rows, measure);
  rows.sort((one, other) => Number(other[measure]) - Number(one[measure]) || one.rank - other.rank);
  say("type-note", "");
  say(
    "type-says",
    sentence(unit + " by the type of an order's first event: flags of the feed that add up, such as 0 lit, 2048 sweep, 4096 and 4098 Centre Point"),
  );
  drawBars("type-chart", sentence(unit + " by order type"), {
    labels: rows.map((row) => row.name),
    values: rows.map((row) => row[measure]),
    ends: rows.map((row) => percent(share(row[measure], total))),
    tips: (at) => [
      "Order type " + rows[at].name,
      [...orderColumns(lifecycles).map(({ name, key }) => [name, whole(rows[at][key])]), ["Of all " + unit, percent(share(rows[at][measure], total))]],
    ],
    chosen: (at) => filter.types.has(rows[at].rank),
    choose: (at) => rows[at].rank < data.types.codes.length && page.toggle("types", rows[at].rank),
  });
  lateTable(
    "type-table",
    "Orders by order type",
    [
      { name: "Order type", key: KEYS.types.column, text: true },
      ...orderColumns(lifecycles),
      { name: "Of all " + unit, key: "share", show: percent },
      { name: "Shares traded per order", key: "matched_quantity_mean", show: price },
    ],
    () => rows.map((row) => [row.name, ...orderColumns(lifecycles).map(({ key }) => row[key]), share(row[measure], total), quotient(row.matched_quantity, row.orders)]),
  );
}

function orderColumns(lifecycles) {
  return lifecycles.measures.map((key) => ({ name: key === "fills" ? "Fills" : MEASURES[key].name, key, show: whole }));
}

function showNoOrders(page, id, detail, known) {
  page.showNothing(id, known && !page.isEmpty ? "No orders in the selection." : page.tooCoarse(detail, page.lifecycles));
}

/** Orders by the ten minutes of their first event, from the first that has any to the last. */
function showTenMinutes(page) {
  const { lifecycles, data } = page;
  const known = rowsOf(lifecycles, page.filter, ["details"], "ten_minutes");
  const rows = (known ?? []).map((row, at) => ({
    ...row,
    time: minuteLabel(data.hours[Math.floor(at / TENS_OF_MINUTES.length)], TENS_OF_MINUTES[at % TENS_OF_MINUTES.length]),
  }));
  const hasOrders = (row) => Number(row.orders) > 0;
  const shown = rows.slice(rows.findIndex(hasOrders), rows.findLastIndex(hasOrders) + 1);
  if (!rows.some(hasOrders)) {
    showNoOrders(page, "ten-minutes", "ten_minutes", known);
    return;
  }
  const measure = page.orders.measures.includes(page.measure) ? page.measure : "orders";
  const unit = MEASURES[measure].many;
  const total = totalOf(shown, measure);
  const busiest = shown.reduce((best, row) => (row[measure] > best[measure] ? row : best));
  say("ten-minutes-note", "");
  say(
    "ten-minutes-says",
    Number(total) === 0
      ? "No " + unit + " in the selection."
      : "Most " + unit + " from " + busiest.time + ", " + percent(share(busiest[measure], total)) + " of the selection. An order, with all its events and traded shares, counts where its first event of the day is.",
  );
  drawColumns("ten-minutes-chart", sentence(unit + " by ten minutes of the first event; highest: " + busiest.time + "; the table below has the figures"), {
    labels: shown.map((row) => row.time),
    values: shown.map((row) => row[measure]),
    tips: (at) => [
      "From " + shown[at].time,
      [...orderColumns(lifecycles).map(({ name, key }) => [name, whole(shown[at][key])]), ["Of all " + unit, percent(share(shown[at][measure], total))]],
    ],
  });
  lateTable(
    "ten-minutes-table",
    "Orders by ten minutes",
    [{ name: "From", key: "ten_minutes", text: true }, ...orderColumns(lifecycles), { name: "Of all " + unit, key: "share", show: percent }],
    () => shown.map((row) => [row.time, ...orderColumns(lifecycles).map(({ key }) => row[key]), share(row[measure], total)]),
  );
}

function showFlowTiles(page, overall) {
  if (!overall) {
    describe(byId("flow-tiles"), [["Orders", "not available", page.tooCoarse("none", page.flow)]]);
    return;
  }
  describe(byId("flow-tiles"), [
    ["Orders", whole(overall.orders), whole(overall.entered) + " entered, " + whole(overall.carried_over) + " carried over"],
    ["Shares traded", whole(overall.matched_quantity), whole(overall.fills) + " fills"],
    ["Order-to-trade ratio", ratio(orderToTrade(overall)), "messages per fill, less one; " + ratio(orderToTradeByVolume(overall)) + " by volume"],
    ["Fleeting orders", whole(overall.fleeting), percent(share(overall.fleeting, overall.entered)) + " of those entered"],
    ["Quoted spread at entry", spreadShown(spread(overall)), "mean, in basis points of the mid"],
  ]);
}

/** The participants of the selection that have orders, those with the most messages first. */
function flowParticipants(page) {
  const { data } = page;
  // The rollup has those that the grains combine.
  const rows = page.isUnfiltered
    ? data.flow.participants
    : rowsOf(page.flow, page.filter, ["participants"])
        ?.slice(0, -1)
        .map((row, rank) => ({ ...row, participantid: data.participants.codes[rank] }));
  return rows
    ?.filter((row) => Number(row.orders) > 0)
    .sort((one, other) => Number(other.messages) - Number(one.messages) || one.participantid - other.participantid);
}

/** Null without a fill. */
function orderToTrade(row) {
  return Number(row.fills) === 0 ? null : Number(row.messages) / Number(row.fills) - 1;
}

/** Null without a fill. */
function orderToTradeByVolume(row) {
  return Number(row.matched_quantity) === 0 ? null : Number(row.message_quantity) / Number(row.matched_quantity) - 1;
}

function ratio(value) {
  return value === null ? "none" : TWO_DECIMALS.format(value);
}

/** The mean, in basis points of the mid; null without a quote. */
function spread(row) {
  return Number(row.spread_count) === 0 ? null : Number(row.spread_millibps_sum) / Number(row.spread_count) / 1000;
}

function spreadShown(value) {
  return value === null ? "none" : TWO_DECIMALS.format(value);
}

/** Only the parts that occur. */
function occurring(parts, rows) {
  return parts.filter((part) => rows.some((row) => Number(row[part.key]) > 0));
}

function showStacks(id, caption, parts, hours) {
  const shown = occurring(parts, hours);
  const labels = hours.map((row) => hourLabel(row.hour));
  say(id + "-note", "");
  drawStacks(id + "-chart", caption, {
    labels,
    parts: shown.map((part) => ({ ...part, values: hours.map((row) => row[part.key]) })),
    tips: (at) => [
      "Entered from " + labels[at],
      shown.map((part) => [part.name, whole(hours[at][part.key]) + ", " + percent(share(hours[at][part.key], hours[at].orders))]),
    ],
  });
  lateTable(
    id + "-table",
    caption,
    [
      { name: "Hour", key: "hour", text: true },
      { name: "Orders", key: "orders", show: whole },
      ...shown.map((part) => ({ name: part.name, key: part.key, show: whole })),
    ],
    () => hours.map((row, at) => [labels[at], row.orders, ...shown.map((part) => row[part.key])]),
  );
}

function totalOf(rows, measure) {
  return rows.reduce((sum, row) => sum + Number(row[measure]), 0);
}

function showOutcomes(hours) {
  const ofAll = (measure) => percent(share(totalOf(hours, measure), totalOf(hours, "orders")));
  say(
    "outcome-says",
    ofAll("filled") + " of all orders were filled, " + ofAll("partly_filled") + " in part; " + ofAll("cancelled") + " were cancelled by the trader.",
  );
  // The measure "filled" also counts orders that the feed leaves on the book without shares; each order has one outcome.
  const others = OUTCOMES.slice(1).map((outcome) => outcome.key);
  const rows = hours.map((row) => ({
    ...row,
    filled: others.reduce((left, outcome) => left - Number(row[outcome]), Number(row.orders)),
  }));
  showStacks("outcome", "Orders by hour of their first event and by outcome", OUTCOMES, rows);
}

function showAggressiveness(hours) {
  const known = totalOf(hours, "orders") - totalOf(hours, "aggressiveness_unknown");
  say(
    "aggressiveness-says",
    known === 0
      ? "The files have no national quotes, or no order was entered."
      : percent(share(totalOf(hours, "crosses"), known)) + " of the orders with known quotes reach the other side when they are entered.",
  );
  showStacks("aggressiveness", "Orders by hour of their first event and by aggressiveness", AGGRESSIVENESS, hours);
}

function showSpreads(hours) {
  const known = hours.filter((row) => Number(row.spread_count) > 0);
  const widest = known.reduce((one, other) => (one && spread(one) >= spread(other) ? one : other), null);
  say("spread-note", "");
  say(
    "spread-says",
    widest
      ? "The national spread that orders met when they were entered is widest from " + hourLabel(widest.hour) + ", at " + spreadShown(spread(widest)) + " basis points of the mid."
      : "The files have no national quotes, or no order was entered.",
  );
  if (widest) {
    drawColumns("spread-chart", "Mean quoted spread at entry by hour, in basis points of the mid", {
      labels: hours.map((row) => hourLabel(row.hour)),
      values: hours.map(spread),
      tips: (at) => [
        "Entered from " + hourLabel(hours[at].hour),
        [["Spread", spreadShown(spread(hours[at])) + " bp"], ["Orders with a quote", whole(hours[at].spread_count)]],
      ],
    });
  } else {
    draw("spread-chart", "", null);
  }
  lateTable(
    "spread-table",
    "Mean quoted spread at entry by hour, in basis points of the mid",
    [
      { name: "Hour", key: "hour", text: true },
      { name: "Orders with a quote", key: "spread_count", show: whole },
      { name: "Spread, bp", key: "spread_bps_mean", show: spreadShown },
    ],
    () => hours.map((row) => [hourLabel(row.hour), row.spread_count, spread(row)]),
  );
}

/** Cumulated shares of orders by time. */
function showTimes(overall) {
  say("times-note", "");
  const curves = [
    { name: "Time to the first fill", prefix: "first_fill_", colour: "accent" },
    { name: "Lifetime", prefix: "lifetime_", colour: "second" },
  ].map((curve) => {
    const counts = TIMES.map((time) => Number(overall[curve.prefix + time.key]));
    const total = counts.reduce((sum, orders) => sum + orders, 0);
    let below = 0;
    return { ...curve, counts, total, shares: counts.map((orders) => share((below += orders), total)) };
  });
  const medians = curves
    .filter((curve) => curve.total > 0)
    .map((curve) => {
      const at = curve.shares.findIndex((part) => part >= 0.5);
      return "half of the " + (curve.prefix === "lifetime_" ? "orders that ended did so" : "first fills come") +
        (at === TIMES.length - 1 ? " after 1 h" : " within " + TIMES[at].name);
    });
  say("times-says", medians.length === 0 ? "No order was entered and ended." : sentence(medians.join("; ")));
  const shown = curves.filter((curve) => curve.total > 0);
  if (shown.length === 0) {
    draw("times-chart", "", null);
  } else {
    drawSteps("times-chart", "Share of orders by time to the first fill and by lifetime", {
      labels: TIMES.map((time) => (time.key === "longer" ? time.name : "< " + time.name)),
      curves: shown,
    });
  }
  lateTable(
    "times-table",
    "Orders entered, by time to the first fill and by lifetime",
    [
      { name: "Time", key: "time", text: true },
      { name: "First fills", key: "first_fills", show: whole },
      { name: "Orders ended", key: "ended", show: whole },
    ],
    () => TIMES.map((time, at) => [(time.key === "longer" ? "" : "under ") + time.name, curves[0].counts[at], curves[1].counts[at]]),
  );
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + ".";
}

function showRatios(participants, more) {
  const shown = participants
    .filter((row) => orderToTrade(row) !== null)
    .slice(0, 12)
    .sort((one, other) => orderToTrade(other) - orderToTrade(one));
  say("ratio-note", "");
  say(
    "ratio-says",
    shown.length === 0
      ? "No participant has traded."
      : "Messages per fill, less one, of the " + count(shown.length, "participant", "participants") + " with the most messages.",
  );
  if (shown.length === 0) {
    draw("ratio-chart", "", null);
  } else {
    drawBars("ratio-chart", "Order-to-trade ratio by participant", {
      labels: shown.map((row) => String(row.participantid)),
      values: shown.map((row) => Math.max(0, orderToTrade(row))),
      ends: shown.map((row) => ratio(orderToTrade(row))),
      tips: (at) => [
        "Participant " + shown[at].participantid,
        [["Messages", whole(shown[at].messages)], ["Fills", whole(shown[at].fills)], ["By volume", ratio(orderToTradeByVolume(shown[at]))]],
      ],
    });
  }
  lateTable(
    "ratio-table",
    "Order flow by participant" + (more > 0 ? "; flow_by_participant.csv has " + whole(more) + " more" : ""),
    [
      { name: "Participant", key: "participantid" },
      { name: "Orders", key: "orders", show: whole },
      { name: "Filled", key: "filled", show: whole },
      { name: "Cancelled", key: "cancelled", show: whole },
      { name: "Fleeting", key: "fleeting", show: whole },
      { name: "Shares traded", key: "matched_quantity", show: whole },
      { name: "Messages", key: "messages", show: whole },
      { name: "Fills", key: "fills", show: whole },
      { name: "Order to trade", key: "order_to_trade_ratio", show: ratio },
      { name: "By volume", key: "order_to_trade_ratio_by_volume", show: ratio },
    ],
    () =>
      participants.map((row) => [
        Number(row.participantid), row.orders, row.filled, row.cancelled, row.fleeting, row.matched_quantity, row.messages, row.fills,
        orderToTrade(row), orderToTradeByVolume(row),
      ]),
  );
}
