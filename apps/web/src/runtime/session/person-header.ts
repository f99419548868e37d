/** Who a session is of, as the server and its databases are named after. */
export interface SessionPerson {
  readonly organization: string;
  readonly person: string;
}

/** Says out of whose databases a request comes: this browser's cookies may be another person's by now. */
export function personHeader({ organization, person }: SessionPerson): Readonly<Record<string, string>> {
  return { 'x-fieldloop-person': `${organization}/${person}` };
}
