// What the web may know of the server: types, nothing that runs.
export type { AppRouter } from './router.ts';
export type { ApiReason } from './api-error.ts';
export type { WaitingFileReport } from './schemas/waiting-file.ts';
