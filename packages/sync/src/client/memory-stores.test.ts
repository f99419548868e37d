import { describeCacheStore } from '../testing/describe-cache-store.ts';
import { describeOutboxStore } from '../testing/describe-outbox-store.ts';
import { MemoryCacheStore } from '../testing/memory-cache-store.ts';
import { MemoryOutboxStore } from '../testing/memory-outbox-store.ts';

describeOutboxStore('memory', async () => new MemoryOutboxStore());
describeCacheStore('memory', async () => new MemoryCacheStore());
