/** Writes what the type checker needs before a build: messages and the route tree. */
import { compile } from '@inlang/paraglide-js';
import { Generator, getConfig } from '@tanstack/router-generator';
import { paraglide, routes } from '../web-tools.ts';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
await compile(paraglide);
await new Generator({ config: getConfig(routes, root), root }).run();
