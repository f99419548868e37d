/** No payload of ours is nested half as deep; `JSON.stringify` fails somewhere beyond a few thousand. */
const DEEPEST = 64;

/** Is this parsed JSON nested deeper than anything that can be judged or stored? */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= DEEPEST) return true;
  return Object.values(value).some((part) => isTooDeep(part, depth + 1));
}

/** The text of parsed JSON, however deep it is: as `JSON.stringify` writes it, without its stack. */
export function deepJsonText(value: unknown): string {
  let text = '';
  // What is still to be written, last first: values, and the punctuation around them.
  const rest: ({ readonly value: unknown } | string)[] = [{ value }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') text += next;
    else if (typeof next.value !== 'object' || next.value === null) text += JSON.stringify(next.value) ?? 'null';
    else {
      const parts = Array.isArray(next.value)
        ? next.value.map((part: unknown) => ['', part] as const)
        : Object.entries(next.value).map(([key, part]) => [`${JSON.stringify(key)}:`, part] as const);
      const [open, close] = Array.isArray(next.value) ? ['[', ']'] : ['{', '}'];
      rest.push(close);
      for (const [index, [key, part]] of [...parts.entries()].reverse()) rest.push({ value: part }, `${index > 0 ? ',' : ''}${key}`);
      rest.push(open);
    }
  }
  return text;
}
