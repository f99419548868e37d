import { joinedPhone } from '../../sync/bench-phone.ts';
import { catchUp, drain, fanOut, fill } from '../../sync/measures.ts';
import { startClock, WARM_UP_WRITES, type PeerClient, type Server } from '../peer.ts';

const used = new Map<string, number>();

function code(server: Server, site: string): string {
  const next = used.get(site) ?? 0;
  used.set(site, next + 1);
  return server.codes?.[site]?.[next] ?? '';
}

function phone(server: Server, site: string) {
  return joinedPhone(`http://localhost:${server.port}`, code(server, site));
}

export const client: PeerClient = {
  async drain(server, facts) {
    const joined = await phone(server, 'drain');
    startClock();
    const { drainSeconds, drainRequests } = await drain(joined, 'site:drain', facts);
    return { seconds: drainSeconds, requests: drainRequests };
  },
  query: (server, work) => `?code=${code(server, work)}`,
  async fill(server, records) {
    await fill((await phone(server, 'catch-up')).visitor, 'site:catch-up', records);
  },
  async catchUp(server, records) {
    const fresh = await phone(server, 'catch-up');
    startClock();
    return catchUp(fresh, 'site:catch-up', records);
  },
  async fanOut(server, subscribers, writes) {
    const writer = await phone(server, 'fan-out');
    const readers = await phone(server, 'fan-out');
    return fanOut(writer.visitor, 'site:fan-out', readers.visitor, subscribers, writes, WARM_UP_WRITES);
  },
};
