import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { doors, zones, type Zone } from './import-rules.ts';

export interface Violation {
  readonly file: string;
  readonly imports: string;
  readonly why: string;
}

/** Every import of the repository at `root` that the rules do not allow. Tests may import anything. */
export function checkImports(root: string): Violation[] {
  const names = packageFolders(root);
  return sources(root).flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).flatMap(({ specifier, typeOnly }) => {
      const why = judge(root, names, file, specifier, typeOnly);
      return why === undefined ? [] : [{ file, imports: specifier, why }];
    }),
  );
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Static and dynamic imports and re-exports, as written. */
export function importsOf(source: string): Import[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const statements = /\b(?:import|export)\s+(type\s+)?([\w$*{}\s,]*?)\s*\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/g;
  return Array.from(code.matchAll(statements), ([, type, names = '', from, bare, dynamic]) => ({
    specifier: from ?? bare ?? dynamic ?? '',
    typeOnly: type !== undefined || (from !== undefined && onlyTypes(names)),
  }));
}

function onlyTypes(names: string): boolean {
  const listed = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(',').map((name) => name.trim()).filter(Boolean);
  return listed !== undefined && listed.length > 0 && listed.every((name) => name.startsWith('type '));
}

function judge(root: string, names: ReadonlyMap<string, string>, file: string, specifier: string, typeOnly: boolean): string | undefined {
  const own = zoneOf(file);
  if (!own) return 'this file belongs to no zone of import-rules.ts';
  if (specifier.startsWith('virtual:') || /\.(css|svg|json)(\?\w+)?$/.test(specifier)) return undefined;
  const target = locate(root, names, file, specifier);
  if (target === undefined) return judgePackage(own.zone, specifier, typeOnly);
  const door = doors.find((each) => each.file.test(target));
  if (door && !door.only.test(file)) return door.because;
  const other = zoneOf(target);
  if (!other) return `${target} belongs to no zone of import-rules.ts`;
  if (other.folder === own.folder) return undefined;
  const allowed = own.zone.ours.some((rule) => rule === other.zone.path || (typeOnly && rule === `type ${other.zone.path}`));
  return allowed ? undefined : `${own.folder} may not import ${other.folder}${typeOnly ? ' (not even types)' : ''}`;
}

function judgePackage({ path, packages, not = [] }: Zone, specifier: string, typeOnly: boolean): string | undefined {
  const matches = (rule: string): boolean =>
    rule === '*' || specifier === rule || specifier.startsWith(`${rule}/`) || (rule.endsWith('*') && specifier.startsWith(rule.slice(0, -1)));
  if (not.some(matches)) return `${path} may not import ${specifier}`;
  const allowed = packages.some((rule) => matches(rule) || (typeOnly && rule === `type ${specifier}`));
  return allowed ? undefined : `${path} may not import ${specifier}`;
}

/** The zone of a file, and its path with `{name}` filled in. */
function zoneOf(file: string): { readonly zone: Zone; readonly folder: string } | undefined {
  let found: { zone: Zone; folder: string } | undefined;
  for (const zone of zones) {
    const folder = new RegExp(`^${zone.path.replaceAll(/\{\w+\}/g, '[^/]+')}(?=/)`).exec(file)?.[0];
    if (folder !== undefined && folder.length >= (found?.folder.length ?? 0)) found = { zone, folder };
  }
  return found;
}

/** The file of ours that a specifier means; undefined for packages from elsewhere. */
function locate(root: string, names: ReadonlyMap<string, string>, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  const [, name, rest] = /^(@fieldloop\/[\w-]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  const folder = name === undefined ? undefined : names.get(name);
  if (folder === undefined) return undefined;
  const { exports = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    exports?: Record<string, string | { types?: string }>;
  };
  const entry = exports[rest === undefined ? '.' : `./${rest}`];
  const path = typeof entry === 'string' ? entry : entry?.types;
  // What is not exported does not resolve either; it belongs to the package all the same.
  return join(folder, path ?? `src/${rest ?? ''}`);
}

function packageFolders(root: string): ReadonlyMap<string, string> {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => join(parent, name)) : [],
  );
  return new Map(folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map((folder) => [nameOf(root, folder), folder]));
}

function nameOf(root: string, folder: string): string {
  return (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { name: string }).name;
}

function sources(root: string): string[] {
  return ['packages', 'apps'].flatMap((parent) => filesIn(root, parent));
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (['node_modules', 'dist', '.types', 'paraglide'].includes(name)) return [];
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return filesIn(root, path);
    const isSource = /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$|\.gen\.ts$/.test(name) && /\/src\//.test(path);
    return isSource ? [path] : [];
  });
}

if (process.argv[1] === import.meta.filename) {
  const violations = checkImports(resolve(import.meta.dirname, '../..'));
  for (const { file, imports, why } of violations) console.error(`${file}: import of ${imports}\n  ${why}`);
  console.log(violations.length === 0 ? 'Imports keep to the rules.' : `${violations.length} imports break the rules.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
