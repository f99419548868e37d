import { boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';

/** What evaluating a rule at a site remembers between two quarters. Can be thrown away: it is judged anew. */
export const ruleState = pgTable(
  'rule_state',
  {
    organizationId: text('organization_id').notNull(),
    rule: text('rule').notNull(),
    site: text('site').notNull(),
    state: jsonb('state').notNull(),
    /** Head of the site and end of the last closed quarter that it was judged with: nothing new, nothing to do. */
    siteHead: instant('site_head').notNull(),
    closedUpTo: instant('closed_up_to').notNull(),
    /** Of the rule's version that it was judged by. */
    ruleStamp: text('rule_stamp').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.rule, table.site] })],
);

/** Whom an alert was told to and when: each step once. Instants are on the app's clock. */
export const alertTelling = pgTable(
  'alert_telling',
  {
    organizationId: text('organization_id').notNull(),
    alert: text('alert').notNull(),
    rule: text('rule').notNull(),
    site: text('site').notNull(),
    /** Rule, plan and metric whose alerts of several sites become one message. */
    grouping: text('grouping').notNull(),
    /** Style and size, kind of complaint; empty for the whole. */
    part: text('part').notNull(),
    firedAt: instant('fired_at').notNull(),
    /** When it may be told: a little later when the rule watches several sites. */
    dueAt: instant('due_at').notNull(),
    /** False: into the inbox only (a loop is at work on it, it rang within the hour, the site is shut, a demo is loading). */
    rings: boolean('rings').notNull(),
    people: jsonb('people').$type<string[]>().notNull(),
    toldAt: instant('told_at'),
    escalatedAt: instant('escalated_at'),
    clearedToldAt: instant('cleared_told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.alert] }),
    index('alert_telling_due').on(table.organizationId, table.dueAt),
    index('alert_telling_rule').on(table.organizationId, table.rule, table.site, table.toldAt),
  ],
);
