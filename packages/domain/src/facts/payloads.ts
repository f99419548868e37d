import type { PayloadOf } from './define-fact.ts';
import type { deskDefinitions } from './desk-catalogue.ts';
import type { floorDefinitions } from './floor-catalogue.ts';

type Definition = (typeof deskDefinitions)[number];

/** Payload by fact name, so that `write('sale-recorded', …)` is checked by the compiler. */
export type Payloads = { readonly [Each in Definition as Each['name']]: PayloadOf<Each> };

export type FactName = Definition['name'];

/** What a phone may write. */
export type FloorFactName = (typeof floorDefinitions)[number]['name'];
