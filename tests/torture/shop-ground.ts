import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../apps/server/src/app.ts';
import { readEnv } from '../../apps/server/src/env.ts';
import { newId } from '../../apps/server/src/ids.ts';
import { openLog } from '../../apps/server/src/log.ts';
import { openGround } from '../../apps/server/src/open-ground.ts';
import { newEnrolment } from '../../apps/server/src/people/enrolments.ts';
import { addOrganization } from '../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../apps/server/src/people/server-facts.ts';

/** A data folder with one shop in it, that any server can be started on. */
export interface ShopGround {
  readonly folder: string;
  /** Enrols every phone of the run as a lead of the shop. */
  readonly code: string;
}

/** Makes the data folder, durable as in earnest, with a shop that is always open. */
export async function openShopGround(origin: string, phones: number): Promise<ShopGround> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldloop-torture-'));
  chmodSync(folder, 0o755);
  const env = readEnv({ FIELDLOOP_DATA: folder, FIELDLOOP_DEMO: 'never', PORT: '0' });
  const ground = await openGround(env, () => undefined);
  const app = await createApp({ env, databaseUrl: ground.databaseUrl, data: ground.data, log: openLog('warn') });
  try {
    const now = app.clock.now();
    const organization = await addOrganization(app.db, '轻通勤', now);
    await writeAsServer(app.ledger, organization, [{
      id: newId(now), name: 'site-set', scope: 'desk', at: now, subjects: ['site:ja'],
      payload: {
        site: 'ja', kind: 'popup', name: { zh: '静安快闪店', en: 'Jing’an pop-up' }, timeZone: 'Asia/Shanghai', currency: 'CNY',
        opens: 0, closes: 1_440, zones: [], countRule: { method: 'full', text: '门前 3 米线' },
      },
    }]);
    const { code } = await newEnrolment(app.ground, {
      organization: organization.id, by: 'server', origin, site: 'ja', role: 'lead', uses: phones, expiresInMinutes: 60,
    });
    return { folder, code };
  } finally {
    await app.close();
    await ground.stop();
  }
}
