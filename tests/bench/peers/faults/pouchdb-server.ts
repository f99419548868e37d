/** `pouchdb-server.ts <folder>` */
import { servePouchDb } from '../engines/pouchdb-files.ts';

const [folder = ''] = process.argv.slice(2);
const { port, Stored } = await servePouchDb(folder);
// Made before the first page comes; it is there already after a kill.
await new Stored('facts').info();
process.once('disconnect', () => process.exit(0));
process.send?.({ port });
