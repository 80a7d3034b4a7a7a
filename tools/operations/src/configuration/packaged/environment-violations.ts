import type { DeclaredVariable } from '../../../../build/src/bundler/environment/declared-environment.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { commonEnvironment } from '../../../../serverless-conventions/src/function-conventions.ts';
import { issuerVariables } from '../../../../serverless-conventions/src/user-pools.ts';
import type { EnvironmentLocations } from './environment-locations.ts';
import type { PackagedEnvironment } from './packaged-environment.ts';
import { nearestName } from '../../../../workspace/src/names/nearest-name.ts';
import { fitsKind } from './value-form.ts';

/** Variables that Powertools, Node and libs/logging read in every function and task. */
const ofConventions = new Set([
  ...Object.keys(commonEnvironment('', '')),
  ...Object.values(issuerVariables),
  'NODE_OPTIONS',
  'TASK_NAME',
]);

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LIMIT_BYTES = 4096;
/** An estimate for a value that only AWS knows: longer than any ARN here. */
const UNKNOWN_BYTES = 150;

interface Declared {
  readonly declared: readonly DeclaredVariable[];
  readonly template: Template;
  readonly places: EnvironmentLocations;
}

/**
 * Compares the variables that a function or task declares with those that its template sets.
 *
 * @returns one message per violation, with file and line of both sides
 */
export function environmentViolations(
  given: PackagedEnvironment,
  { declared, template, places }: Declared,
): string[] {
  const { owner, variables, addedAtStart } = given;
  const names = new Set(declared.map(({ variable }) => variable));
  const unused = Object.keys(variables).filter((name) => !names.has(name) && !ofConventions.has(name));
  const missing = declared.filter(({ variable }) => !(variable in variables) && !addedAtStart.has(variable));
  const misspelt = missing.flatMap(({ variable }) => nearestName(variable, unused) ?? []);
  return [
    ...missing.map(({ variable, kind, source }) => {
      const near = nearestName(variable, unused);
      const where = places.of(owner, near);
      return near
        ? `${where}: ${owner} is given ${near}; did you mean ${variable} (${kind}), which ${source} declares?`
        : `${where}: ${owner} is not given ${variable} (${kind}), which ${source} declares.`;
    }),
    ...unused
      .filter((name) => !misspelt.includes(name))
      .map(
        (name) =>
          `${places.of(owner, name)}: ${owner} is given ${name}, which nothing in ${sourceOf(owner, declared)} declares. Remove it.`,
      ),
    ...declared
      .filter(({ variable, kind }) => variable in variables && !fitsKind(variables[variable], kind, template))
      .map(
        ({ variable, kind, source }) =>
          `${places.of(owner, variable)}: ${owner} is given ${variable} = ${shown(variables[variable])}, and ${source} declares it as ${kind}.`,
      ),
    ...sizeFaults(given, { declared, places }),
  ];
}

/** Names a bundle by its first declaration, or by its owner if it declares nothing. */
const sourceOf = (owner: string, [first]: readonly DeclaredVariable[]): string =>
  first ? `the bundle of ${first.source.replace(/:\d+$/, '')}` : `the bundle dist/${owner}.mjs`;

function sizeFaults(
  { owner, variables }: PackagedEnvironment,
  { declared, places }: Pick<Declared, 'declared' | 'places'>,
): string[] {
  const sized = Object.entries(variables).map(([name, value]) => ({
    name,
    bytes: bytesOf(name) + bytesOf(value),
  }));
  const bytes = sized.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes <= LIMIT_BYTES) return [];
  const [largest] = sized.toSorted((a, b) => b.bytes - a.bytes);
  const source = declared.find(({ variable }) => variable === largest?.name)?.source;
  return [
    `${places.of(owner, largest?.name)}: the environment of ${owner} takes about ${bytes} bytes; Lambda allows ${LIMIT_BYTES}. The largest variable is ${largest?.name}${source ? ` (${source})` : ''}. Keep it in Parameter Store.`,
  ];
}

const bytesOf = (value: unknown): number =>
  typeof value === 'object' ? UNKNOWN_BYTES : Buffer.byteLength(String(value));

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value));
