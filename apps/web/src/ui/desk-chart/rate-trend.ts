import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColours } from './chart-colours.ts';

/** One period of a rate. `value` is absent when nothing was counted. */
export interface RatePoint {
  readonly start: number;
  readonly value?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly n: number;
}

export interface TrendMark {
  readonly at: number;
  readonly label: string;
}

/** A target that held from one instant to another. */
export interface TrendTarget {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly label: string;
}

export interface RateTrend {
  readonly points: readonly RatePoint[];
  readonly marks: readonly TrendMark[];
  readonly targets: readonly TrendTarget[];
  /** From one period's start to the next, ms. A day is longer or shorter where clocks are changed. */
  readonly step: number;
  readonly formatStart: (at: number) => string;
  readonly formatValue: (value: number) => string;
  /** Text of the tooltip for one period. */
  readonly describe: (point: RatePoint) => string;
}

/** A rate over time: line, interval band, target steps, and a mark where a revision came into force. */
export function rateTrendOption(trend: RateTrend, colours: ChartColours): EChartsCoreOption {
  const points = breakAtSilence(breakAtMarks(trend.points, trend.marks), trend.step);
  const byStart = new Map(trend.points.map((point) => [point.start, point]));
  return {
    textStyle: { fontFamily: colours.font, color: colours.inkFaint, fontSize: 12 },
    grid: { left: 44, right: 84, top: 26, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12, fontFamily: colours.font },
      axisPointer: { type: 'line', lineStyle: { color: colours.inkFaint, type: 'dotted' } },
      formatter: (hovered: unknown) => {
        const point = byStart.get(startOf(hovered));
        return point ? trend.describe(point) : '';
      },
    },
    xAxis: {
      type: 'time',
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colours.inkFaint, hideOverlap: true, formatter: trend.formatStart, customValues: labelledStarts(trend.points) },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: { color: colours.inkFaint, formatter: trend.formatValue },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      ...band(points, colours),
      line(points, trend.marks, colours),
      ...trend.targets.map((target) => targetLine(target, Math.max(...trend.targets.map(({ to }) => to)), colours)),
    ],
  };
}

/** Starts to write under the axis: from the first on, evenly, at most seven. An axis of its own choice would jump at months. */
export function labelledStarts(points: readonly { readonly start: number }[]): number[] {
  const every = Math.max(1, Math.ceil(points.length / 7));
  return points.filter((_, index) => index % every === 0).map(({ start }) => start);
}

/** A gap is put at each mark, so that no line is drawn between two revisions. */
export function breakAtMarks(points: readonly RatePoint[], marks: readonly TrendMark[]): readonly RatePoint[] {
  const gaps = marks
    .filter((mark) => points.some((point) => point.start < mark.at) && points.some((point) => point.start >= mark.at))
    .map((mark) => ({ start: mark.at - 1, n: 0 }));
  return [...points, ...gaps].sort((left, right) => left.start - right.start);
}

/** A gap is put where periods are missing: nothing is known of what lay between. */
export function breakAtSilence(points: readonly RatePoint[], step: number): readonly RatePoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    return next && next.start - point.start > step * 1.5 ? [point, { start: point.start + step, n: 0 }] : [point];
  });
}

function line(points: readonly RatePoint[], marks: readonly TrendMark[], colours: ChartColours) {
  return {
    type: 'line',
    data: points.map((point) => [point.start, point.value ?? null]),
    showSymbol: true,
    symbol: 'circle',
    // Among many points only one that no line reaches has to be seen as a point.
    symbolSize: (_: unknown, { dataIndex }: { readonly dataIndex: number }) => (points.length <= 40 || stands(points, dataIndex) ? 5 : 0),
    lineStyle: { color: colours.accent, width: 2.4 },
    itemStyle: { color: colours.accent },
    emphasis: { disabled: true },
    z: 3,
    markLine: {
      symbol: 'none',
      silent: true,
      lineStyle: { color: colours.ink, type: [3, 4], width: 1 },
      label: { color: colours.ink, fontWeight: 650, fontSize: 12.5, fontFamily: colours.font, position: 'end' },
      data: marks.map((mark) => ({ xAxis: mark.at, label: { formatter: mark.label } })),
    },
  };
}

function stands(points: readonly RatePoint[], index: number): boolean {
  return points[index - 1]?.value === undefined && points[index + 1]?.value === undefined;
}

/** The interval as two stacked areas: an invisible floor and what lies between the limits. */
function band(points: readonly RatePoint[], colours: ChartColours) {
  const common = {
    type: 'line',
    stack: 'interval',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
  };
  return [
    { ...common, data: points.map((point) => [point.start, point.low ?? null]) },
    {
      ...common,
      areaStyle: { color: colours.accent, opacity: 0.16 },
      data: points.map((point) => [
        point.start,
        point.low === undefined || point.high === undefined ? null : point.high - point.low,
      ]),
    },
  ];
}

/** The target that still holds is named beyond the plot, where the newest figures cannot hide it; an earlier one over its start. */
function targetLine(target: TrendTarget, latest: number, colours: ChartColours) {
  const label = { formatter: target.label, color: colours.attention, fontSize: 12, fontFamily: colours.font };
  const lineStyle = { color: colours.attention, type: [6, 5], width: 1.5 };
  const ends = [
    [target.from, target.value],
    [target.to, target.value],
  ];
  const holds = target.to === latest;
  return {
    type: 'line',
    silent: true,
    symbol: 'none',
    lineStyle: holds ? lineStyle : { opacity: 0 },
    emphasis: { disabled: true },
    data: ends,
    ...(holds
      ? { endLabel: { ...label, show: true } }
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            lineStyle,
            label: { ...label, position: 'insideStartTop' },
            data: [ends.map((coord) => ({ coord }))],
          },
        }),
  };
}

function startOf(hovered: unknown): number {
  const first: unknown = Array.isArray(hovered) ? hovered[0] : hovered;
  if (typeof first !== 'object' || first === null || !('axisValue' in first)) return Number.NaN;
  return Number(first.axisValue);
}
