/** Longest edge of a stored photo, px: enough to read a price tag, small enough for one bar of signal. */
export const longestEdge = 1_600;

/** Scales down to the longest edge; never up. */
export function fitWithin(width: number, height: number, edge = longestEdge): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
