import type pg from 'pg';

/** Scopes first, as a push locks them; then the rows. */
export async function dropTombstones(client: pg.ClientBase, organization: string, before: number): Promise<number> {
  await client.query('select 1 from scope where organization_id = $1 order by scope for update', [organization]);
  const { rowCount } = await client.query(
    `with dropped as (
       delete from record where organization_id = $1 and gone = 'deleted' and changed_at < $2 returning scope, version
     ), floors as (
       update scope set floor = greatest(floor, (select max(version) from dropped where dropped.scope = scope.scope))
       where organization_id = $1 and scope in (select scope from dropped)
     )
     select from dropped`,
    [organization, before],
  );
  return rowCount ?? 0;
}
