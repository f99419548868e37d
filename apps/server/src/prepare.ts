/** What comes before a start: bad settings and a taken port are told first, then the web app is built if it changed. */
import { readEnv } from './env.ts';
import { buildWeb } from './http/build-web.ts';
import { requirePort } from './port.ts';
import { StartError } from './start-error.ts';

try {
  await requirePort(readEnv(process.env));
  buildWeb(() => process.stdout.write('Building the web app.\n'));
} catch (error) {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}
