import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import type { OutputOf } from '../../runtime/api/call.ts';
import { api } from '../../runtime/react/desk-api.tsx';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { fromLocalInput } from '../../ui/desk-format/instants.ts';
import { TextField } from '../../ui/field.tsx';
import { CreatedEnrolment } from './created-enrolment.tsx';
import { roleWords } from './role-words.ts';

const enrolledRoles = ['operator', 'lead', 'partner'] as const;

/** A link and QR code by which phones join a site: for so many people, for so long. */
export function NewEnrolment({
  directory,
  onCreated,
}: {
  readonly directory: Directory;
  readonly onCreated: () => void;
}) {
  // The names may arrive after the panel has opened.
  const [chosen, setSite] = useState<string>();
  const site = chosen ?? directory.sites[0]?.id ?? '';
  const [role, setRole] = useState<(typeof enrolledRoles)[number]>('operator');
  const [uses, setUses] = useState('1');
  const [minutes, setMinutes] = useState('1440');
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<string>();
  const [created, setCreated] = useState<OutputOf<'people.createEnrolment'>>();
  const create = useMutation(api.people.createEnrolment.mutationOptions());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const people = Number(uses);
    if (!Number.isInteger(people) || people < 1 || people > 200) return setProblem(m.desk_enrol_uses_bad());
    setProblem(undefined);
    const membershipUntil = fromLocalInput(until, directory.site(site)?.timeZone ?? 'UTC');
    void attempt(async () => {
      setCreated(
        await create.mutateAsync({
          site,
          role,
          uses: people,
          expiresInMinutes: Number(minutes),
          ...(membershipUntil === undefined ? {} : { membershipUntil }),
        }),
      );
      onCreated();
    });
  };

  if (created) return <CreatedEnrolment created={created} />;
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <SelectField
        label={m.desk_enrol_site()}
        value={site}
        options={directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) }))}
        onChange={setSite}
      />
      <SelectField
        label={m.desk_enrol_role()}
        value={role}
        options={enrolledRoles.map((value) => ({ value, label: roleWords(value) }))}
        onChange={(value) => setRole(enrolledRoles.find((each) => each === value) ?? role)}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={m.desk_enrol_uses()}
          inputMode="numeric"
          value={uses}
          onChange={(event) => setUses(event.currentTarget.value)}
          error={problem}
        />
        <SelectField
          label={m.desk_enrol_expires()}
          value={minutes}
          options={[
            { value: '60', label: m.desk_enrol_hour() },
            { value: '1440', label: m.desk_enrol_day() },
            { value: '10080', label: m.desk_enrol_week() },
          ]}
          onChange={setMinutes}
        />
      </div>
      <TextField
        label={m.desk_enrol_until()}
        type="datetime-local"
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Button tone="primary" type="submit" className="justify-self-start" disabled={create.isPending}>
        {m.desk_enrol_create()}
      </Button>
    </form>
  );
}
