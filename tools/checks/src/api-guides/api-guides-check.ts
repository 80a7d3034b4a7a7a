import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentErrorsPage, ERRORS_FILE } from '../../../api-reference/src/problems/errors-file.ts';
import type { Check } from '../check.ts';

export const apiGuidesCheck: Check = {
  name: 'api-guides',
  description: `whether ${ERRORS_FILE} lists the problem codes of all services`,
  readsTestRecords: false,
  async run({ root }) {
    const isCurrent = readFileSync(join(root, ERRORS_FILE), 'utf8') === (await currentErrorsPage(root));
    const message = 'The page does not match the OpenAPI documents. Run "npm run errors-page".';
    return {
      findings: isCurrent ? [] : [{ severity: 'error', service: ERRORS_FILE, message }],
      summary: [],
    };
  },
};
