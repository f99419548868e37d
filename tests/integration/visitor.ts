/** What came back: the status, the parsed body, and the reason if it was refused. */
export interface Answer<Data = unknown> {
  readonly status: number;
  readonly data: Data;
  readonly reason: string | undefined;
  readonly headers: Headers;
}

/** A browser without a screen: keeps its cookies, speaks tRPC's wire by hand. */
export class Visitor {
  readonly url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  /** Sends a request with this visitor's cookies, as a page of the same origin would. */
  async fetch(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set('cookie', this.cookieHeader());
    if (init.method && init.method !== 'GET' && !headers.has('origin')) headers.set('origin', this.url);
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async query<Data = unknown>(procedure: string, input?: unknown): Promise<Answer<Data>> {
    const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return answerOf(await this.fetch(`/trpc/${procedure}${asked}`));
  }

  async mutate<Data = unknown>(procedure: string, input?: unknown): Promise<Answer<Data>> {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    return answerOf(await this.fetch(`/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, ...body }));
  }

  #keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const gone = value === '' || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Reads an answer of any of the server's JSON addresses. */
export async function answerOf<Data = unknown>(response: Response): Promise<Answer<Data>> {
  const body = (await response.json()) as { result?: { data?: Data }; error?: { data?: { reason?: string } } } & Data;
  return {
    status: response.status,
    data: (body.result ? body.result.data : body) as Data,
    reason: body.error?.data?.reason,
    headers: response.headers,
  };
}
