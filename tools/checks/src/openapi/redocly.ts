import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { LintDocument, LintProblem } from './lint-document.ts';

/** Differences from `recommended`, each with its reason. */
const rules = {
  // It does not see the properties next to `if` and `then` (Address). Spectral validates the examples completely.
  'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
  // The local cloud is a server of this document, and its host is localhost.
  'no-server-example.com': 'off',
} as const;

/** Lints a document with Redocly's recommended rules. https://redocly.com/docs/cli/rules/recommended */
export const redocly: LintDocument = async (document) => {
  const config = await createConfig({ extends: ['recommended'], rules });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message, location: [place] }): LintProblem => ({
    rule: ruleId,
    message,
    path: place?.pointer ?? '#/',
  }));
};
