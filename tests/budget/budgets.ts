/** What a phone and a desk may load at most. Bytes are gzip; KB are 1,000 bytes. */
export const budgets = {
  /** JavaScript until the pads can be tapped: start, shell and counting screen. */
  countJs: { limit: 150_000, label: 'JavaScript on the counting route' },
  countCss: { limit: 20_000, label: 'CSS on the counting route' },
  /** JavaScript of every desk screen, charts loaded. */
  deskJs: { limit: 450_000, label: 'JavaScript of the desk, with charts' },
  precache: { limit: 350_000, label: 'precached shell' },
  precacheFiles: { limit: 40, label: 'precached files' },
} as const;

export type Measured = Readonly<Record<keyof typeof budgets, number>>;

/** The names of what is above its budget. */
export function above(measured: Measured): readonly (keyof typeof budgets)[] {
  return (Object.keys(budgets) as (keyof typeof budgets)[]).filter((name) => measured[name] > budgets[name].limit);
}

/** One line for each budget: what it is, how much of it is used. */
export function table(measured: Measured): string {
  const rows = (Object.keys(budgets) as (keyof typeof budgets)[]).map((name) => {
    const { limit, label } = budgets[name];
    const [used, most] = name === 'precacheFiles' ? [String(measured[name]), String(limit)] : [kilobytes(measured[name]), kilobytes(limit)];
    return `${label.padEnd(36)}${used.padStart(10)} of ${most.padEnd(10)}${measured[name] > limit ? 'ABOVE' : 'within'}`;
  });
  return rows.join('\n');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} KB`;
}
