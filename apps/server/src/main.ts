import { runServer } from './run-server.ts';
import { StartError } from './start-error.ts';

try {
  await runServer();
} catch (error) {
  // What a person can mend is one sentence; anything else is ours and shows where it happened.
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}
