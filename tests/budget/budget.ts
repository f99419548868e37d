import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { above, table } from './budgets.ts';
import { buildWeb, webDist } from '../../apps/server/src/http/build-web.ts';
import { readBuiltApp } from './built-app.ts';
import { measure } from './measure.ts';

// `pnpm budget [--dist FOLDER]`: sizes against budgets; the last line is one JSON object in bytes.

const { values } = parseArgs({ options: { dist: { type: 'string' } } });
if (values.dist === undefined) buildWeb();
const measured = measure(readBuiltApp(values.dist === undefined ? webDist : resolve(values.dist)));
process.stdout.write(`${table(measured)}\n${JSON.stringify(measured)}\n`);
if (above(measured).length > 0) process.exitCode = 1;
