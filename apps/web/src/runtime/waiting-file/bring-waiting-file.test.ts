import { afterEach, expect, it, vi } from 'vitest';
import { bringWaitingFile } from './bring-waiting-file.ts';

afterEach(() => vi.unstubAllGlobals());

/** A file that was moved after it was chosen. */
function movedFile(): Blob {
  const gone = () => { throw new DOMException('gone', 'NotFoundError'); };
  return Object.assign(new Blob(['x']), { stream: () => new ReadableStream({ pull: gone }), arrayBuffer: gone });
}

it('says that a file cannot be read, and sends nothing', async () => {
  const fetching = vi.fn();
  vi.stubGlobal('fetch', fetching);
  await expect(bringWaitingFile(movedFile(), true)).rejects.toMatchObject({ reason: 'unreadable' });
  expect(fetching).not.toHaveBeenCalled();
});

it('sends the whole file, packed', async () => {
  let sent: RequestInit | undefined;
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => ((sent = init), Response.json({ taken: false })));
  await bringWaitingFile(new Blob(['line of a file']), false);
  const unpacked = new Response(sent?.body as ArrayBuffer).body?.pipeThrough(new DecompressionStream('gzip'));
  expect(await new Response(unpacked).text()).toBe('line of a file');
  expect(new Headers(sent?.headers).get('content-encoding')).toBe('gzip');
});
