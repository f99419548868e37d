/** Writes what the type checker needs before a build: the messages. */
import { compile } from '@inlang/paraglide-js';
import { paraglide } from '../web-tools.ts';

process.chdir(new URL('..', import.meta.url).pathname);
await compile(paraglide);
