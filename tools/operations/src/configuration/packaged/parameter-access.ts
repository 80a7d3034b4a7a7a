import type { DeclaredVariable } from '../../../../build/src/bundler/environment/declared-environment.ts';
import { stringsIn, type Template } from '../../../../workspace/src/templates/template.ts';
import type { EnvironmentLocations } from './environment-locations.ts';
import type { PackagedEnvironment } from './packaged-environment.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The action that parameterStore of #libs/gateways calls. */
const ACTION = 'ssm:GetParameters';

/** A declared variable whose value is the name of a parameter. */
export interface ReadParameter extends DeclaredVariable {
  readonly parameter: string;
}

/** @returns the parameters that a function reads: those whose names its environment contains */
export const parametersOf = (
  { variables }: Pick<PackagedEnvironment, 'variables'>,
  declared: readonly DeclaredVariable[],
): ReadParameter[] =>
  declared
    .filter(({ kind }) => kind === 'parameter' || kind === 'secretParameter')
    .map((each) => ({ ...each, parameter: String(variables[each.variable] ?? '') }))
    .filter(({ parameter }) => parameter.startsWith('/'));

/**
 * Compares the parameters that a function reads with those that its role allows.
 *
 * @returns one message per missing permission and per unused one
 */
export function parameterAccessViolations(
  given: PackagedEnvironment,
  {
    declared,
    template,
    places,
  }: { declared: readonly DeclaredVariable[]; template: Template; places: EnvironmentLocations },
): string[] {
  const { owner, role } = given;
  const read = parametersOf(given, declared);
  const granted = grantedParameters(role, template);
  const names = new Set(read.map(({ parameter }) => parameter));
  return [
    ...read
      .filter(({ parameter }) => !granted.has(parameter))
      .map(
        ({ parameter, variable, source }) =>
          `${places.of(owner, variable)}: ${owner} reads ${parameter} (${source}), and its role does not allow ${ACTION} on it.`,
      ),
    ...[...granted]
      .filter((parameter) => !names.has(parameter))
      .map(
        (parameter) =>
          `${places.of(owner)}: the role of ${owner} allows ${ACTION} on ${parameter}, which it does not read.`,
      ),
  ];
}

function grantedParameters(role: string | undefined, { Resources: resources }: Template): Set<string> {
  const policies = (role && resources[role]?.Properties?.['Policies']) || [];
  const statements = (policies as readonly { PolicyDocument: { Statement: readonly Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
  const reading = statements.filter(
    ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(ACTION),
  );
  return new Set(
    reading
      .flatMap(({ Resource }) => stringsIn(Resource))
      .flatMap((arn) => /:parameter(\/.*)$/.exec(arn)?.[1] ?? []),
  );
}
