"use strict";

/** The minutes of an hour at which ten minutes begin. */
const TENS_OF_MINUTES = [0, 10, 20, 30, 40, 50];

/**
 * Measures as embedded in the page: dense tables at several grains, with the keys security, date, participant and detail
 * (hour, order size, order type or ten minutes), of which the last varies fastest. After the securities that a grain distinguishes comes one more
 * that combines all others; the same holds for participants and order types. Grain.java is the counterpart.
 */
class Cube {
  /**
   * @param totals the measures in the order of the tables, each with its total over the whole run
   * @param means further measures, each the quotient of two of these
   */
  constructor(data, grains, totals, numbers, means = {}) {
    this.data = data;
    this.means = Object.fromEntries(Object.entries(means).filter(([, sums]) => sums.every((sum) => sum in totals)));
    this.measures = [...Object.keys(totals), ...Object.keys(this.means)];
    const details = {
      none: 1,
      hour: data.hours.length,
      size: data.sizes.length,
      type: 1 + (data.types?.codes.length ?? 0),
      ten_minutes: TENS_OF_MINUTES.length * data.hours.length,
    };
    this.grains = grains.map((grain) => ({
      ...grain,
      dates: grain.byDate ? data.dates.length : 1,
      details: details[grain.detail],
    }));
    // Sums of whole numbers are exact below 2^53; where they may come near, all of that measure are BigInts.
    const isWide = (measure) => grains.some((grain) => grain.wide?.includes(measure));
    this.wide = Object.fromEntries(Object.keys(totals).map((measure) => [measure, isWide(measure)]));
    for (const grain of this.grains) {
      grain.cells = (grain.securities + 1) * grain.dates * (grain.participants + 1) * grain.details;
      for (const measure of Object.keys(totals)) {
        grain[measure] = numbers.take(grain.cells, this.wide[measure]);
      }
    }
  }

  zero(measure) {
    return this.wide[measure] ? 0n : 0;
  }

  /** Whether there are sums by such a detail. */
  has(detail) {
    return this.grains.some((grain) => grain.detail === detail);
  }

  /** How many values of a key are combined as "others" in a grain. */
  combined(grain, key) {
    return this.data[key].codes.length - grain[key];
  }

  /**
   * The grain that answers a question best, or null if the page is too coarse for it.
   *
   * @param by the keys to distinguish: some of securities, dates, participants and details
   * @param detail none, hour, size, type or ten_minutes
   */
  grainFor(filter, by, detail) {
    const isWhole = filter.from === 0 && filter.to === this.data.dates.length - 1;
    const tellsApart = (grain, key) =>
      this.combined(grain, key) === 0 || [...filter[key]].every((rank) => rank < grain[key]);
    const able = this.grains.filter(
      (grain) =>
        grain.detail === detail &&
        (grain.byDate || (isWhole && !by.includes("dates"))) &&
        tellsApart(grain, "securities") &&
        tellsApart(grain, "participants"),
    );
    const apart = (grain) =>
      (by.includes("securities") ? grain.securities : 0) + (by.includes("participants") ? grain.participants : 0);
    able.sort((one, other) => apart(other) - apart(one) || one.cells - other.cells);
    return able[0] ?? null;
  }

  /** How many of the busiest the page can distinguish under any filter of this kind, for the message when it can't. */
  limits(filter, detail) {
    const isWhole = filter.from === 0 && filter.to === this.data.dates.length - 1;
    const able = this.grains.filter((grain) => grain.detail === detail && (grain.byDate || isWhole));
    const needed = ["securities", "participants"].filter((key) => filter[key].size > 0);
    const best = (key) =>
      Math.max(0, ...able.filter((grain) => needed.every((other) => grain[other] > 0)).map((grain) => grain[key]));
    return { securities: best("securities"), participants: best("participants") };
  }

  /**
   * Sums one measure over what a filter selects; a mean is that of the sums, null without any.
   *
   * @return one sum for each combination of the keys in by, in the order security, date, participant, detail; securities
   *     and participants have the others at the end, dates begin with the filter's first
   */
  sum(grain, measure, filter, by) {
    if (measure in this.means) {
      const [numerators, denominators] = this.means[measure].map((sum) => this.sum(grain, sum, filter, by));
      return numerators.map((numerator, at) => quotient(numerator, denominators[at]));
    }
    const values = grain[measure];
    const securities = chosenRanks(filter.securities, grain.securities);
    const participants = chosenRanks(filter.participants, grain.participants);
    const details = chosenRanks(grain.detail === "type" ? filter.types : new Set(), grain.details - 1);
    const [from, to] = grain.byDate ? [filter.from, filter.to] : [0, 0];

    let cells = 1;
    const step = {};
    for (const [key, length] of [
      ["details", grain.details],
      ["participants", grain.participants + 1],
      ["dates", to - from + 1],
      ["securities", grain.securities + 1],
    ]) {
      step[key] = by.includes(key) ? cells : 0;
      cells *= by.includes(key) ? length : 1;
    }
    const sums = new Array(cells).fill(this.zero(measure));
    for (const security of securities) {
      for (let date = from; date <= to; date++) {
        for (const participant of participants) {
          const at = ((security * grain.dates + date) * (grain.participants + 1) + participant) * grain.details;
          const cell = security * step.securities + (date - from) * step.dates + participant * step.participants;
          for (const detail of details) {
            sums[cell + detail * step.details] += values[at + detail];
          }
        }
      }
    }
    return sums;
  }
}

/** Null if there is none. */
function quotient(numerator, denominator) {
  return Number(denominator) === 0 ? null : Number(numerator) / Number(denominator);
}

function chosenRanks(chosen, apart) {
  return chosen.size > 0 ? [...chosen] : Array.from({ length: apart + 1 }, (_, rank) => rank);
}

/** How many cells of each status there are, by security and date. The last security combines all others. */
function cellStatuses(data, numbers) {
  const cells = (data.matrixSecurities + 1) * data.dates.length;
  return Object.fromEntries(["COMPLETED", "EMPTY", "FAILED"].map((status) => [status, numbers.take(cells, false)]));
}

/**
 * Reads whole numbers in pieces of seven bits, the lowest first, with the eighth bit set if more follow. The lowest bit of all is
 * the sign: 0, 1, 2, 3 are 0, -1, 1, -2.
 */
class Numbers {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  static async unpack(base64) {
    const text = atob(base64);
    const compressed = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Numbers(new Uint8Array(await new Response(stream).arrayBuffer()));
  }

  take(count, wide) {
    const numbers = wide ? new BigInt64Array(count) : new Float64Array(count);
    for (let index = 0; index < count; index++) {
      numbers[index] = wide ? this.nextWide() : this.next();
    }
    return numbers;
  }

  next() {
    let number = 0;
    let unit = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      number += (byte & 0x7f) * unit;
      if (byte < 0x80) {
        return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
      }
      unit *= 128;
    }
  }

  nextWide() {
    let number = 0n;
    let shift = 0n;
    for (;;) {
      const byte = this.bytes[this.at++];
      number |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return number % 2n === 0n ? number / 2n : -(number + 1n) / 2n;
      }
      shift += 7n;
    }
  }
}
