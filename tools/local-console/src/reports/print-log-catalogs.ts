import { json } from 'node:stream/consumers';
import { readCatalogs } from '../../../checks/src/log-catalog/read-catalogs.ts';

const { workspaceFolder } = (await json(process.stdin)) as { workspaceFolder: string };
process.stdout.write(JSON.stringify(await readCatalogs(workspaceFolder)));
