// Packages that bring no types of their own. Those of PouchDB on DefinitelyTyped redeclare Node's Buffer for everybody.
declare module 'express-pouchdb' {
  import type { RequestHandler } from 'express';
  const expressPouchDb: (database: unknown, options: { readonly logPath: string; readonly configPath: string }) => RequestHandler;
  export default expressPouchDb;
}
declare module 'pouchdb' {
  export interface Replication extends Promise<{ readonly docs_written: number }> {
    on(event: 'active', listener: () => void): this;
    on(event: 'paused', listener: (error?: unknown) => void): this;
  }
  export interface Changes {
    on(event: 'change', listener: () => void): this;
    cancel(): void;
  }
  interface Doc {
    readonly _id: string;
  }
  export default class PouchDB {
    static defaults(options: { readonly prefix: string }): typeof PouchDB;
    constructor(name: string);
    info(): Promise<{ readonly doc_count: number }>;
    put<Body extends Doc>(doc: Body): Promise<{ readonly id: string }>;
    bulkDocs(docs: readonly Doc[]): Promise<unknown>;
    allDocs(options: { readonly keys: readonly string[] }): Promise<{ readonly rows: readonly ({ readonly id: string } | { readonly error: string })[] }>;
    changes(options: { readonly live: boolean; readonly since: 'now'; readonly include_docs: boolean }): Changes;
    readonly replicate: Record<'to' | 'from', (url: string, options?: { readonly live?: boolean; readonly retry?: boolean; readonly batch_size?: number }) => Replication>;
  }
}
declare module 'pouchdb/dist/pouchdb.js' {
  export { default } from 'pouchdb';
}
