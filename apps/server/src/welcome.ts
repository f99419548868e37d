import QRCode from 'qrcode';
import type { Site } from '@fieldloop/domain/records/site';
import type { App } from './app.ts';
import { whereToLook } from './demo/where-to-look.ts';
import { newEnrolment } from './people/enrolments.ts';
import { firstAccount } from './people/first-start.ts';
import { allSites } from './people/membership-records.ts';
import { organizations } from './people/organizations.ts';

const day = 24 * 60;

/** What the terminal shows once the server answers: where it is, who may come in, and how a phone joins. */
export async function welcome(app: App, url: string): Promise<string> {
  const origin = app.env.PUBLIC_URL ?? url;
  const lines = [`策行 Fieldloop  ${origin}`];
  const [organization] = await organizations(app.db);
  const email = organization && (await firstAccount(app.ground, organization));
  if (!organization || email === undefined) return lines.join('\n');
  const token = await app.ground.auth.oneTimeToken(email);
  lines.push(`  desk   ${origin}/sign-in?token=${token}  (once, within a day)`);
  const site = (await allSites(app.db, organization.id)).toSorted(shopsFirst)[0];
  if (site) {
    const { url: link } = await newEnrolment(app.ground, {
      organization: organization.id, by: 'server', origin, site: site.id, role: 'operator', uses: 20,
      // A sped-up clock must not close the code before somebody has read it.
      expiresInMinutes: day * Math.max(1, app.clock.rate),
    });
    lines.push(`  phone  ${link}  (${site.name.zh}, 20 phones, within a day)`);
    lines.push(...(await codeFor(link)));
  }
  lines.push(...whereToLook(organization.name, origin, app.clock.rate > 1), '  Ctrl-C stops it.');
  return lines.join('\n');
}

/** A QR code where a phone could use it: without https it would get no offline use, locks or push. */
async function codeFor(link: string): Promise<string[]> {
  if (link.startsWith('https:')) return [await QRCode.toString(link, { type: 'terminal', small: true })];
  return ['  No QR code: phones need https for offline use; set PUBLIC_URL to the https address of this server.'];
}

function shopsFirst(a: Site, b: Site): number {
  return Number(a.kind === 'live-room') - Number(b.kind === 'live-room');
}
