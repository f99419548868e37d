import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import type { PlantedBug } from './planted-bug.ts';

const source = resolve(import.meta.dirname, '../../../packages/sync/src');

/**
 * Plants a bug: from now on this process (or worker) loads the sync core with the bug's edits in it. Call before anything
 * of the core is imported. Throws when an edit no longer fits the source.
 */
export function plant({ name, edits }: PlantedBug): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const here = url.startsWith('file:') ? edits.filter(({ file }) => resolve(source, file) === fileURLToPath(url)) : [];
      if (here.length === 0 || loaded.source === undefined || loaded.source === null) return loaded;
      const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
      return { ...loaded, source: edited(text, name, here) };
    },
  });
}

/** The source with the edits made; each must fit at exactly one place. */
export function edited(text: string, name: string, edits: PlantedBug['edits']): string {
  let result = text;
  for (const { file, find, replace } of edits) {
    const places = result.split(find).length - 1;
    if (places !== 1) throw new Error(`the planted bug "${name}" fits ${places} places of ${file}: write it anew for today's source`);
    result = result.replace(find, () => replace);
  }
  return result;
}
