import type { DemoWorld } from './demo-world.ts';
import type { RouteValues } from './routes.ts';

/** Things of the demo that addresses name: its plan, its longest loop, an issue. */
export async function demoValues({ app, ...world }: DemoWorld): Promise<RouteValues> {
  return {
    plan: await oneOf('plan', "data->>'id' = 'commute'"),
    loop: await oneOf('loop', "jsonb_array_length(data->'signals') > 5"),
    item: await oneOf('item', "jsonb_array_length(data->'photos') > 0"),
    code: await world.code('operator', 'ja'),
  };

  async function oneOf(kind: string, best: string): Promise<string> {
    const { rows } = await app.db.pool.query<{ id: string }>(
      `select id from record where kind = $1 and gone is null order by coalesce(${best}, false) desc, id limit 1`,
      [kind],
    );
    const [row] = rows;
    if (!row) throw new Error(`the demo has no ${kind}`);
    return row.id;
  }
}
