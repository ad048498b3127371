/**
 * Opens pages in a real browser and checks them as a reader would.
 *
 *   node report.test.mjs RESULTS [PAGE_OF_NAMES [LARGE_PAGE]]
 *
 * RESULTS is the output directory of a run on generated data; PAGE_OF_NAMES is the page of a feed with names of securities,
 * conf/examples/made-up-20240905.mbo.csv; LARGE_PAGE is the page of a run at full size.
 */
import assert from "node:assert/strict";
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [results, pageOfNames, largePage] = process.argv.slice(2).map((path) => resolve(path));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SWITCHES = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
/** Machines differ; on any of them a page that takes longer is broken. */
const DRAWN_WITHIN_MILLISECONDS = 10_000;
const CHARTS = [
  "matrix-chart", "hour-chart", "size-chart", "date-chart", "securities-chart", "participants-chart", "lorenz-chart",
  "fate-chart", "reject-chart", "outcome-chart", "times-chart", "ratio-chart", "spread-chart", "aggressiveness-chart",
  "type-chart", "ten-minutes-chart",
];

let browser;
before(async () => {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
  assert.ok(executablePath, "No browser: install chromium, or name one in CHROMIUM");
  browser = await chromium.launch({ executablePath, args: SWITCHES });
});
after(() => browser?.close());

/** Opens a page and fails the test if it says anything on the console or asks for anything but itself. */
async function open(path, { width = 1440, colorScheme = "light", selection = "" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.complaints = [];
  const address = pathToFileURL(path).href;
  const isPage = (url) => url.split("#")[0] === address;
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("dialog", (dialog) => page.complaints.push("dialog: " + dialog.message()) && dialog.dismiss());
  page.on("request", (request) => {
    if (!isPage(request.url()) && !/^(data|blob):/.test(request.url())) {
      page.complaints.push("request: " + request.url());
    }
  });
  await page.goto(address + (selection && "#" + selection));
  await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0);
  return page;
}

async function close(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

/** The rows of a CSV file of the results, whose values have no quotes. */
function csv(name) {
  const [header, ...lines] = readFileSync(resolve(results, name), "utf8").trimEnd().split("\n").map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(header.map((column, at) => [column, line[at]])));
}

/** What a table of the page holds, as a person would paste it. */
async function copied(page, table) {
  const details = page.locator("details", { has: page.locator("#" + table) });
  if ((await details.count()) > 0 && !(await details.evaluate((element) => element.open))) {
    await details.locator("summary").click();
  }
  await page.locator("#" + table + " .copy").click();
  await page.locator("#" + table + " .copied", { hasText: "copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [header, ...lines] = text.trimEnd().split("\n").map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(header.map((column, at) => [column, line[at]])));
}

function figures(rows, key) {
  return rows.map((row) => [row[key], row.events, row.quantity_sum]).sort();
}

/** The sums of a rollup's rows, exactly. */
function sum(rows, column) {
  return rows.reduce((total, row) => total + BigInt(row[column]), 0n);
}

async function choose(page, field, value) {
  await page.fill("#" + field, String(value));
  await page.press("#" + field, "Enter");
}

async function tile(page, name) {
  const text = await page.locator("#tiles > div", { has: page.locator("dt", { hasText: name }) }).locator("dd").first().textContent();
  return text.replaceAll(",", "");
}

const report = resolve(results, "report.html");

test("every chart has marks", async () => {
  const page = await open(report);
  for (const chart of CHARTS) {
    const marks = await page.evaluate((id) => {
      const place = document.getElementById(id);
      const series = echarts.getInstanceByDom(place).getOption().series;
      return {
        data: series.reduce((total, one) => total + one.data.length, 0),
        drawn: place.querySelectorAll("svg path").length,
        isCanvas: place.querySelector("canvas") !== null,
        label: place.getAttribute("aria-label"),
      };
    }, chart);
    assert.ok(marks.data > 0, chart + " has no data");
    assert.ok(marks.isCanvas || marks.drawn > 0, chart + " draws nothing");
    assert.ok(marks.label.length > 20, chart + " says nothing to those who can't see it");
  }
  assert.equal(
    await page.evaluate(() => echarts.getInstanceByDom(document.getElementById("hour-chart")).getOption().series[0].data.length),
    csv("by_hour.csv").length,
  );
  await close(page);
});

test("the figures equal the CSV files", async () => {
  const page = await open(report);
  const [overall] = csv("overall.csv");
  assert.equal(await tile(page, "Events"), overall.events);
  assert.equal(await tile(page, "Shares of events"), overall.quantity_sum);
  assert.equal(await tile(page, "Securities"), overall.securities);
  for (const [table, file, key] of [
    ["hour-table", "by_hour.csv", "hour"],
    ["size-table", "by_order_size.csv", "size_bucket"],
    ["date-table", "by_date.csv", "trade_date"],
    ["securities-table", "by_security.csv", "security_code"],
    ["participants-table", "by_participant.csv", "participantid"],
  ]) {
    assert.deepEqual(figures(await copied(page, table), key), figures(csv(file), key), table);
  }
  const cells = csv("by_security_date.csv").map((row) => [row.security_code, row.trade_date, row.events, row.quantity_sum].join());
  await page.selectOption("#matrix-rows", "250");
  const shown = (await copied(page, "matrix-table")).map((row) => [row.security_code, row.trade_date, row.events, row.quantity_sum].join());
  assert.deepEqual(shown.sort(), cells.sort());
  for (const row of await copied(page, "overall-table")) {
    assert.equal(row.value, overall[row.measure]);
  }
  const shares = csv("by_security.csv").map((row) => Number(row.events) / Number(overall.events));
  const herfindahl = shares.reduce((total, share) => total + share ** 2, 0) * 10_000;
  const [index] = (await copied(page, "concentration-table")).filter((row) => row.figure === "Herfindahl index");
  assert.ok(Math.abs(index.securities - herfindahl) < 1e-6 * herfindahl);
  await close(page);
});

async function flowTile(page, name) {
  const text = await page.locator("#flow-tiles > div", { has: page.locator("dt", { hasText: name }) }).locator("dd").first().textContent();
  return text.replaceAll(",", "");
}

test("order flow is that of its CSV files", async () => {
  const page = await open(report);
  const [overall] = csv("flow_overall.csv");
  const value = (name) => flowTile(page, name);
  assert.equal(await value("Orders"), overall.orders);
  assert.equal(await value("Shares traded"), overall.matched_quantity);
  assert.equal(await value("Fleeting orders"), overall.fleeting);
  const outcomes = await copied(page, "outcome-table");
  for (const outcome of ["filled", "cancelled", "open"]) {
    assert.equal(String(sum(outcomes, outcome)), overall[outcome]);
  }
  const times = await copied(page, "times-table");
  assert.equal(times[3].first_fills, overall.first_fill_under_1s);
  assert.equal(times.at(-1).ended, overall.lifetime_longer);
  const participants = csv("flow_by_participant.csv");
  for (const row of await copied(page, "ratio-table")) {
    const expected = participants.find((candidate) => candidate.participantid === row.participantid);
    assert.equal(row.messages, expected.messages);
    assert.equal(row.fills, expected.fills);
  }
  await close(page);
});

test("order flow follows the filter, and is that of its CSV files", async () => {
  const page = await open(report);
  const rows = csv("flow_by_security_date.csv");
  const { security_code: security, trade_date: date } = rows[0];
  await choose(page, "security", security);
  const ofSecurity = rows.filter((row) => row.security_code === security);
  assert.equal(await flowTile(page, "Orders"), String(sum(ofSecurity, "orders")));
  assert.equal(await flowTile(page, "Shares traded"), String(sum(ofSecurity, "matched_quantity")));
  await page.selectOption("#from", { index: 0 });
  await page.selectOption("#to", { index: 0 });
  const [ofBoth] = ofSecurity.filter((row) => row.trade_date === date);
  assert.equal(await flowTile(page, "Orders"), ofBoth.orders);
  assert.equal(await flowTile(page, "Fleeting orders"), ofBoth.fleeting);
  const times = await copied(page, "times-table");
  assert.equal(times[0].ended, ofBoth.lifetime_under_1ms);
  assert.equal(times[0].first_fills, ofBoth.first_fill_under_1ms);

  await page.click("#reset");
  const participant = csv("flow_by_participant.csv").at(-1);
  await choose(page, "participant", participant.participantid);
  const outcomes = await copied(page, "outcome-table");
  for (const measure of ["orders", "filled", "cancelled"]) {
    assert.equal(String(sum(outcomes, measure)), participant[measure]);
  }
  const spreads = await copied(page, "spread-table");
  assert.equal(String(sum(spreads, "spread_count")), participant.spread_count);
  assert.equal(String(sum(await copied(page, "aggressiveness-table"), "crosses")), participant.crosses);
  const [rated] = await copied(page, "ratio-table");
  assert.equal(rated.participantid, participant.participantid);
  assert.ok(Math.abs(rated.order_to_trade_ratio - participant.order_to_trade_ratio) < 1e-9);
  assert.ok(Math.abs(rated.order_to_trade_ratio_by_volume - participant.order_to_trade_ratio_by_volume) < 1e-9);
  await page.click("#reset");

  const overall = csv("flow_by_hour.csv");
  for (const { hour, spread_bps_mean: spread } of await copied(page, "spread-table")) {
    const expected = overall.find((row) => Number(row.hour) === parseInt(hour, 10));
    if (expected && Number(expected.spread_count) > 0) {
      assert.ok(Math.abs(spread - expected.spread_millibps_sum / expected.spread_count / 1000) < 1e-9, hour);
    }
  }
  await close(page);
});

test("every measure is that of the CSV files", async () => {
  const page = await open(report);
  const hours = csv("by_hour.csv");
  for (const measure of ["buy_events", "sell_events", "notional_sum"]) {
    await page.selectOption("#measure", measure);
    const shown = (await copied(page, "hour-table")).map((row) => [row.hour, row[measure]]);
    assert.deepEqual(shown.sort(), hours.map((row) => [row.hour, row[measure]]).sort(), measure);
  }
  const busiest = csv("by_participant.csv").sort((one, other) => Number(other.notional_sum) - Number(one.notional_sum));
  assert.equal((await copied(page, "participants-table"))[0].participantid, busiest[0].participantid);
  await close(page);
});

test("orders and traded shares are those of order flow", async () => {
  const page = await open(report, { selection: "measure=matched_quantity" });
  for (const [table, file, key] of [
    ["hour-table", "flow_by_hour.csv", "hour"],
    ["date-table", "flow_by_date.csv", "trade_date"],
    ["securities-table", "flow_by_security.csv", "security_code"],
    ["participants-table", "flow_by_participant.csv", "participantid"],
  ]) {
    const ofOrders = (rows) => rows.filter((row) => row.orders !== "0").map((row) => [row[key], row.orders, row.matched_quantity]).sort();
    assert.deepEqual(ofOrders(await copied(page, table)), ofOrders(csv(file)), table);
  }
  assert.match(await page.textContent("#size-note"), /do not have shares traded by order size/);
  assert.match(await page.textContent("#measure-meaning"), /counts once/);
  const [{ security_code: security, orders }] = csv("flow_by_security.csv");
  await page.selectOption("#measure", "orders");
  await choose(page, "security", security);
  assert.equal(String(sum(await copied(page, "matrix-table"), "orders")), orders);
  await close(page);
});

test("a mean order price is that of the CSV files, and has no shares", async () => {
  const rows = csv("by_security_date.csv");
  const security = rows[0].security_code;
  const page = await open(report, { selection: "measure=price_weighted_mean" });
  const assertMeans = async (table, key, expected) => {
    const shown = await copied(page, table);
    assert.equal(shown.length, expected.length);
    for (const row of shown) {
      const mean = Number(expected.find((candidate) => candidate[key] === row[key]).price_weighted_mean);
      assert.ok(Math.abs(row.price_weighted_mean - mean) < 1e-9 * mean, table + " " + row[key]);
      assert.equal(row.share, undefined);
    }
  };
  await assertMeans("hour-table", "hour", csv("by_hour.csv"));
  await assertMeans("participants-table", "participantid", csv("by_participant.csv"));
  assert.match(await page.textContent("#concentration-note"), /mean has no shares/);
  assert.match(await page.textContent("#measure-meaning"), /prices of several securities are mixed/);
  await choose(page, "security", security);
  assert.doesNotMatch(await page.textContent("#measure-meaning"), /mixed/);
  const ofSecurity = rows.filter((row) => row.security_code === security);
  await assertMeans("date-table", "trade_date", ofSecurity);
  await assertMeans("matrix-table", "trade_date", ofSecurity);
  await close(page);
});

test("ten minutes add up to the hours of order flow, under every filter", async () => {
  const page = await open(report);
  const assertHours = async (hours) => {
    const rows = await copied(page, "ten-minutes-table");
    assert.ok(rows.length > hours.length);
    for (const hour of hours) {
      const ofHour = rows.filter((row) => parseInt(row.ten_minutes, 10) === Number(hour.hour));
      for (const measure of ["orders", "fills", "matched_quantity"]) {
        assert.equal(String(sum(ofHour, measure)), hour[measure], hour.hour + " " + measure);
      }
    }
  };
  await assertHours(csv("flow_by_hour.csv").filter((row) => row.orders !== "0"));
  assert.match(await page.textContent("#ten-minutes-says"), /^Most orders from \d\d:\d0, /);
  await page.selectOption("#measure", "matched_quantity");
  assert.match(await page.textContent("#ten-minutes-says"), /^Most shares traded from /);
  const [row] = csv("flow_by_security_date.csv");
  await choose(page, "security", row.security_code);
  await page.selectOption("#from", { index: csv("by_date.csv").findIndex((date) => date.trade_date === row.trade_date) });
  await page.selectOption("#to", await page.inputValue("#from"));
  const rows = await copied(page, "ten-minutes-table");
  assert.deepEqual([sum(rows, "orders"), sum(rows, "matched_quantity")].map(String), [row.orders, row.matched_quantity]);
  await close(page);
});

test("order types add up to order flow, and filter it", async () => {
  const page = await open(report);
  const types = await copied(page, "type-table");
  const [overall] = csv("flow_overall.csv");
  for (const measure of ["orders", "fills", "matched_quantity"]) {
    assert.equal(String(sum(types, measure)), overall[measure], measure);
  }
  assert.equal(String(sum(types, "events")), csv("overall.csv")[0].events);
  const [first, second] = types.map((row) => row.exchangeordertype);
  await choose(page, "order-type", first + "," + second);
  const chosen = types.slice(0, 2);
  assert.equal(await tile(page, "Events"), String(sum(chosen, "events")));
  assert.equal(await tile(page, "Shares traded"), String(sum(chosen, "matched_quantity")));
  assert.equal(await flowTile(page, "Orders"), String(sum(chosen, "orders")));
  for (const table of ["date-table", "securities-table", "participants-table"]) {
    for (const measure of ["events", "orders", "matched_quantity"]) {
      assert.equal(sum(await copied(page, table), measure), sum(chosen, measure), table);
    }
  }
  for (const chart of ["hour", "size", "ten-minutes", "outcome", "times", "spread", "aggressiveness", "ratio"]) {
    assert.equal(await page.isVisible("#" + chart + "-chart"), false, chart);
    assert.match(await page.textContent("#" + chart + "-note"), /do not have|Not known by order type/);
  }
  assert.match(decodeURIComponent(page.url()), new RegExp("types=" + first + "," + second + "$"));
  assert.equal(await page.locator("#measure option[value='quantity_sum']").isDisabled(), true);

  // All types together are the whole order flow of a security and a date.
  const [row] = csv("flow_by_security_date.csv");
  await choose(page, "order-type", types.map((type) => type.exchangeordertype).join(","));
  await choose(page, "security", row.security_code);
  const [day] = (await copied(page, "matrix-table")).filter((cell) => cell.trade_date === row.trade_date);
  assert.deepEqual([day.orders, day.matched_quantity], [row.orders, row.matched_quantity]);
  await page.click("#reset");
  assert.equal(await page.isVisible("#hour-chart"), true);
  assert.equal(await tile(page, "Shares of events"), csv("overall.csv")[0].quantity_sum);
  await choose(page, "order-type", 12345);
  assert.match(await page.textContent("#selected"), /no order type 12345/);
  await close(page);
});

test("several of one key stand side by side", async () => {
  const rows = csv("by_security_date.csv");
  const dates = [...new Set(rows.map((row) => row.trade_date))].sort();
  const chosen = [...new Set(rows.map((row) => row.security_code))].slice(0, 3);
  const page = await open(report, { selection: "securities=" + chosen.join(",") });
  const shown = await copied(page, "date-table");
  for (const security of chosen) {
    const expected = dates.map((date) => rows.find((row) => row.security_code === security && row.trade_date === date)?.events ?? "0");
    assert.deepEqual(shown.map((row) => row["security_" + security]), expected);
  }
  const bars = () => page.evaluate(() => echarts.getInstanceByDom(document.getElementById("date-chart")).getOption().series.length);
  assert.equal(await bars(), 3);
  await page.click("#reset");
  assert.equal(await bars(), 1);
  const participants = csv("by_participant.csv").slice(0, 2);
  await choose(page, "participant", participants.map((row) => row.participantid).join(" "));
  for (const table of ["date-table", "hour-table", "size-table"]) {
    const figures = await copied(page, table);
    for (const { participantid, events } of participants) {
      assert.equal(String(sum(figures, "participant_" + participantid)), events, table);
    }
  }
  await close(page);
});

test("the address holds the selection", async () => {
  const rows = csv("by_security_date.csv");
  const dates = [...new Set(rows.map((row) => row.trade_date))].sort();
  const chosen = [...new Set(rows.map((row) => row.security_code))].slice(0, 2);
  const page = await open(report);
  await choose(page, "security", chosen.join(", "));
  await page.selectOption("#from", { index: 1 });
  await page.selectOption("#measure", "quantity_sum");
  await page.click(".sections a[href='#profile']");
  const address = new URL(page.url());
  assert.equal(
    decodeURIComponent(address.hash),
    "#securities=" + chosen.join(",") + "&from=" + dates[1] + "&to=" + dates.at(-1) + "&measure=quantity_sum",
  );
  const again = await open(report, { selection: address.hash.slice(1) });
  const kept = rows.filter((row) => chosen.includes(row.security_code) && row.trade_date >= dates[1]);
  for (const one of [page, again]) {
    assert.equal(await tile(one, "Events"), String(sum(kept, "events")));
    assert.equal(await one.inputValue("#measure"), "quantity_sum");
  }
  await page.fill("#security", "1, 2 nonsense");
  await page.press("#security", "Enter");
  assert.match(await page.textContent("#selected"), /no securities 1, 2, nonsense/);
  await page.click("#reset");
  assert.equal(await page.inputValue("#security"), "");
  assert.equal(await tile(page, "Events"), csv("overall.csv")[0].events);
  assert.doesNotMatch(page.url(), /securities/);
  // What the run does not have is left out.
  const other = await open(report, { selection: "securities=999999999&from=1999-01-01&measure=nothing" });
  assert.equal(await tile(other, "Events"), csv("overall.csv")[0].events);
  await Promise.all([page, again, other].map(close));
});

test("charts and tables are saved", async () => {
  const page = await open(report);
  const saved = async (button) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(button).first().click()]);
    return [download.suggestedFilename(), readFileSync(await download.path())];
  };
  const [picture, image] = await saved("#hour-chart + .picture");
  assert.equal(picture, "by-hour.png");
  assert.deepEqual([...image.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
  assert.ok(image.readUInt32BE(16) > 600, "twice as many pixels as on the screen");
  await copied(page, "hour-table");
  const [table, text] = await saved("#hour-table .save");
  assert.equal(table, "hour-figures-of-the-selection.csv");
  assert.equal(text.toString().trimEnd().split("\n").length, csv("by_hour.csv").length + 1);
  await close(page);
});

test("one date and one cell say so", async () => {
  const [{ security_code: security, trade_date: date }] = csv("by_security_date.csv");
  const page = await open(report, { selection: "securities=" + security + "&from=" + date + "&to=" + date });
  assert.match(await page.textContent("#date-note"), /one date/);
  assert.equal(await page.isVisible("#date-chart"), false);
  // A single cell is the largest, and has the darkest colour.
  const shades = await page.evaluate(() => {
    const { min, max } = echarts.getInstanceByDom(document.getElementById("matrix-chart")).getOption().visualMap[0];
    return max - min;
  });
  assert.ok(Math.abs(shades - 1) < 1e-9);
  await close(page);
});

test("no word of a table breaks on a narrow screen", async () => {
  const page = await open(report, { width: 390 });
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  const narrow = await page.evaluate(() =>
    [...document.querySelectorAll("#wave-details td, #wave-details th")].filter((cell) => cell.clientWidth > 0 && cell.clientHeight > 80).length,
  );
  assert.equal(narrow, 0);
  // Nor a time in two lines.
  const lines = await page.evaluate(() =>
    [...document.querySelectorAll("td.time")].map((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return text.getClientRects().length;
    }),
  );
  assert.ok(lines.length > 1 && lines.every((number) => number === 1));
  await close(page);
});

test("the fate of rows adds up", async () => {
  const page = await open(report);
  const { accounting } = JSON.parse(readFileSync(resolve(results, "run.json"), "utf8"));
  const fates = await copied(page, "fate-table");
  assert.equal(sum(fates, "lines"), BigInt(accounting.lines));
  assert.equal(fates.find((row) => row.fate === "Kept").lines, String(accounting.kept));
  assert.match(await page.textContent("#fate-says"), /add up/);
  await close(page);
});

test("a filter changes the figures, and they are those of the CSV files", async () => {
  const page = await open(report);
  const rows = csv("by_security_date.csv");
  const security = rows[0].security_code;
  const [, date] = [...new Set(rows.map((row) => row.trade_date))].sort();
  const before = await page.getAttribute("#hour-chart", "aria-label");
  await choose(page, "security", security);
  const ofSecurity = rows.filter((row) => row.security_code === security);
  assert.equal(await tile(page, "Events"), String(sum(ofSecurity, "events")));
  assert.equal(sum(await copied(page, "hour-table"), "events"), sum(ofSecurity, "events"));
  assert.deepEqual(figures(await copied(page, "date-table"), "trade_date"), figures(ofSecurity, "trade_date"));

  await page.selectOption("#from", { index: 1 });
  await page.selectOption("#to", { index: 1 });
  const ofBoth = ofSecurity.filter((row) => row.trade_date === date);
  assert.equal(await tile(page, "Events"), String(sum(ofBoth, "events")));
  assert.equal(await tile(page, "Shares of events"), String(sum(ofBoth, "quantity_sum")));
  assert.equal(sum(await copied(page, "participants-table"), "quantity_sum"), sum(ofBoth, "quantity_sum"));

  await page.click("#reset");
  const [participant] = csv("by_participant.csv");
  await choose(page, "participant", participant.participantid);
  assert.equal(await tile(page, "Shares of events"), participant.quantity_sum);
  assert.equal(sum(await copied(page, "size-table"), "quantity_sum"), BigInt(participant.quantity_sum));
  assert.equal(sum(await copied(page, "securities-table"), "events"), BigInt(participant.events));
  await page.selectOption("#measure", "quantity_sum");
  assert.notEqual(await page.getAttribute("#hour-chart", "aria-label"), before);
  await choose(page, "participant", 987654321);
  assert.match(await page.textContent("#selected"), /no participant 987654321/);
  await page.click("#reset");
  assert.equal(await tile(page, "Events"), csv("overall.csv")[0].events);
  await close(page);
});

test("tables are sorted by a column", async () => {
  const page = await open(report);
  const column = async () =>
    (await page.locator("#participants-table tbody tr th").allTextContents()).map(Number);
  await copied(page, "participants-table");
  const heading = page.locator("#participants-table thead th").first();
  await heading.locator("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const ascending = await column();
  assert.deepEqual(ascending, [...ascending].sort((one, other) => one - other));
  await heading.locator("button").click();
  assert.deepEqual(await column(), ascending.reverse());
  await close(page);
});

test("hovering shows figures as text", async () => {
  const page = await open(report);
  await page.locator("#size-chart").scrollIntoViewIfNeeded();
  const box = await page.locator("#size-chart").boundingBox();
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height * 0.6);
  const tip = page.locator("#size-chart .tip");
  await tip.waitFor();
  const [smallest] = csv("by_order_size.csv");
  assert.match((await tip.textContent()).replaceAll(",", ""), new RegExp(smallest.events));
  await close(page);
});

test("every control is reached by keyboard", async () => {
  const page = await open(report);
  const reached = new Set();
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName));
  }
  for (const control of ["security", "add-security", "participant", "add-participant", "order-type", "add-order-type", "from", "to", "measure", "reset", "matrix-rows", "appearance", "skip", "SUMMARY", "copy", "sorter"]) {
    assert.ok(reached.has(control), control + " is not reached");
  }
  await close(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test("axe finds nothing serious, " + colorScheme + ", " + width + " pixels wide", async () => {
      const page = await open(report, { width, colorScheme });
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.waitForSelector("#rejects-table table");
      // Through the debugger, which the page's policy does not bind.
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run());
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(
        serious.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")),
        [],
      );
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= window, "The page is wider than the window");
      await close(page);
    });
  }
}

test("a script in the data would not run", async () => {
  const page = await open(report);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'broken into'";
    document.body.append(script);
  });
  assert.notEqual(await page.title(), "broken into");
  assert.match(page.complaints.splice(0).join(), /Content Security Policy/);
  await close(page);
});

test("it prints", async () => {
  const page = await open(report, { colorScheme: "dark" });
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  assert.ok(pdf.length > 50_000);
  await close(page);
});

test("securities have their names", { skip: pageOfNames ? false : "no page of such a feed was given" }, async () => {
  const [header, ...rows] = readFileSync("../../../conf/examples/made-up-20240905.mbo.csv", "utf8").trim().split("\n").map((line) => line.split(","));
  const of = (row, column) => row[header.indexOf(column)];
  const expected = rows.filter((row) => ["ACME", "Q"].includes(of(row, "symbol")) && of(row, "side") !== "N").length;
  const page = await open(pageOfNames);
  await choose(page, "security", "acme, Q");
  assert.equal(await tile(page, "Events"), String(expected));
  assert.match(new URL(page.url()).hash, /securities=ACME,Q/);
  assert.deepEqual(await page.$$eval(".chip", (chips) => chips.map((chip) => chip.textContent)), ["security ACME", "security Q"]);
  await close(page);
});

test("a run at full size is drawn soon", { skip: largePage ? false : "no page of that size was given" }, async (context) => {
  const page = await open(largePage);
  const drawn = await page.evaluate(() => performance.getEntriesByName("drawn")[0].startTime);
  const started = Date.now();
  await page.selectOption("#to", { index: 20 });
  context.diagnostic("drawn after " + Math.round(drawn) + " ms, filtered after " + (Date.now() - started) + " ms");
  assert.ok(drawn < DRAWN_WITHIN_MILLISECONDS);
  // What the page is too coarse for, it says.
  await choose(page, "security", await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).securities.codes.at(-1)));
  assert.match(await page.textContent("#hour-note"), /combines the others/);
  assert.equal(await page.isVisible("#hour-chart"), false);
  await close(page);
});
