import type { Item } from '@fieldloop/domain/records/item';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';

interface IssueCommentsProps {
  readonly item: Item;
  readonly personName: (id: string) => string;
  readonly when: (at: number) => string;
  readonly onSend: (text: string) => Promise<boolean>;
}

/** What was said about it; every comment stays. */
export function IssueComments({ item, personName, when, onSend }: IssueCommentsProps) {
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await onSend(text.trim()))) setText('');
  };
  return (
    <section aria-label={m.desk_issue_comments()}>
      <h3 className="field-label">{m.desk_issue_comments()}</h3>
      {item.comments.length === 0 && <p className="text-ink-3">{m.desk_issue_no_comments()}</p>}
      <ul className="grid gap-2">
        {item.comments.map((comment) => (
          <li key={comment.id} className="border-l-[3px] border-line-strong pl-2.5">
            <p>{comment.text}</p>
            <p className="text-[0.78rem] text-ink-3">
              {personName(comment.by)} · {when(comment.at)}
            </p>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void submit(event)} className="mt-3 grid gap-2">
        <TextArea
          label={m.desk_issue_comment_add()}
          rows={2}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" className="justify-self-start" disabled={text.trim() === ''}>
          {m.desk_issue_comment_send()}
        </Button>
      </form>
    </section>
  );
}
