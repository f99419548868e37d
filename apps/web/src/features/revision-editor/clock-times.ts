/** Reads due times such as `09:40, 15:00` (also full-width commas) as minutes of the day; undefined when one is not a time. */
export function parseClockTimes(text: string): readonly number[] | undefined {
  const parts = text.split(/[,，、;\s]+/).filter(Boolean);
  const minutes = parts.map((part) => {
    const match = /^(\d{1,2})[:：](\d{2})$/.exec(part);
    const value = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
    return match && Number(match[2]) < 60 && value <= 2_160 ? value : undefined;
  });
  if (minutes.length === 0 || minutes.includes(undefined)) return undefined;
  return [...new Set(minutes.filter((value) => value !== undefined))].sort((left, right) => left - right);
}

/** Minutes of the day as `09:40, 15:00`. */
export function formatClockTimes(minutes: readonly number[]): string {
  return minutes
    .map((value) => `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`)
    .join(', ');
}
