import type { ReactNode } from 'react';
import { useLocale } from '../../ui/locale.ts';
import { type Content, fieldValue, type Names, partsOf } from './field-value.ts';
import { fieldName } from './field-words.ts';

interface FieldsProps {
  readonly content: Content;
  readonly names: Names;
  /** Of amounts in it, where it names none itself. */
  readonly currency?: unknown;
  readonly depth?: number;
}

/** Deeper than any fact that the app knows. */
const deepest = 4;

/** What a fact says, each field after its name. Nothing of it has been judged: what cannot be put in words stands as it came. */
export function Fields({ content, names, currency, depth = 1 }: FieldsProps) {
  const locale = useLocale();
  const inside = content['currency'] ?? currency;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {Object.entries(content).map(([field, value]) => (
        <Row key={field} title={fieldName(field)}>
          {(depth < deepest && partsOf(field, value)?.map((part, index) => <Fields key={index} content={part} names={names} currency={inside} depth={depth + 1} />)) ||
            fieldValue(field, value, inside, names, locale)}
        </Row>
      ))}
    </dl>
  );
}

/** One thing that is known, after its name. */
export function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{title}</dt>
      <dd className="break-words [&>dl+dl]:mt-2">{children}</dd>
    </>
  );
}
