import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { openDatabase } from '../db/client.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { openLog } from '../log.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { payloadsById } from '../ledger/payloads-by-id.ts';
import { createServerTeller, type ServerTeller } from '../live/tell-servers.ts';
import { checkRows } from './check-rows.ts';
import { problemText, type RowProblem } from './count-row.ts';
import type { ImportArguments } from './import-arguments.ts';
import { ImportError } from './import-error.ts';
import { importProgress, type ProgressScreen } from './import-progress.ts';
import { importRows, type Difference, type Imported } from './import-rows.ts';
import { formats, textOf } from './read-file.ts';
import { targetOrganization, targetSite } from './target-site.ts';

export interface ImportGround {
  readonly databaseUrl: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly screen: ProgressScreen;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportReport extends Imported {
  readonly site: string;
  readonly rows: number;
  readonly skipped: readonly RowProblem[];
}

/**
 * Imports one file of a people counter. All lines are judged before the first is sent: with a bad one nothing is
 * imported, unless `skipBad`.
 * @throws ImportError for everything that the person at the terminal can mend
 */
export async function runImport(ground: ImportGround, wanted: ImportArguments): Promise<ImportReport> {
  const { clock, screen, signal } = ground;
  const text = textOf(wanted.file);
  const db = openDatabase(ground.databaseUrl, 4);
  let servers: ServerTeller | undefined;
  try {
    await migrateDatabase(db);
    const log = openLog('error');
    servers = createServerTeller(db.pool, randomUUID(), (error) => log.warn({ error }, 'a running server could not be told'));
    const ledger = openLedger({ pool: db.pool, now: clock.now, log, announce: servers.tell });
    const organization = await targetOrganization(db, wanted.organization);
    const site = await targetSite(db, ledger, organization, wanted, clock.now());
    const { rows, problems } = checkRows(formats[wanted.format](text, site.timeZone), site, clock.now());
    if (problems.length > 0) sayProblems(screen, problems);
    if (problems.length > 0 && !wanted.skipBad) {
      throw new ImportError('bad-rows', `${problems.length} bad lines, so nothing was imported. Mend them, or leave them out with --skip-bad.`);
    }
    if (rows.length === 0) throw new ImportError('nothing-to-import', 'There is no row to import.');
    const imported = await importRows(
      {
        ledger, organization: organization.id, site: site.id,
        payloads: (ids) => payloadsById(db.pool, organization.id, ids),
      },
      rows,
      { progress: importProgress(screen, rows.length), signal },
    );
    sayDifferences(screen, imported.different);
    return { ...imported, site: site.id, rows: rows.length, skipped: problems };
  } finally {
    await servers?.finish();
    await db.pool.end();
  }
}

const shownLines = 20;

function sayProblems(screen: ProgressScreen, problems: readonly RowProblem[]): void {
  for (const problem of problems.slice(0, shownLines)) screen.write(`  ${problemText(problem)}\n`);
  if (problems.length > shownLines) screen.write(`  … and ${problems.length - shownLines} more\n`);
}

function sayDifferences(screen: ProgressScreen, different: readonly Difference[]): void {
  if (different.length === 0) return;
  screen.write(`  ${different.length} lines were imported before with another count, which is kept; a correction is a fact of its own:\n`);
  for (const { line, before, now } of different.slice(0, shownLines)) screen.write(`  line ${line}: ${before} before, ${now} now\n`);
  if (different.length > shownLines) screen.write(`  … and ${different.length - shownLines} more\n`);
}
