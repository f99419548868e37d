import { readFileSync } from 'node:fs';
import type { CountFile } from './count-row.ts';
import { ImportError } from './import-error.ts';
import { readCalit2 } from './read-calit2.ts';
import { readCsv } from './read-csv.ts';

/** Every format that can be imported. */
export const formats = {
  calit2: readCalit2,
  csv: readCsv,
} as const satisfies Record<string, (text: string, timeZone: string) => CountFile>;

export type Format = keyof typeof formats;

/** Text of a file in UTF-8. @throws ImportError */
export function textOf(path: string): string {
  const bytes = bytesOf(path);
  if (workbook.every((byte, index) => bytes[index] === byte)) {
    throw new ImportError('not-text', `${path} is a workbook; open it and save its sheet as CSV UTF-8.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ImportError('not-text', `${path} is not UTF-8 text; save it as CSV UTF-8.`, { cause });
  }
}

/** How a zip archive begins, which is what spreadsheets are kept in. */
const workbook = [0x50, 0x4b, 0x03, 0x04];

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ImportError('no-such-file', `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}).`, { cause });
  }
}
