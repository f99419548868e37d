/** Sent with each push, for support. Raised with a release. */
export const appVersion = '0.1.0';
