import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { NOTICES_FILE, toNotices } from './notices.ts';
import { readShippedPackages } from './shipped-packages.ts';

// `npm run notices`: writes the license notice from the built bundles and the lock file.
writeFileSync(join(workspaceRoot, NOTICES_FILE), toNotices(readShippedPackages(workspaceRoot)));
