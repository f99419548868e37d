/** Push services that browsers use. Anything else would let a subscriber make this server call addresses of their choice. */
const services = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.notify.windows.com', '*.push.apple.com'];

/**
 * May this server post to the endpoint? https on the default port of a known service, or an origin that the
 * settings name in full (`http://127.0.0.1:4999`, for tests and relays).
 */
export function isAllowedEndpoint(endpoint: string, allowedOrigins: readonly string[] = []): boolean {
  const url = URL.parse(endpoint);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (allowedOrigins.includes(url.origin)) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return services.some((service) =>
    service.startsWith('*.') ? url.hostname.endsWith(service.slice(1)) : url.hostname === service,
  );
}
