import type { TemporaryWorkspace } from '../../../workspace/src/testing/temporary-workspace.ts';
import lambdaFunction from '../../../nx-serverless/src/generators/function/generator.ts';
import service from '../../../nx-serverless/src/generators/service/generator.ts';

// A few that many listen to, as catalogs and stocks are.
const TELLERS = 5;
const ALPHABET_SIZE = 26;

/** `bench-ab`: services have no digits in their names. */
const nameOf = (index: number): string =>
  `bench-${[Math.floor(index / ALPHABET_SIZE), index % ALPHABET_SIZE].map((digit) => String.fromCharCode(97 + digit)).join('')}`;

interface Generated {
  readonly names: readonly string[];
  /** Those whose topics others read. */
  readonly tellers: readonly string[];
}

/**
 * Generates services, the first of which publish events that all others consume.
 *
 * @param count  up to 676
 */
export async function generateServices(workspace: TemporaryWorkspace, count: number): Promise<Generated> {
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  for (const [index, name] of names.entries()) {
    await workspace.change((tree) => service(tree, { name, publishesEvents: index < TELLERS }));
    if (index < TELLERS) continue;
    const from = names[index % TELLERS]!;
    const event = `${from.replaceAll(/(^|-)(\w)/g, (_, _dash, initial: string) => initial.toUpperCase())}Created`;
    const options = { name: 'consume-others', service: name, trigger: 'queue', event, from };
    await workspace.change((tree) => lambdaFunction(tree, options));
  }
  workspace.commit();
  return { names, tellers: names.slice(0, TELLERS) };
}
