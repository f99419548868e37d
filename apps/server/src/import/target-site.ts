import type { Site } from '@fieldloop/domain/records/site';
import { localTime } from '@fieldloop/domain/local-time';
import type { Ledger } from '@fieldloop/sync/server';
import type { Database } from '../db/client.ts';
import { newId } from '../ids.ts';
import { allSites, siteNamed } from '../people/membership-records.ts';
import { organizations, type Organization } from '../people/organizations.ts';
import { writeAsServer } from '../people/server-facts.ts';
import type { ImportArguments } from './import-arguments.ts';
import { ImportError } from './import-error.ts';

/** The organization that is meant: the named one, or the only one. @throws ImportError */
export async function targetOrganization(db: Database, name: string | undefined): Promise<Organization> {
  const all = await organizations(db);
  if (all.length === 0) {
    throw new ImportError('no-organization', 'There is no organization yet: run npm start once, then import.');
  }
  const [found, second] = name === undefined ? all : all.filter((each) => each.name === name);
  if (found && !second) return found;
  const names = all.map((each) => `"${each.name}"`).join(', ');
  throw new ImportError('no-organization', `Say which organization with --organization: ${names}.`);
}

/** The site that is meant, by id or name; made first if so asked. @throws ImportError that lists what there is */
export async function targetSite(
  db: Database,
  ledger: Ledger,
  organization: Organization,
  wanted: Pick<ImportArguments, 'site' | 'create'>,
  now: number,
): Promise<Site> {
  const sites = await allSites(db, organization.id);
  const found = sites.find(({ id, name }) => id === wanted.site || name.zh === wanted.site || name.en === wanted.site);
  if (found && wanted.create && found.timeZone !== wanted.create.timeZone) {
    throw new ImportError('site-exists', `The site ${found.id} exists already, in ${found.timeZone}: leave --create-site out, or choose another id.`);
  }
  if (found) return found;
  if (!wanted.create) {
    const list = sites.map(({ id, name, timeZone }) => `\n  ${id}  ${name.zh}  ${timeZone}`).join('') || ' none';
    throw new ImportError(
      'no-such-site',
      `There is no site "${wanted.site}". Sites:${list}\nMake one with --create-site "Name" --time-zone America/Los_Angeles.`,
    );
  }
  return makeSite(db, ledger, organization, wanted.site, wanted.create, now);
}

async function makeSite(
  db: Database,
  ledger: Ledger,
  organization: Organization,
  site: string,
  { name, timeZone, currency }: NonNullable<ImportArguments['create']>,
  now: number,
): Promise<Site> {
  if (!/^[\w.@:-]{1,64}$/.test(site)) {
    throw new ImportError('no-such-site', `"${site}" cannot be the id of a site; use letters, digits and . _ @ : - (64 at most).`);
  }
  if (!/^[A-Z]{3}$/.test(currency)) throw new ImportError('usage', '--currency is three letters, such as CNY or USD.');
  if (name.trim() === '' || name.length > 200) throw new ImportError('usage', '--create-site needs a name of 1 to 200 characters.');
  if (!isTimeZone(timeZone, now)) {
    throw new ImportError('bad-time-zone', `"${timeZone}" is no time zone; write it like America/Los_Angeles or Asia/Shanghai.`);
  }
  await writeAsServer(ledger, organization, [
    {
      id: newId(now), name: 'site-set', scope: 'desk', at: now, subjects: [`site:${site}`],
      payload: {
        site, kind: 'store', name: { zh: name }, timeZone, currency, opens: 0, closes: 1_440, zones: [],
        countRule: { method: 'sensor', text: name },
      },
    },
  ]);
  const made = await siteNamed(db, organization.id, site);
  if (!made) throw new Error(`the site ${site} was written and is not there`);
  return made;
}

function isTimeZone(timeZone: string, now: number): boolean {
  try {
    localTime(now, timeZone);
    return true;
  } catch {
    return false; // Intl knows the zones and refuses every other name
  }
}
