/** A defect as edits of the core's source: nothing of it is in what is shipped. */
export interface PlantedBug {
  readonly name: string;
  readonly edits: readonly {
    /** Under packages/sync/src. */
    readonly file: string;
    /** Found exactly once. */
    readonly find: string;
    readonly replace: string;
  }[];
}

/** A bug that is one edit. */
export function bug(name: string, file: string, find: string, replace: string): PlantedBug {
  return { name, edits: [{ file, find, replace }] };
}
