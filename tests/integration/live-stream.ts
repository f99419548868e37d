import type { LiveHint } from '@fieldloop/sync/protocol';
import type { Visitor } from './visitor.ts';

/** An open stream of hints. */
export interface Stream {
  readonly hints: LiveHint[];
  close(): void;
}

/** Opens the live stream as a page does; resolves once the server has said that it is open. */
export async function openStream(visitor: Visitor): Promise<Stream> {
  const ending = new AbortController();
  const response = await visitor.fetch('/trpc/sync.live', { signal: ending.signal });
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`);
  const hints: LiveHint[] = [];
  const open = Promise.withResolvers<void>();
  void read(response.body).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  await open.promise;
  return { hints, close: () => ending.abort() };

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of body) {
      const events = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^id: .*\ndata: (.*)$/.exec(event)?.[1];
        if (event.startsWith('event: connected')) open.resolve();
        if (data === undefined) continue;
        const hint = JSON.parse(data) as LiveHint;
        if (hint.scopes.length > 0) hints.push(hint);
      }
    }
  }
}
