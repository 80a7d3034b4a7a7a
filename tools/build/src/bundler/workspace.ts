import { join } from 'node:path';

/** The root of the workspace: bare imports of generated code resolve from here. */
export const workspaceRoot = join(import.meta.dirname, '../../../..');
