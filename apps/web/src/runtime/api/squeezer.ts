/** Shorter bodies fit a few packets either way. In characters. */
const WORTH_IT = 8_192;
/** An exchange of such a body that takes longer than this says that the line is slow. A fast one only loses time by it. */
const SLOW_MS = 150;

/** A body as it goes out. */
export interface Squeezed {
  readonly body: BodyInit;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends large bodies gzipped over a line that has proved slow, to a server that has said it takes them so. */
export interface Squeezer {
  squeeze(text: string): Promise<Squeezed>;
  /** Learns from an answer how slow the line is and what the server takes. */
  answered(text: string, response: Pick<Response, 'ok' | 'headers'>, tookMs: number): void;
}

export function createSqueezer(): Squeezer {
  let isTaken = false;
  let isSlow = false;
  return {
    async squeeze(text) {
      if (!isTaken || !isSlow || text.length < WORTH_IT || typeof CompressionStream === 'undefined') return { body: text, headers: {} };
      const squeezed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
      return { body: await new Response(squeezed).arrayBuffer(), headers: { 'content-encoding': 'gzip' } };
    },
    answered(text, { ok, headers }, tookMs) {
      // Whatever it was that a server or a proxy did not like, the next try goes plain.
      isTaken = ok && /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
      if (text.length >= WORTH_IT) isSlow = tookMs > SLOW_MS;
    },
  };
}
