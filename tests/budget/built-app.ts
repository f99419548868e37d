import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

/** The app as it was built: which file needs which. */
export interface BuiltApp {
  /** What index.html itself loads: files of scripts and styles. */
  readonly start: readonly string[];
  /** The files that hold a source, and everything that these import statically. */
  filesOf(source: RegExp): readonly string[];
  /** Addresses that the service worker keeps. */
  readonly precached: readonly string[];
  /** Size of these files, each compressed by itself, as they are sent. */
  gzip(files: Iterable<string>): number;
}

/** Reads a build. @throws RangeError when something that must be there is not */
export function readBuiltApp(dist: string): BuiltApp {
  const chunks = JSON.parse(readFileSync(join(dist, 'build-manifest.json'), 'utf8')) as Readonly<Record<string, Chunk>>;
  const byFile = new Map(Object.entries(chunks).map(([key, chunk]) => [chunk.file, key]));
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
  if (linked.length === 0) throw new RangeError(`${dist}/index.html loads no script`);
  return {
    start: closure(linked.flatMap((file) => byFile.get(file) ?? []), linked),
    filesOf(source) {
      const keys = [...byFile].filter(([file]) => holds(file, source)).map(([, key]) => key);
      if (keys.length === 0) throw new RangeError(`nothing was built from ${source}`);
      return closure(keys, []);
    },
    precached: precachedBy(readFileSync(join(dist, 'service-worker.js'), 'utf8')),
    gzip(files) {
      let sum = 0;
      for (const file of new Set(files)) sum += gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
      return sum;
    },
  };

  // What went into a file is written in its source map.
  function holds(file: string, source: RegExp): boolean {
    const map = join(dist, `${file}.map`);
    if (!existsSync(map)) return false;
    const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: readonly string[] };
    return sources.some((path) => source.test(path));
  }

  function closure(keys: readonly string[], files: readonly string[]): readonly string[] {
    const found = new Set(keys);
    // A set grows while it is walked.
    for (const key of found) for (const next of chunks[key]?.imports ?? []) found.add(next);
    const loaded = [...found].flatMap((key) => [chunks[key]?.file ?? '', ...(chunks[key]?.css ?? [])]).filter((file) => file !== '');
    return [...new Set([...files, ...loaded])];
  }
}

/** The list that the build wrote into the worker: `{"revision":null,"url":"assets/app.js"}`. */
function precachedBy(worker: string): readonly string[] {
  const entry = /\{"?(?:revision"?:(?:null|`[^`]*`|"[^"]*"),"?url"?:["`]([^"`]+)["`]|url"?:["`]([^"`]+)["`],"?revision"?:(?:null|`[^`]*`|"[^"]*"))\}/g;
  const urls = [...worker.matchAll(entry)].map(([, first, second]) => first ?? second ?? '');
  if (urls.length === 0) throw new RangeError('the service worker keeps nothing');
  return urls;
}
