import type { ApiReason, AppRouter } from '@fieldloop/server/api-types';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Squeezer } from './squeezer.ts';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** `people.join`, `inbox.list` … */
export type Procedure = { [Part in keyof Inputs & string]: `${Part}.${keyof Inputs[Part] & string}` }[keyof Inputs & string];
export type InputOf<Name extends Procedure> = Leaf<Inputs, Name>;
export type OutputOf<Name extends Procedure> = Leaf<Outputs, Name>;

/** Why a call failed: what the server said, or `offline` (no answer), or `unreadable` (an answer, or a file, that is not ours to read). */
export type FailureReason = ApiReason | 'offline' | 'unreadable';

/** A call that did not succeed. Decide by `reason`; `message` is for a log. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly reason: FailureReason;
  /** HTTP status; 0 when nothing was received. */
  readonly status: number;

  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: FailureReason, status: number, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.status = status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface CallOptions {
  /** Give up after this many ms; default 20 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** For what may be large. */
  readonly squeezer?: Squeezer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a query. The phone uses this instead of the tRPC client: same wire, a tenth of the size. */
export function query<Name extends Procedure>(name: Name, input: InputOf<Name>, options?: CallOptions): Promise<OutputOf<Name>> {
  const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return send<OutputOf<Name>>(`/trpc/${name}${asked}`, { method: 'GET' }, options);
}

/** Sends a mutation, unbatched. */
export function mutate<Name extends Procedure>(name: Name, input: InputOf<Name>, options?: CallOptions): Promise<OutputOf<Name>> {
  return post(name, input, options) as Promise<OutputOf<Name>>;
}

/** The same for a frame that the caller checks itself. */
export async function post(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
  const { squeezer } = options;
  const text = input === undefined ? undefined : JSON.stringify(input);
  const squeezed = text === undefined ? undefined : await squeezer?.squeeze(text);
  const sentAt = performance.now();
  return send(
    `/trpc/${name}`,
    { method: 'POST', headers: { 'content-type': 'application/json', ...options.headers, ...squeezed?.headers }, ...(text === undefined ? {} : { body: squeezed?.body ?? text }) },
    options,
    (response) => squeezer?.answered(text ?? '', response, performance.now() - sentAt),
  );
}

interface Answer {
  readonly result?: { readonly data?: unknown };
  readonly error?: { readonly message?: string; readonly data?: { readonly reason?: ApiReason } };
}

async function send<Output>(url: string, init: RequestInit, options: CallOptions = {}, answered?: (response: Response) => void): Promise<Output> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? 20_000);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, signal, credentials: 'same-origin', cache: 'no-store' });
    text = await response.text();
    answered?.(response);
  } catch (cause) {
    throw new ApiFailure('offline', 0, `no answer from ${url}`, { cause });
  }
  const answer = parse(text);
  if (answer?.result) return answer.result.data as Output;
  const reason = answer?.error?.data?.reason ?? reasonOfStatus(response.status);
  const seconds = Number(response.headers.get('retry-after'));
  const wait = seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {};
  throw new ApiFailure(reason, response.status, answer?.error?.message ?? `status ${response.status}`, wait);
}

function parse(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}

// A proxy in between answers without our frame.
function reasonOfStatus(status: number): FailureReason {
  if (status === 401) return 'not-signed-in';
  if (status === 429) return 'too-many-requests';
  if (status === 413) return 'too-large';
  return status >= 500 ? 'unavailable' : 'unreadable';
}

type Leaf<Tree, Name> = Name extends `${infer Part}.${infer Last}`
  ? Part extends keyof Tree
    ? Last extends keyof Tree[Part]
      ? Tree[Part][Last]
      : never
    : never
  : never;
