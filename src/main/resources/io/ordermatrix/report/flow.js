/** Order flow: what became of orders, for the whole run. */
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
const RATIO = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function showFlow(flow) {
  byId("flow-link").hidden = !flow;
  byId("flow").hidden = !flow;
  const overall = flow?.overall[0];
  if (!overall) {
    if (flow) {
      describe(byId("flow-tiles"), [["Orders", "0", "The run kept no rows."]]);
      document.querySelectorAll("#flow .card").forEach((card) => (card.hidden = true));
    }
    return;
  }
  describe(byId("flow-tiles"), [
    ["Orders", whole(overall.orders), whole(overall.entered) + " entered, " + whole(overall.carried_over) + " carried over"],
    ["Shares traded", whole(overall.matched_quantity), whole(overall.fills) + " fills"],
    ["Messages per fill, less one", ratio(overall.order_to_trade_ratio), ratio(overall.order_to_trade_ratio_by_volume) + " by volume"],
    ["Fleeting orders", whole(overall.fleeting), percent(share(overall.fleeting, overall.entered)) + " of those entered"],
    ["Quoted spread at entry", spread(overall), "mean, in basis points of the mid"],
  ]);
  showOutcomes(flow);
  showTimes(overall);
  showRatios(flow);
  showAggressiveness(flow);
}

function ratio(value) {
  return value === null || value === undefined ? "none" : RATIO.format(Number(value));
}

function spread(row) {
  return Number(row.spread_count) === 0 ? "none" : RATIO.format(Number(row.spread_millibps_sum) / Number(row.spread_count) / 1000);
}

function flowHours(flow) {
  return flow.hours.map((row) => hourLabel(Number(row.hour)));
}

/** Only the parts that occur. */
function occurring(parts, rows) {
  return parts.filter((part) => rows.some((row) => Number(row[part.key]) > 0));
}

function showStacks(id, caption, parts, flow) {
  const shown = occurring(parts, flow.hours);
  const labels = flowHours(flow);
  drawStacks(id + "-chart", caption, {
    labels,
    parts: shown.map((part) => ({ ...part, values: flow.hours.map((row) => row[part.key]) })),
    tips: (at) => [
      "Entered from " + labels[at],
      shown.map((part) => [part.name, whole(flow.hours[at][part.key]) + ", " + percent(share(flow.hours[at][part.key], flow.hours[at].orders))]),
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
    () => flow.hours.map((row, at) => [labels[at], row.orders, ...shown.map((part) => row[part.key])]),
  );
}

function showOutcomes(flow) {
  const overall = flow.overall[0];
  say(
    "outcome-says",
    percent(share(overall.filled, overall.orders)) + " of all orders were filled, " +
      percent(share(overall.partly_filled, overall.orders)) + " in part; " +
      percent(share(overall.cancelled, overall.orders)) + " were cancelled by the trader.",
  );
  showStacks("outcome", "Orders by hour of their first event and by outcome", OUTCOMES, flow);
}

function showAggressiveness(flow) {
  const overall = flow.overall[0];
  const known = Number(overall.orders) - Number(overall.aggressiveness_unknown);
  say(
    "aggressiveness-says",
    known === 0
      ? "The files have no national quotes, or no order was entered."
      : percent(share(overall.crosses, known)) + " of the orders with known quotes reach the other side when they are entered.",
  );
  showStacks("aggressiveness", "Orders by hour of their first event and by aggressiveness", AGGRESSIVENESS, flow);
}

/** Cumulated shares of orders by time. */
function showTimes(overall) {
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
      return "half of the " + (curve.prefix === "lifetime_" ? "lives end" : "first fills come") +
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
      { name: "Lives", key: "lives", show: whole },
    ],
    () => TIMES.map((time, at) => [(time.key === "longer" ? "" : "under ") + time.name, curves[0].counts[at], curves[1].counts[at]]),
  );
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + ".";
}

function showRatios(flow) {
  const rated = flow.participants.filter((row) => row.order_to_trade_ratio !== null);
  const shown = rated.slice(0, 12).sort((one, other) => Number(other.order_to_trade_ratio) - Number(one.order_to_trade_ratio));
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
      labels: shown.map((row) => row.participantid),
      values: shown.map((row) => Math.max(0, Number(row.order_to_trade_ratio))),
      ends: shown.map((row) => ratio(row.order_to_trade_ratio)),
      tips: (at) => [
        "Participant " + shown[at].participantid,
        [["Messages", whole(shown[at].messages)], ["Fills", whole(shown[at].fills)], ["By volume", ratio(shown[at].order_to_trade_ratio_by_volume)]],
      ],
    });
  }
  lateTable(
    "ratio-table",
    "Order flow by participant" + (flow.moreParticipants > 0 ? "; flow_by_participant.csv has " + whole(flow.moreParticipants) + " more" : ""),
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
      flow.participants.map((row) => [
        Number(row.participantid), row.orders, row.filled, row.cancelled, row.fleeting, row.matched_quantity, row.messages, row.fills,
        row.order_to_trade_ratio, row.order_to_trade_ratio_by_volume,
      ]),
  );
}
