import { parseArgs } from 'node:util';
import { ImportError } from './import-error.ts';
import { formats, type Format } from './read-file.ts';

export const usage = `pnpm import:counts FILE --format calit2|csv --site SITE [--skip-bad]
  --site SITE         id or name of the site that the counter stands at
  --skip-bad          leave bad lines out instead of importing nothing
  --create-site NAME  make the site first, with the id given by --site
  --time-zone ZONE    of a site that is made, such as America/Los_Angeles
  --currency CODE     of a site that is made (CNY)
  --organization NAME when the server has several`;

export interface ImportArguments {
  readonly file: string;
  readonly format: Format;
  readonly site: string;
  readonly skipBad: boolean;
  readonly organization: string | undefined;
  readonly create: { readonly name: string; readonly timeZone: string; readonly currency: string } | undefined;
}

/** Reads the command line. @throws ImportError `usage` that says what is missing */
export function readArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw wrong(file === undefined ? 'Name the file.' : 'Name one file at a time.');
  const format = Object.keys(formats).find((name) => name === values.format) as Format | undefined;
  if (!format) throw wrong(`--format must be one of ${Object.keys(formats).join(', ')}.`);
  if (!values.site) throw wrong('--site is missing.');
  const name = values['create-site'];
  const timeZone = values['time-zone'];
  if (name !== undefined && timeZone === undefined) throw wrong('--create-site needs --time-zone.');
  if (name === undefined && timeZone !== undefined) throw wrong('--time-zone is only for --create-site; a site has its own.');
  return {
    file,
    format,
    site: values.site,
    skipBad: values['skip-bad'],
    organization: values.organization,
    create: name === undefined || timeZone === undefined ? undefined : { name, timeZone, currency: values.currency },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        site: { type: 'string' },
        'skip-bad': { type: 'boolean', default: false },
        'create-site': { type: 'string' },
        'time-zone': { type: 'string' },
        currency: { type: 'string', default: 'CNY' },
        organization: { type: 'string' },
      },
    });
  } catch (cause) {
    throw wrong((cause as Error).message, cause);
  }
}

function wrong(sentence: string, cause?: unknown): ImportError {
  return new ImportError('usage', `${sentence}\n\n${usage}`, { cause });
}
