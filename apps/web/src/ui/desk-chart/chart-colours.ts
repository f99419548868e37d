/** What a chart needs of the theme, read from the tokens at the moment of drawing. */
export interface ChartColours {
  readonly ink: string;
  readonly inkFaint: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly attention: string;
  readonly font: string;
  readonly series: readonly string[];
}

/** Reads the tokens in force on `element` (they differ per theme). */
export function readChartColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    inkFaint: token('--ink-3'),
    line: token('--line'),
    surface: token('--raised'),
    accent: token('--accent'),
    attention: token('--attention'),
    font: token('--font'),
    series: [1, 2, 3, 4, 5, 6].map((index) => token(`--series-${index}`)),
  };
}
