import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Bytes after gzip of what a page would load for these imports, minified by esbuild. Dexie is left out everywhere. */
export async function sizeOf(source: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022',
    external: ['dexie', 'node:*', 'crypto', 'fs', 'path', 'url', 'module', 'worker_threads', 'os', '@react-native-community/netinfo', 'react-native'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'silent',
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error('esbuild made nothing');
  return gzipSync(bundle.contents, { level: 9 }).length;
}
