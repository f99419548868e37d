import { joinedPhone } from '../../sync/bench-phone.ts';
import { catchUp, drain, fanOut, fill } from '../../sync/measures.ts';
import type { PeerClient, Server } from '../peer.ts';

const used = new Map<string, number>();

function phone(server: Server, site: string) {
  const next = used.get(site) ?? 0;
  used.set(site, next + 1);
  return joinedPhone(`http://localhost:${server.port}`, server.codes?.[site]?.[next] ?? '');
}

export const client: PeerClient = {
  async drain(server, facts) {
    const { drainSeconds, drainRequests } = await drain(await phone(server, 'drain'), 'site:drain', facts);
    return { seconds: drainSeconds, requests: drainRequests };
  },
  async catchUp(server, records) {
    await fill((await phone(server, 'catch-up')).visitor, 'site:catch-up', records);
    return catchUp(await phone(server, 'catch-up'), 'site:catch-up', records);
  },
  async fanOut(server, subscribers, writes) {
    const writer = await phone(server, 'fan-out');
    const readers = await phone(server, 'fan-out');
    return fanOut(writer.visitor, 'site:fan-out', readers.visitor, subscribers, writes);
  },
};
