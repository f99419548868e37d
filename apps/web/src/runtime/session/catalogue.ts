/** A catalogue that a page can add to: the phone starts with its own, the desk adds the rest. */
export type Growing<Catalogue> = Catalogue extends ReadonlyMap<string, infer Definition> ? Map<string, Definition> : never;

export function growing<Definition>(first: ReadonlyMap<string, Definition>): Map<string, Definition> {
  return new Map(first);
}
