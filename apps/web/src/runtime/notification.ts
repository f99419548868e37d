/** What a push shows and where a tap on it leads. */
export interface PushNotification {
  readonly title: string;
  readonly options: NotificationOptions;
}

/** Shown when a push cannot be read: every push must show something, or the browser takes the permission away. */
const fallback: PushNotification = { title: '策行 Fieldloop', options: { data: { navigate: '/' }, tag: 'fieldloop' } };

/** Reads the declarative web push format (`web_push: 8030`), which browsers that know it show without us. */
export function readPush(text: string | undefined): PushNotification {
  const parsed = parse(text);
  const message = field(parsed, 'notification');
  const title = field(message, 'title');
  if (field(parsed, 'web_push') !== 8030 || typeof title !== 'string' || title === '') return fallback;
  const navigate = field(message, 'navigate');
  return {
    title,
    options: {
      ...textual(message, 'body'),
      ...textual(message, 'lang'),
      ...textual(message, 'tag'),
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      data: { navigate: typeof navigate === 'string' ? navigate : '/' },
    },
  };
}

/** Where a tap leads: a path of this origin, whatever the message says. */
export function destinationOf(data: unknown, origin: string): string {
  const navigate = field(data, 'navigate');
  if (typeof navigate !== 'string' || !URL.canParse(navigate, origin)) return '/';
  const url = new URL(navigate, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}

function textual(message: unknown, name: 'body' | 'lang' | 'tag'): Partial<Record<typeof name, string>> {
  const value = field(message, name);
  return typeof value === 'string' ? { [name]: value } : {};
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
