// Packages that bring no types of their own.
declare module 'express-pouchdb' {
  import type { RequestHandler } from 'express';
  const expressPouchDb: (database: unknown, options: { readonly logPath: string; readonly configPath: string }) => RequestHandler;
  export default expressPouchDb;
}
declare module 'pouchdb/dist/pouchdb.js' {
  export { default } from 'pouchdb';
}
