import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };

/** `name 1.2.3, …` of what is compared; ours is this repository. */
export function versionsOf(packages: readonly string[]): string {
  return packages.map((name) => `${name} ${dependencies[name] ?? '?'}`).join(', ') || 'this repository';
}
