import ExifReader from 'exifreader';

/**
 * Whether a picture tells where it was taken. Phones encode photos anew and leave that out; a picture that tells it
 * came another way and is not kept, because a photo is named by its content and cannot be changed here.
 */
export function showsPlace(picture: Buffer): boolean {
  return picture.includes(xmpPlace) || exifPlace(picture);
}

/** How XMP, which is text, names a position. */
const xmpPlace = 'exif:GPSL';

function exifPlace(picture: Buffer): boolean {
  try {
    const { gps } = ExifReader.load(picture, { expanded: true });
    return gps?.Latitude !== undefined || gps?.Longitude !== undefined;
  } catch {
    // No metadata at all, or none that can be read, tells no place.
    return false;
  }
}
