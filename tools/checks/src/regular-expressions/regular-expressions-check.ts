import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { schemaExpressions } from './schema-expressions.ts';
import { sourceExpressions, type DynamicExpression, type Expression } from './source-expressions.ts';

// The build in pure JavaScript: the package starts a native program or Java where it finds one.
const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof import('recheck');

// The check ends by its limits of iterations: a busy machine must not change the result.
const withoutTimeout = { timeout: null } as const;

/** Finds expressions whose time is not linear in the length of the text. https://makenowjust-labs.github.io/recheck/ */
export const regularExpressionsCheck: Check = {
  name: 'regular-expressions',
  description: 'regular expressions that can take more than linear time',
  readsTestRecords: false,
  run: async ({ root }) => {
    const expressions = await allExpressions(root);
    const findings = checkExpressions(expressions);
    return { findings, summary: [`${expressions.length} regular expressions.`] };
  },
};

// Builds the formats of schemas from lists of codes. They are checked with the schemas that use them.
const BUILDS_FORMATS = 'libs/schema/src/values/code-lists.ts';

async function allExpressions(root: string): Promise<(Expression | DynamicExpression)[]> {
  const files = globSync('{services,libs}/*/src/**/*.ts', { cwd: root })
    .filter(
      (file) => file !== BUILDS_FORMATS && !/\.test\.ts$|(?:^|\/)(?:node_modules|dist|testing)\//.test(file),
    )
    .toSorted();
  const inSources = files
    .filter((file) => !BUILDERS.includes(file))
    .flatMap((file) => sourceExpressions(file, readFileSync(resolve(root, file), 'utf8')));
  const schemas = files.filter((file) => file.endsWith('.schema.ts'));
  const inSchemas = await Promise.all(schemas.map((file) => schemaExpressions(root, file)));
  return [...inSources, ...inSchemas.flat()];
}

/** @returns an error for each expression that is vulnerable, cannot be checked or is built at run time */
export function checkExpressions(expressions: readonly (Expression | DynamicExpression)[]): Finding[] {
  const findings: Finding[] = [];
  const messages = new Map<string, string | undefined>();
  for (const expression of expressions) {
    const key = 'source' in expression ? `/${expression.source}/${expression.flags}` : undefined;
    if (key !== undefined && !messages.has(key)) messages.set(key, violation(expression as Expression));
    const message = key === undefined ? BUILT_AT_RUN_TIME : messages.get(key);
    if (message) findings.push({ severity: 'error', service: expression.location, message });
  }
  return findings;
}

/** Files that build expressions from constants. The results are formats of schemas, which are checked there. */
const BUILDERS = ['libs/schema/src/values/code-lists.ts'];

const BUILT_AT_RUN_TIME =
  'A regular expression is built at run time. Write it as a literal, or compare texts.';

function violation({ source, flags }: Expression): string | undefined {
  const result = checkSync(source, flags, withoutTimeout);
  if (result.status === 'safe') return undefined;
  if (result.status === 'unknown')
    return `The expression /${source}/${flags} cannot be checked (${result.error.kind}). Simplify it.`;
  return `The expression /${source}/${flags} can take ${result.complexity.summary} time. Limit its repetitions, or begin it where a word begins.`;
}
