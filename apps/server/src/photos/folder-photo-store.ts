import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newSecret } from '../ids.ts';
import { PhotoStoreError, type PhotoStore } from './photo-store.ts';

/** What is half written after so long was left by a server that died. */
const abandonedAfterMs = 3_600_000;

/** Photos in a folder. A file appears under its name only when it is whole and on disk, and so does its name. */
export async function folderPhotoStore(folder: string): Promise<PhotoStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  await clearAbandoned(incoming);
  return {
    put: (key, bytes) => told('put', async () => {
      const path = join(folder, key);
      const partial = join(incoming, newSecret(12));
      try {
        await writeDurably(partial, bytes);
        await mkdir(dirname(path), { recursive: true });
        await rename(partial, path);
      } finally {
        await rm(partial, { force: true });
      }
      await syncFolder(dirname(path));
    }),
    open: (key) => told('open', async () => {
      const file = await ifThere(open(join(folder, key)));
      if (!file) return undefined;
      return { size: (await file.stat()).size, content: file.createReadStream() };
    }),
    remove: (key) => told('remove', () => rm(join(folder, key), { force: true })),
  };
}

/** A full disk, a folder that was taken away: all of it means that the store cannot, for now. */
async function told<Value>(asked: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new PhotoStoreError(asked, 0, cause);
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is durable when its folder is. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder: FileHandle = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function clearAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await ifThere(stat(path));
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
}

async function ifThere<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
