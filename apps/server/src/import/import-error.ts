/** What stops an import, for programs; `message` is the sentence for the person at the terminal. */
export type ImportReason =
  | 'usage' | 'no-such-file' | 'not-text' | 'empty-file' | 'not-csv' | 'bad-rows' | 'nothing-to-import'
  | 'no-organization' | 'no-such-site' | 'site-exists' | 'bad-time-zone' | 'refused' | 'stopped';

export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly reason: ImportReason;

  constructor(reason: ImportReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
