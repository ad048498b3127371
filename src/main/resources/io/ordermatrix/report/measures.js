/**
 * The keys and measures of the page, by their names in results.
 *
 * The cube has events. Order flow and lifecycles have orders, so that their traded shares count once, however many events
 * an order has.
 */
const KEYS = {
  securities: { one: "security", many: "securities", column: "security_code", input: "security", add: "add-security", list: "security-codes" },
  participants: { one: "participant", many: "participants", column: "participantid", input: "participant", add: "add-participant", list: "participant-ids" },
  types: { one: "order type", many: "order types", column: "exchangeordertype", input: "order-type", add: "add-order-type", list: "order-types" },
};
/** The cube's keys, of which several stand side by side. */
const RANKED_KEYS = ["securities", "participants"];
const MEASURES = {
  events: { name: "Events", one: "event", many: "events" },
  buy_events: { name: "Buy events", one: "buy event", many: "buy events" },
  sell_events: { name: "Sell events", one: "sell event", many: "sell events" },
  quantity_sum: { name: "Shares of events", one: "share of events", many: "shares of events" },
  notional_sum: { name: "Notional of events", one: "notional", many: "notional" },
  price_weighted_mean: { name: "Mean order price", one: "mean order price", many: "mean order price", show: price },
  orders: { name: "Orders", one: "order", many: "orders" },
  matched_quantity: { name: "Shares traded", one: "share traded", many: "shares traded" },
};
/** Measures that do not add up: quotients of two that do. */
const MEANS = { price_weighted_mean: ["notional_sum", "quantity_sum"] };

/** What a measure sums, for those that could be taken for something else. */
const MEANINGS = {
  quantity_sum: "An order's shares count once for each of its events.",
  notional_sum: "Price times shares of each event, in the feed's unit; an order counts once for each of its events.",
  price_weighted_mean: "Notional of events divided by their shares, in the feed's unit: the prices of orders, not of trades. An order without a price has 0.",
  orders: "An order counts once a day, in the hour of its first event.",
  matched_quantity: "Each share that an order has traded counts once, in the hour of the order's first event; both sides of a trade count.",
};

function meaning(measure, filter) {
  const mixed = measure in MEANS && filter.securities.size !== 1 ? " The prices of several securities are mixed: choose one." : "";
  return MEANINGS[measure] && MEANINGS[measure] + mixed;
}

function shown(measure, value) {
  return (MEASURES[measure].show ?? whole)(value);
}

/** Where figures come from: a cube, and the measures of it that the page shows. */
function sourceOf(cube, measures) {
  return { cube, measures: Object.keys(MEASURES).filter((measure) => measures.includes(measure)), count: measures[0] };
}

/** Orders by type and by ten minutes, or null if the run has no order flow. */
function lifecycleCube(data, numbers) {
  if (!data.flow) {
    return null;
  }
  const totals = { ...data.overall, ...data.flow.overall[0] };
  return new Cube(data, data.lifecycleGrains, Object.fromEntries(data.lifecycleMeasures.map((measure) => [measure, totals[measure]])), numbers);
}
