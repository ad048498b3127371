/**
 * How concentrated a measure is in a few values of a key.
 *
 * If the least busy ones are combined, only their number and their sum are known. They are assumed to have equal shares,
 * which is the least concentrated case, so that the index is a lower bound.
 *
 * @param values one for each that is distinguished
 * @param othersSum the sum of the others
 * @param othersCount how many others there are
 */
function concentrationOf(values, othersSum, othersCount) {
  const groups = values.map((value) => ({ value: Number(value), count: 1 })).filter((group) => group.value > 0);
  if (Number(othersSum) > 0) {
    groups.push({ value: Number(othersSum) / othersCount, count: othersCount });
  }
  groups.sort((one, other) => one.value - other.value);
  const number = groups.reduce((sum, group) => sum + group.count, 0);
  const total = groups.reduce((sum, group) => sum + group.value * group.count, 0);
  if (total === 0) {
    return null;
  }

  let index = 0;
  let belowCount = 0;
  let belowValue = 0;
  let area = 0;
  const curve = [[0, 0]];
  for (const group of groups) {
    index += group.count * (group.value / total) ** 2;
    const lower = belowValue;
    belowCount += group.count;
    belowValue += group.value * group.count;
    area += (((lower + belowValue) / total) * (group.count / number)) / 2;
    curve.push([belowCount / number, belowValue / total]);
  }
  return {
    number,
    isBound: Number(othersSum) > 0,
    herfindahl: index * 10000,
    effective: 1 / index,
    gini: 1 - 2 * area,
    top: (leading) => topShare(groups, leading, total),
    curve,
  };
}

function topShare(groups, leading, total) {
  let rest = leading;
  let sum = 0;
  for (let at = groups.length - 1; at >= 0 && rest > 0; at--) {
    const taken = Math.min(rest, groups[at].count);
    sum += taken * groups[at].value;
    rest -= taken;
  }
  return sum / total;
}

/** As many points of a curve as a screen can show, always including the first and the last. */
function thinned(curve, points) {
  if (curve.length <= points) {
    return curve;
  }
  return Array.from({ length: points }, (_, at) => curve[Math.round((at * (curve.length - 1)) / (points - 1))]);
}
