import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';

/** What is wrong with a payload, field by field: `lines.0.from`, empty for the whole. */
export interface PayloadProblem {
  readonly field: string;
  readonly words: string;
}

export type ReadPayload =
  | { readonly payload: unknown; readonly problems: readonly PayloadProblem[] }
  | { readonly payload?: undefined; readonly problems: readonly [PayloadProblem] };

/** Reads typed JSON and holds it to the fact's own schema, as the server will. */
export function readTyped(definition: Pick<AnyFactDefinition, 'payload'> | undefined, typed: string): ReadPayload {
  let payload: unknown;
  try {
    payload = JSON.parse(typed);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [{ field: '', words: m.desk_held_not_json() }] };
  }
  const parsed = definition?.payload.safeParse(payload);
  if (!parsed || parsed.success) return { payload, problems: [] };
  return { payload, problems: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), words: wordsOf(issue, payload) })) };
}

type Issue = NonNullable<ReturnType<AnyFactDefinition['payload']['safeParse']>['error']>['issues'][number];

function wordsOf(issue: Issue, payload: unknown): string {
  if (valueAt(payload, issue.path) === undefined) return m.desk_held_missing();
  switch (issue.code) {
    case 'invalid_type':
      return m.desk_held_type({ expected: typeWords[issue.expected]?.() ?? issue.expected });
    case 'invalid_value':
      return m.desk_held_values({ values: issue.values.map(String).join(' · ') });
    case 'too_small':
      return m.desk_held_at_least({ n: String(issue.minimum) });
    case 'too_big':
      return m.desk_held_at_most({ n: String(issue.maximum) });
    case 'unrecognized_keys':
      return m.desk_held_unknown_fields({ fields: issue.keys.join(getLocale() === 'en' ? ', ' : '、') });
    case 'invalid_format':
      return m.desk_held_format();
    default:
      return m.desk_held_rule();
  }
}

const typeWords: Readonly<Record<string, (() => string) | undefined>> = {
  number: m.desk_held_type_number,
  int: m.desk_held_type_int,
  string: m.desk_held_type_string,
  boolean: m.desk_held_type_boolean,
  array: m.desk_held_type_array,
  object: m.desk_held_type_object,
};

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value);
}
