// Requests and replies know cookies wherever the context is known.
import type {} from '@fastify/cookie';
import type { Actor, Membership, Role } from '@fieldloop/domain/fact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';

/** Who is calling: a person of one organization, signed in by account or by the enrolment of a phone. */
export interface Identity {
  readonly via: 'account' | 'enrolment';
  readonly organization: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string; readonly locale: string };
  readonly memberships: readonly Membership[];
  /** The credential of a phone, when `via` is `enrolment` and the request carried it. */
  readonly phone?: PhoneCredential | undefined;
}

export interface PhoneCredential {
  readonly credential: string;
  /** What its push-only cookie is checked with, and until when. */
  readonly pushHash: string | null;
  readonly pushUntil: number | null;
}

/** What every procedure gets. `actor.device` is empty: only a push names its device. */
export interface ApiContext extends Services {
  readonly identity: Identity | undefined;
  /** Somebody whose sign-in has ended and whose phone may still push; nothing but a push may use it. */
  readonly pushOnly: Identity | undefined;
  readonly actor: Actor | undefined;
  readonly organization: Identity['organization'] | undefined;
  /** Refuses a push of somebody who sends too many. */
  readonly countPush: (identity: Identity) => Promise<void>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The same after `signedIn` has checked. */
export interface SignedInContext extends ApiContext {
  readonly identity: Identity;
  readonly actor: Actor;
  readonly organization: Identity['organization'];
}

/** Roles that plan: everything outside the shop floor and partners. */
export const deskRoles = ['planner', 'operations-manager', 'data-analyst', 'admin'] as const satisfies readonly Role[];

/** The actor of an identity, for permission checks outside the ledger. */
export function actorOf(identity: Identity): Actor {
  return { kind: 'person', person: identity.person.id, device: '', memberships: identity.memberships };
}
