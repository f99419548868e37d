/** Can files be passed on from here, to a chat or a colleague's phone? */
export function canHandOver(): boolean {
  const probe = new File(['x'], 'x.txt', { type: 'text/plain' });
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [probe] });
}

/** Opens the phone's share sheet with files. False when the browser does not let us; a person who changes their mind has been served. */
export async function handOver(files: readonly File[]): Promise<boolean> {
  try {
    await navigator.share({ files: [...files] });
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'AbortError';
  }
}

/** Saves files where the browser saves what it downloads. */
export function saveFiles(files: readonly File[]): void {
  for (const file of files) {
    const url = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = url;
    link.download = file.name;
    link.click();
    // The download reads it after the click.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}
