import type { PeerServer } from '../peer.ts';
import { startProduct } from './fieldloop-product.ts';

/** The whole product: HTTP, permissions, PostgreSQL with fsync. A phone fills it over HTTP. */
export const server: PeerServer = {
  async serve() {
    const { product, stop } = await startProduct();
    return { port: Number(new URL(product.url).port), codes: product.codes, stop };
  },
};
