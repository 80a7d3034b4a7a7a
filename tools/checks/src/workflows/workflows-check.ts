import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { lintWorkflows } from './lint-workflows.ts';

export const workflowsCheck: Check = {
  name: 'workflows',
  description: 'GitHub Actions workflows: actionlint, and actions pinned by commit',
  readsTestRecords: false,
  async run({ root }) {
    const folder = join(root, '.github/workflows');
    return { findings: await lintWorkflows(folder), summary: [`${readdirSync(folder).length} workflows.`] };
  },
};
