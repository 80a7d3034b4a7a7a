import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logsPage } from './logs-page.ts';
import { readCatalogs } from './read-catalogs.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

// `npm run logs-page`: writes docs/logs.md from the catalogs.
writeFileSync(join(workspaceRoot, 'docs/logs.md'), logsPage(await readCatalogs()));
