import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsPage } from './logs-page.ts';
import { readCatalogs } from './read-catalogs.ts';

// `npm run logs-page`: writes docs/logs.md from the catalogs.
writeFileSync(join(import.meta.dirname, '../../../../docs/logs.md'), logsPage(await readCatalogs()));
