interface SparklineProps {
  readonly values: readonly (number | undefined)[];
  /** A sentence for those who cannot see the line. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** A thin line through the values, gaps where there is nothing, a dot on the last. */
export function Sparkline({ values, label, width = 72, height = 26 }: SparklineProps) {
  const points = sparklinePoints(values, width, height);
  const last = points.flat().at(-1);
  if (!last) return null;
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="flex-none overflow-visible">
      {points.map((run, index) => (
        <polyline key={index} points={run.map(([x, y]) => `${x},${y}`).join(' ')} fill="none" stroke="var(--accent)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
      ))}
      <circle cx={last[0]} cy={last[1]} r="3" fill="var(--accent)" />
    </svg>
  );
}

/** Runs of points in pixels: x spreads over the width, y over the range, each run broken by a gap. */
export function sparklinePoints(values: readonly (number | undefined)[], width: number, height: number): readonly (readonly [number, number])[][] {
  const known = values.filter((value) => value !== undefined);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const step = values.length > 1 ? (width - 6) / (values.length - 1) : 0;
  const runs: (readonly [number, number])[][] = [[]];
  values.forEach((value, index) => {
    if (value === undefined) runs.push([]);
    else runs.at(-1)?.push([round(3 + index * step), round(height - 4 - ((value - low) / span) * (height - 8))]);
  });
  return runs.filter((run) => run.length > 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
