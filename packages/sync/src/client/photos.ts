export type { KeptPhoto, PhotoChange, PhotoClock, PhotoProgress, PhotoShelf, PhotoWay, UploadOutcome } from './photo-ports.ts';
export { sendPhotos, strayCopies } from './send-photos.ts';
export type { Upload } from './send-photos.ts';
export { resumableUpload } from './upload-photo.ts';
export type { UploadGround } from './upload-photo.ts';
