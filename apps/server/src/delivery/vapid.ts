import { mkdir, open, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname } from 'node:path';
import webPush from 'web-push';
import * as z from 'zod';
import type { ChannelReason } from '../api/schemas/channels.ts';

/** What web push signs with. */
export interface Vapid {
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The contact that push services ask for: `VAPID_SUBJECT`, else an https `PUBLIC_URL`. It must be reachable from
 * outside, because one service refuses made-up hosts with 403 while the others accept them.
 */
export function vapidSubject(settings: {
  readonly VAPID_SUBJECT?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
}): { readonly subject: string } | { readonly reason: ChannelReason } {
  if (settings.VAPID_SUBJECT !== undefined) {
    return isRealContact(settings.VAPID_SUBJECT) ? { subject: settings.VAPID_SUBJECT } : { reason: 'vapid-subject-invalid' };
  }
  if (settings.PUBLIC_URL === undefined) return { reason: 'vapid-subject-missing' };
  return isRealContact(settings.PUBLIC_URL) ? { subject: settings.PUBLIC_URL } : { reason: 'vapid-subject-missing' };
}

/** A mailto: or https: address on a host that can exist on the public internet. */
export function isRealContact(subject: string): boolean {
  const url = URL.parse(subject);
  if (url?.protocol === 'https:') return isPublicHost(url.hostname);
  if (url?.protocol !== 'mailto:') return false;
  const [box, host, ...more] = url.pathname.split('@');
  return more.length === 0 && Boolean(box) && host !== undefined && isPublicHost(host);
}

function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !name.includes('.')) return false;
  const last = name.slice(name.lastIndexOf('.') + 1);
  return !['localhost', 'local', 'invalid', 'example', 'test', 'internal'].includes(last);
}

const storedKeys = z.object({ publicKey: z.string().min(80), privateKey: z.string().min(40) });

/** Reads the key pair, or makes it at the first start; only its owner may read the file. */
export async function vapidKeys(file: string): Promise<{ publicKey: string; privateKey: string }> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    const keys = webPush.generateVAPIDKeys();
    try {
      await handle.writeFile(JSON.stringify(keys));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return keys;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const parsed = storedKeys.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} holds no VAPID key pair; restore it, or delete it and let phones subscribe anew.`);
  return parsed.data;
}
