import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsPage } from './logs-page.ts';
import { readCatalogues } from './read-catalogues.ts';

// `npm run logs-page`: writes docs/logs.md anew.
writeFileSync(join(import.meta.dirname, '../../../docs/logs.md'), logsPage(await readCatalogues()));
