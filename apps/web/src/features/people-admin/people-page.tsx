import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { type Directory, useDirectory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import type { OutputOf } from '../../runtime/api/call.ts';
import { Answer } from '../../ui/desk/answer.tsx';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { Card, PageHead } from '../../ui/desk/page-head.tsx';
import { formatDayClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { EnrolmentList } from './enrolment-list.tsx';
import { roleWords } from './role-words.ts';

type Person = OutputOf<'people.list'>[number];

/** Who may do what, and the codes by which phones join. */
export function PeoplePage({ tabs }: { readonly tabs: ReactNode }) {
  const directory = useDirectory(useLocale());
  const asked = useQuery(api.people.list.queryOptions());
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={m.desk_people_title()} sub={m.desk_people_sub()} />
      {tabs}
      <div className="desk-people">
        <EnrolmentList directory={directory} />
        <Answer of={asked} rows={6}>
          {(people) => (
            <Card title={m.desk_people_list()} label={m.desk_people_list()}>
              {people.length === 0 ? (
                <p className="text-ink-3">{m.desk_people_none()}</p>
              ) : (
                <PeopleTable people={people} directory={directory} />
              )}
            </Card>
          )}
        </Answer>
      </div>
    </main>
  );
}

function PeopleTable({ people, directory }: { readonly people: readonly Person[]; readonly directory: Directory }) {
  const locale = useLocale();
  const where = (scope: string) =>
    scope === 'desk' ? m.desk_people_desk() : directory.siteName(scope.slice('site:'.length));
  const until = (at: number | undefined, scope: string) =>
    at === undefined
      ? m.desk_people_no_end()
      : formatDayClock(at, directory.site(scope.slice('site:'.length))?.timeZone ?? 'UTC', locale);
  const rows = people.flatMap((person) =>
    person.memberships.map((membership, index) => ({ ...membership, id: person.id, name: person.name, first: index === 0 })),
  );
  return (
    <DataTable
      label={m.desk_people_list()}
      rows={rows}
      keyOf={({ id, scope, role, from }) => `${id} ${scope} ${role} ${from}`}
      faint={({ until: end }) => end !== undefined && end <= serverNow()}
      columns={[
        {
          title: m.desk_people_col_name(),
          cell: ({ name, first }) => (first ? name : <span className="sm:sr-only">{name}</span>),
        },
        { title: m.desk_people_col_role(), words: true, cell: ({ role }) => roleWords(role) },
        { title: m.desk_people_col_where(), words: true, aside: true, cell: ({ scope }) => where(scope) },
        { title: m.desk_people_col_until(), aside: true, cell: ({ until: end, scope }) => until(end, scope) },
      ]}
    />
  );
}
