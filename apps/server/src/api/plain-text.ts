import { ApiError } from './api-error.ts';

/**
 * Refuses text that no table can hold, wherever in the input it stands: NUL, and halves of surrogate pairs.
 * @throws ApiError `invalid-input`
 */
export function requirePlainText(input: unknown): void {
  const waiting = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') requirePlain(value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        requirePlain(key);
        waiting.push(part);
      }
    }
  }
}

function requirePlain(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new ApiError('invalid-input', 'The text holds characters that cannot be kept: type it again.');
  }
}
