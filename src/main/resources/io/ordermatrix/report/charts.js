/**
 * The charts, drawn with ECharts. Each is told what to show and knows nothing of filters. A chart with few marks is SVG,
 * which stays sharp in print; one with many is drawn on a canvas.
 */
const MOST_SVG_MARKS = 4000;
const charts = new Map();

/** A colour of page.css in a form that charts can use, for the current colour scheme. */
function colour(name) {
  const probe = byId("title");
  const before = probe.style.color;
  probe.style.color = "var(--" + name + ")";
  const resolved = getComputedStyle(probe).color;
  probe.style.color = before;
  return resolved;
}

/** Draws a chart, or clears it if there is nothing to draw. */
function draw(id, label, option, { height = 260, marks = 0 } = {}) {
  const place = byId(id);
  const renderer = marks > MOST_SVG_MARKS ? "canvas" : "svg";
  let chart = charts.get(id);
  if (chart && chart.renderer !== renderer) {
    chart.instance.dispose();
    chart = undefined;
  }
  place.hidden = option === null;
  if (option === null) {
    chart?.instance.dispose();
    charts.delete(id);
    return null;
  }
  place.style.height = height + "px";
  place.setAttribute("aria-label", label);
  if (!chart) {
    chart = { instance: echarts.init(place, null, { renderer }), renderer };
    charts.set(id, chart);
  }
  chart.instance.resize();
  chart.instance.setOption({ ...basis(), ...option }, { notMerge: true });
  return chart.instance;
}

/** Saves a chart as it is on the screen, twice as sharp. */
function saveChart(id, name) {
  const { instance } = charts.get(id);
  const place = element("div");
  const picture = echarts.init(place, null, { renderer: "canvas", width: instance.getWidth(), height: instance.getHeight() });
  picture.setOption(instance.getOption());
  const address = picture.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("surface") });
  picture.dispose();
  save(address, name + ".png");
}

/** Offers a file to the user. */
function save(address, name) {
  element("a", undefined, { href: address, download: name }).click();
}

/** Puts a button below each chart that saves it. */
function offerPictures() {
  document.querySelectorAll(".plot").forEach((place) => {
    const title = place.closest(".card").querySelector("h3").textContent;
    const button = element("button", "Save as PNG", { type: "button", class: "picture", "aria-label": "Save as PNG: " + title });
    button.addEventListener("click", () => saveChart(place.id, fileName(title)));
    place.after(button);
  });
}

function fileName(title) {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function resizeCharts() {
  charts.forEach((chart) => chart.instance.resize());
}

function fontFamily() {
  return getComputedStyle(document.body).fontFamily;
}

/** The labels of an axis. ECharts reserves space for labels by their own font, not by the chart's. */
function axisLabels(options = {}) {
  return { color: colour("muted"), fontFamily: fontFamily(), fontSize: 12, ...options };
}

function basis() {
  return {
    // No animation: a mark is at its final position at once.
    animation: false,
    textStyle: { fontFamily: fontFamily(), color: colour("ink") },
    aria: { enabled: false },
  };
}

function tooltip(content, trigger = "item") {
  return {
    trigger,
    confine: true,
    axisPointer: { type: "shadow", shadowStyle: { color: colour("hover"), opacity: 0.5 } },
    backgroundColor: colour("surface"),
    borderColor: colour("line"),
    textStyle: { color: colour("ink"), fontSize: 13 },
    formatter: (parameters) => tip(...content(parameters)),
  };
}

/** The content of a tooltip, as elements, so that text can't act as HTML. */
function tip(title, entries) {
  const box = element("div", undefined, { class: "tip" });
  box.append(element("strong", title));
  for (const [term, value] of entries) {
    const line = element("div");
    line.append(element("span", term), element("span", value, { class: "value" }));
    box.append(line);
  }
  return box;
}

/** How many labels a narrow chart shows in small print rather than leave some out. */
const FEW_LABELS = 6;

/** The labels below columns: all of them if they are few, else those that do not overlap. */
function columnLabels(id, labels) {
  const few = labels.length <= FEW_LABELS;
  return { hideOverlap: true, interval: few ? 0 : "auto", fontSize: few && byId(id).clientWidth < 400 ? 10 : 12 };
}

function categoryAxis(labels, options = {}) {
  return {
    type: "category",
    data: labels,
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { show: false },
    axisLabel: axisLabels(options.axisLabel),
    ...options.axis,
  };
}

function valueAxis(options = {}) {
  return {
    type: "value",
    splitNumber: 4,
    axisLabel: axisLabels({ formatter: compact, hideOverlap: true }),
    splitLine: { lineStyle: { color: colour("grid") } },
    ...options,
  };
}

/** Vertical bars, one for each label; or points on a line for means, whose axis does not begin at 0. */
function drawColumns(id, label, { labels, values, tips, means = false }) {
  return draw(id, label, {
    grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(([bar]) => tips(bar.dataIndex), "axis"),
    xAxis: categoryAxis(labels, { axisLabel: columnLabels(id, labels) }),
    yAxis: means ? meanAxis() : valueAxis(),
    series: means ? [meanSeries({ values, colour: "accent" })] : [
      {
        type: "bar",
        data: values.map(Number),
        barMaxWidth: 56,
        barCategoryGap: values.length > 60 ? "10%" : "28%",
        itemStyle: { color: colour("accent"), borderRadius: values.length > 60 ? 0 : [3, 3, 0, 0] },
      },
    ],
  });
}

function meanAxis() {
  return valueAxis({ scale: true, axisLabel: axisLabels({ formatter: whole, hideOverlap: true }) });
}

function meanSeries({ name, values, colour: shade }) {
  return { type: "line", name, data: values, symbol: "circle", symbolSize: 7, lineStyle: { color: colour(shade), width: 2 }, itemStyle: { color: colour(shade) } };
}

/** A legend above a chart. */
function legend(names) {
  return { top: 0, left: 0, textStyle: { color: colour("ink") }, itemWidth: 16, itemHeight: 12, data: names };
}

/** Vertical bars of stacked parts, one bar for each label. */
function drawStacks(id, label, bars) {
  return drawParts(id, label, bars, "parts");
}

/** Vertical bars side by side, one for each part and label; or lines for means. */
function drawGroups(id, label, bars) {
  return drawParts(id, label, bars, undefined);
}

function drawParts(id, label, { labels, parts, tips, means = false }, stack) {
  return draw(id, label, {
    grid: { left: 4, right: 8, top: 64, bottom: 4, containLabel: true },
    legend: legend(parts.map((part) => part.name)),
    tooltip: tooltip(([bar]) => tips(bar.dataIndex), "axis"),
    xAxis: categoryAxis(labels, { axisLabel: columnLabels(id, labels) }),
    yAxis: means ? meanAxis() : valueAxis(),
    series: parts.map((part) => means ? meanSeries(part) : ({
      type: "bar",
      stack,
      name: part.name,
      data: part.values.map(Number),
      barMaxWidth: 56,
      itemStyle: { color: colour(part.colour) },
    })),
  }, { height: 300 });
}

/** Curves of cumulated shares that rise in steps. */
function drawSteps(id, label, { labels, curves }) {
  return draw(id, label, {
    grid: { left: 4, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: legend(curves.map((curve) => curve.name)),
    tooltip: tooltip(
      (points) => [labels[points[0].dataIndex], curves.map((curve) => [curve.name, percent(curve.shares[points[0].dataIndex])])],
      "axis",
    ),
    xAxis: categoryAxis(labels, { axisLabel: { hideOverlap: true } }),
    yAxis: valueAxis({ max: 1, ...shareAxis() }),
    series: curves.map((curve, at) => ({
      type: "line",
      name: curve.name,
      step: "end",
      data: curve.shares,
      symbol: at === 0 ? "circle" : "diamond",
      symbolSize: 6,
      lineStyle: { color: colour(curve.colour), width: 2.5, type: at === 0 ? "solid" : [8, 3] },
      itemStyle: { color: colour(curve.colour) },
    })),
  }, { height: 300 });
}

/** Horizontal bars, the largest first, with a text at the end of each. */
function drawBars(id, label, { labels, values, ends, tips, chosen, choose, colours }) {
  const chart = draw(
    id,
    label,
    {
      grid: { left: 4, right: 62, top: 4, bottom: 4, containLabel: true },
      tooltip: tooltip(([bar]) => tips(bar.dataIndex), "axis"),
      xAxis: { type: "value", show: false },
      yAxis: categoryAxis(labels, { axis: { inverse: true }, axisLabel: { color: colour("ink"), interval: 0 } }),
      series: [
        {
          type: "bar",
          data: values.map((value, at) => ({
            value: Number(value),
            itemStyle: { color: colours?.[at] ?? colour(chosen?.(at) ? "chosen" : "accent") },
          })),
          barWidth: 13,
          cursor: choose ? "pointer" : "default",
          itemStyle: { borderRadius: [0, 3, 3, 0] },
          label: {
            show: true,
            position: "right",
            formatter: (bar) => ends[bar.dataIndex],
            color: colour("muted"),
            fontSize: 12,
          },
        },
      ],
    },
    { height: Math.max(90, labels.length * 22 + 12) },
  );
  if (choose) {
    chart.off("click");
    chart.on("click", (bar) => choose(bar.dataIndex));
  }
}

/** The colours of the matrix, from few to many: one hue in even steps of lightness, distinct to any colour vision. */
function scaleColours() {
  return [0, 1, 2, 3, 4].map((at) => colour("scale-" + at));
}

/**
 * A heat map with a logarithmic colour scale, because a few securities have most of the events.
 *
 * @param cells {row, column, value, status}; a value of 0 has no colour
 * @param palest the value of the palest colour; largest has the darkest
 */
function drawMatrix(id, label, { rows, columns, cells, largest, palest, tips, choose }) {
  const logarithm = (value) => Math.log10(Math.max(Number(value), 1));
  const data = cells.map((cell) => {
    const value = [cell.column, cell.row, logarithm(cell.value)];
    if (cell.status === "FAILED") {
      return {
        value,
        visualMap: false,
        itemStyle: { color: colour("failed") },
        label: { show: true, formatter: "×", color: colour("surface"), fontWeight: "bold" },
      };
    }
    if (Number(cell.value) === 0) {
      return {
        value,
        visualMap: false,
        itemStyle: { color: colour("surface"), borderColor: colour("line"), borderWidth: 1, borderType: "dashed" },
      };
    }
    return value;
  });
  const dense = columns.length > 60;
  const chart = draw(
    id,
    label,
    {
      grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
      tooltip: tooltip((cell) => tips(cell.dataIndex)),
      xAxis: categoryAxis(columns, { axis: { position: "top" }, axisLabel: { hideOverlap: true } }),
      yAxis: categoryAxis(rows, { axis: { inverse: true }, axisLabel: { color: colour("ink"), interval: 0 } }),
      visualMap: {
        show: false,
        dimension: 2,
        min: Math.min(logarithm(palest), logarithm(largest) - 0.01),
        max: logarithm(largest),
        inRange: { color: scaleColours() },
      },
      series: [
        {
          type: "heatmap",
          data,
          // A gap between cells, unless they are too narrow for it.
          itemStyle: { borderColor: colour("surface"), borderWidth: dense ? 0 : 1 },
          emphasis: { itemStyle: { borderColor: colour("ink"), borderWidth: 1 } },
          progressive: 0,
        },
      ],
    },
    { height: rows.length * 17 + 60, marks: cells.length },
  );
  chart.off("click");
  chart.on("click", (cell) => choose(cell.dataIndex));
}

/** Shares of a whole, as one stacked bar. */
function drawWhole(id, label, { parts, total }) {
  draw(
    id,
    label,
    {
      grid: { left: 0, right: 0, top: 4, bottom: 4 },
      tooltip: tooltip((part) => [
        parts[part.seriesIndex].name,
        [
          ["Lines", whole(parts[part.seriesIndex].value)],
          ["Share", percent(share(parts[part.seriesIndex].value, total))],
        ],
      ]),
      xAxis: { type: "value", show: false, max: Number(total) },
      yAxis: { type: "category", show: false, data: [""] },
      series: parts.map((part) => ({
        type: "bar",
        stack: "lines",
        name: part.name,
        data: [Number(part.value)],
        barWidth: 44,
        itemStyle: { color: colour(part.colour) },
      })),
    },
    { height: 56 },
  );
}

/** Lorenz curves, from the least busy to the busiest. */
function drawLorenz(id, label, curves) {
  draw(
    id,
    label,
    {
      grid: { left: 4, right: 28, top: 36, bottom: 24, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colour("ink") }, itemWidth: 22, data: curves.map((curve) => curve.name) },
      tooltip: tooltip((point) =>
        point.seriesIndex < curves.length
          ? [
              point.seriesName,
              [
                ["The least busy", percent(point.value[0])],
                ["Combined share", percent(point.value[1])],
              ],
            ]
          : ["Equal shares", []],
      ),
      xAxis: valueAxis({ max: 1, name: "Share of all, the least busy first", ...shareAxis() }),
      yAxis: valueAxis({ max: 1, ...shareAxis() }),
      series: [
        ...curves.map((curve, at) => ({
          type: "line",
          name: curve.name,
          data: thinned(curve.points, 200),
          symbol: curve.points.length > 60 ? "none" : curve.symbol,
          symbolSize: 5,
          triggerLineEvent: true,
          lineStyle: { color: colour(curve.colour), width: 2.5, type: at === 0 ? "solid" : [8, 3] },
          itemStyle: { color: colour(curve.colour) },
        })),
        {
          type: "line",
          name: "Equal shares",
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: "none",
          lineStyle: { color: colour("muted"), width: 1, type: "dotted" },
          silent: true,
        },
      ],
    },
    { height: 320 },
  );
}

function shareAxis() {
  return {
    interval: 0.25,
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: { color: colour("muted") },
    axisLabel: axisLabels({ formatter: (value) => Math.round(value * 100) + " %" }),
  };
}

/** Spans of time; their width is the duration, their height the rate. */
function drawSpans(id, label, { spans, end, tips, name }) {
  draw(
    id,
    label,
    {
      grid: { left: 4, right: 16, top: 28, bottom: 24, containLabel: true },
      tooltip: tooltip((span) => tips(span.dataIndex)),
      xAxis: valueAxis({
        max: end,
        // The end is rarely a round number, and its label would run into the last one that is.
        axisLabel: axisLabels({ formatter: compact, hideOverlap: true, showMaxLabel: false }),
        name: "Seconds since the start of the run",
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { color: colour("muted") },
      }),
      yAxis: valueAxis({ name, nameTextStyle: { color: colour("muted"), align: "left" } }),
      series: [
        {
          type: "custom",
          data: spans.map((span) => [span.start, span.end, span.rate]),
          encode: { x: [0, 1], y: 2 },
          renderItem: (parameters, api) => {
            const [left, top] = api.coord([api.value(0), api.value(2)]);
            const [right, bottom] = api.coord([api.value(1), 0]);
            const retried = spans[parameters.dataIndex].attempts > 1;
            return {
              type: "rect",
              shape: { x: left, y: top, width: Math.max(right - left - 1, 1), height: bottom - top },
              style: { fill: colour(retried ? "warn" : "accent") },
            };
          },
        },
      ],
    },
    { height: 220 },
  );
}
