/** What the first bytes say an image is, whatever its sender calls it; undefined when it is none that we keep. */
export function imageType(start: Uint8Array): string | undefined {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (bytes.length < 12) return undefined;
  if (bytes.readUIntBE(0, 3) === 0xff_d8_ff) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(png)) return 'image/png';
  const ascii = bytes.toString('latin1', 0, 12);
  if (ascii.startsWith('GIF87a') || ascii.startsWith('GIF89a')) return 'image/gif';
  if (ascii.startsWith('RIFF') && ascii.slice(8) === 'WEBP') return 'image/webp';
  if (ascii.slice(4, 8) !== 'ftyp') return undefined;
  return brands[ascii.slice(8)];
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const brands: Readonly<Record<string, string>> = {
  avif: 'image/avif', avis: 'image/avif', heic: 'image/heic', heix: 'image/heic', mif1: 'image/heic',
};
