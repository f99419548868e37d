import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../data-folder.ts';
import { systemUser } from '../../db/system-user.ts';
import { organizations } from '../../people/organizations.ts';
import { runServer } from '../../run-server.ts';
import { StartError } from '../../start-error.ts';
import { calendarEndingBefore, dateOf, instantOf } from '../story/calendar.ts';
import { keepCounting } from './keep-counting.ts';

/** Shop seconds in one real second. */
const rate = 30;
/** The first day after the story. */
const firstLiveDay = 29;

/**
 * A server at thirty times the speed, from ten in the morning, with phones that go on counting. It has a data folder
 * of its own; started again, it goes on with the next day.
 */
async function main(): Promise<void> {
  const folder = process.env['FIELDLOOP_DATA'] ?? join(openDataFolder(undefined, systemUser()).path, 'live');
  mkdirSync(folder, { recursive: true });
  const { calendar, day } = nextDay(join(folder, 'live-day.json'));
  process.env['FIELDLOOP_DATA'] = folder;
  process.env['FIELDLOOP_CLOCK'] = `${new Date(instantOf(calendar, day, '09:57')).toISOString()}@${rate}`;
  const app = await runServer();
  const [organization] = await organizations(app.db);
  if (!organization) throw new StartError('There is no demo in this database: unset FIELDLOOP_DEMO, or choose an empty FIELDLOOP_DATA.');
  process.stdout.write(`  It is ${dateOf(calendar, day)}, 9:57 at the shop, ${rate} times as fast. At noon the door gets blocked: an alert rings within ten minutes.\n`);
  await keepCounting(app, organization.id, calendar);
}

/** The day to play, noted down so that the next start takes the day after. */
function nextDay(file: string) {
  const noted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { firstMidnight: number; day: number }) : undefined;
  const calendar = noted ? { firstMidnight: noted.firstMidnight } : calendarEndingBefore(Date.now());
  const day = noted ? noted.day + 1 : firstLiveDay;
  writeFileSync(file, `${JSON.stringify({ ...calendar, day })}\n`);
  return { calendar, day };
}

try {
  await main();
} catch (error) {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  // Aborted: the server was stopped while the phones waited for their next look.
  else if (!(error instanceof Error && error.name === 'AbortError')) console.error(error);
  if (!(error instanceof Error && error.name === 'AbortError')) process.exitCode = 1;
}
