import { createRequire } from 'node:module';
import type { RulesetDefinition } from '@stoplight/spectral-core';
import type { LintDocument, LintProblem } from './lint-document.ts';

// CommonJS packages whose exports Node does not detect.
const require = createRequire(import.meta.url);
const { Spectral } = require('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core');
const { oas } = require('@stoplight/spectral-rulesets') as typeof import('@stoplight/spectral-rulesets');

/** Lints a document with Spectral's recommended rules. https://docs.stoplight.io/docs/spectral/4dec24461f3af-open-api-rules */
export const spectral: LintDocument = async (document) => {
  const linter = new Spectral();
  linter.setRuleset({ extends: [[oas as RulesetDefinition, 'recommended']] });
  const problems = await linter.run(JSON.stringify(document));
  return problems.map(({ code, message, path }): LintProblem => ({
    rule: String(code),
    message,
    path: `#/${path.map((step) => String(step).replaceAll('/', '~1')).join('/')}`,
  }));
};
