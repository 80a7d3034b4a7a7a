import { stringsIn, type Template } from '../../../../workspace/src/templates/template.ts';
import type { EnvironmentLocations } from '../packaged/environment-locations.ts';
import type { PackagedEnvironment } from '../packaged/packaged-environment.ts';
import { secretsIn } from './find-secrets.ts';

/** Dynamic references that CloudFormation resolves into a readable environment. */
const resolvedSecret = /\{\{resolve:(ssm-secure|secretsmanager):/;

interface Packaged {
  readonly name: string;
  readonly template: Template;
  /** The code of each bundle, by name. */
  readonly bundles: ReadonlyMap<string, string>;
}

/** @returns one message for each secret in a template or a bundle */
export function secretViolations({ name, template, bundles }: Packaged): string[] {
  const inTemplate = Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
    stringsIn(resource)
      .flatMap(secretsIn)
      .map(
        ({ kind, begins }) =>
          `services/${name}: ${logicalId} of the template carries ${kind} (${begins}). ${advice}`,
      ),
  );
  const inBundles = [...bundles].flatMap(([bundle, code]) =>
    secretsIn(code).map(
      ({ kind, begins }) => `services/${name}: the bundle ${bundle} carries ${kind} (${begins}). ${advice}`,
    ),
  );
  return [...inTemplate, ...inBundles];
}

const advice = 'Revoke it, and keep the next one as a secret parameter: docs/guides/configuration.md.';

/** @returns one message per variable that would contain a secret in the deployed stack */
export const resolvedSecretViolations = (
  { owner, variables }: PackagedEnvironment,
  places: EnvironmentLocations,
): string[] =>
  Object.entries(variables)
    .filter(([, value]) => stringsIn([value]).some((text) => resolvedSecret.test(text)))
    .map(
      ([variable]) =>
        `${places.of(owner, variable)}: ${owner} is given a secret in ${variable}, which everyone who can view the function can read. Pass the parameter's name, and declare it as secretParameter.`,
    );
