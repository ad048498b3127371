/** Formats figures. Whole numbers are written in full, however large; shares and rates are rounded. */
const LOCALE = "en-AU";
const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const ONE_DECIMAL = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TWO_DECIMALS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function whole(number) {
  return WHOLE.format(typeof number === "string" ? BigInt(number) : number);
}

/** A mean in the feed's unit; null without any. */
function price(mean) {
  return mean === null ? "none" : TWO_DECIMALS.format(mean);
}

function compact(number) {
  return COMPACT.format(Number(number));
}

function percent(share) {
  if (share > 0 && share < 0.0005) {
    return "< 0.1 %";
  }
  return ONE_DECIMAL.format(share * 100) + " %";
}

function share(part, total) {
  return Number(total) === 0 ? 0 : Number(part) / Number(total);
}

function count(number, one, many) {
  return whole(number) + " " + (Number(number) === 1 ? one : many);
}

function shortDay(date) {
  const [, month, day] = date.split("-").map(Number);
  return day + " " + MONTHS[month - 1];
}

function longDay(date) {
  return shortDay(date) + " " + date.slice(0, 4);
}

function weekday(date) {
  return WEEKDAYS[new Date(date).getUTCDay()];
}

function bytes(number) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let unit = 0;
  let rest = Number(number);
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return (unit === 0 || rest >= 100 ? WHOLE : ONE_DECIMAL).format(rest) + " " + units[unit];
}

function duration(seconds) {
  if (seconds < 119.95) {
    return ONE_DECIMAL.format(seconds) + " s";
  }
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes < 120
    ? minutes + " min " + (whole % 60) + " s"
    : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
}

/** A timestamp in nanoseconds as text, to the second, in the exchange's time zone if the browser knows it. */
function instant(nanoseconds, zone) {
  const moment = new Date(Number(BigInt(nanoseconds) / 1000000n));
  const options = { dateStyle: "medium", timeStyle: "medium" };
  try {
    return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone }).format(moment) + " (" + zone + ")";
  } catch (unknownZone) {
    return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" }).format(moment) + " (UTC)";
  }
}

function hourLabel(hour) {
  return minuteLabel(hour, 0);
}

function minuteLabel(hour, minute) {
  return String(hour).padStart(2, "0") + ":" + String(minute).padStart(2, "0");
}

/** An element with a text. The page sets all texts like this, and never parses them as HTML. */
function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

/** Shows a sentence, or nothing. */
function say(id, text) {
  const paragraph = byId(id);
  paragraph.textContent = text ?? "";
  if (paragraph.classList.contains("note")) {
    paragraph.hidden = !text;
  }
}

/** Fills a list of terms and values. */
function describe(list, entries) {
  list.replaceChildren(
    ...entries.map(([term, value, addition]) => {
      const entry = element("div");
      entry.append(element("dt", term), element("dd", value));
      if (addition) {
        entry.append(element("dd", addition, { class: "addition" }));
      }
      return entry;
    }),
  );
}
