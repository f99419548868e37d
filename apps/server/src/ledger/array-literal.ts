type Plain = number | string | null | undefined;

/** A PostgreSQL array of numbers or uuids, as text: nothing in it needs quoting. */
export function plainArray(values: readonly Plain[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** A PostgreSQL array of texts that hold neither quote nor backslash: names, scopes, stamps and their like. */
export function nameArray(values: readonly (string | null | undefined)[]): string {
  let literal = '{';
  for (const value of values) literal += value === null || value === undefined ? 'NULL,' : `"${value}",`;
  return values.length === 0 ? '{}' : `${literal.slice(0, -1)}}`;
}

/** A PostgreSQL array of texts (or of JSON documents). The driver's own encoder takes four times as long. */
export function textArray(values: readonly (string | null | undefined)[]): string {
  return `{${values.map((value) => (value === null || value === undefined ? 'NULL' : quoted(value))).join(',')}}`;
}

function quoted(text: string): string {
  return special.test(text) ? `"${text.replace(specials, '\\$&')}"` : `"${text}"`;
}

const special = /["\\]/;
const specials = /["\\]/g;
