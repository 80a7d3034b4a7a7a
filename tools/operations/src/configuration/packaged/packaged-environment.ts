import { resourcesOfType, type Template } from '../../../../workspace/src/templates/template.ts';

/** The environment that a packaged template sets for a function or the container of a task. */
export interface PackagedEnvironment {
  /** The name of the function in serverless.yml, or of the task in src/tasks. */
  readonly owner: string;
  /** Values of the template: a string or an intrinsic function. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Includes variables that the state machine adds when it starts the task. */
  readonly addedAtStart: ReadonlySet<string>;
  /** The logical ID of its role. */
  readonly role: string | undefined;
}

interface Container {
  readonly Name: string;
  readonly Environment?: readonly { readonly Name: string; readonly Value: unknown }[];
}

/**
 * @param prefix  of the functions' names: `tradewind-orders-local-`
 * @returns the environment of every function and container of a template
 */
export function givenEnvironments(template: Template, prefix: string): PackagedEnvironment[] {
  const functions = resourcesOfType(template, 'AWS::Lambda::Function').map(([, { Properties = {} }]) => ({
    owner: String(Properties['FunctionName']).slice(prefix.length),
    variables:
      (Properties['Environment'] as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {},
    addedAtStart: new Set<string>(),
    role: referenced(Properties['Role']),
  }));
  const added = overridesIn(template.Resources);
  const tasks = resourcesOfType(template, 'AWS::ECS::TaskDefinition').flatMap(([, { Properties = {} }]) =>
    ((Properties['ContainerDefinitions'] ?? []) as readonly Container[]).map(
      ({ Name, Environment = [] }) => ({
        owner: Name,
        variables: Object.fromEntries(Environment.map((each) => [each.Name, each.Value])),
        addedAtStart: new Set(added.get(Name)),
        role: referenced(Properties['TaskRoleArn']),
      }),
    ),
  );
  return [...functions, ...tasks];
}

const referenced = (value: unknown): string | undefined => {
  const attribute = (value as { 'Fn::GetAtt'?: unknown } | undefined)?.['Fn::GetAtt'];
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
};

/** The names of variables that state machines add when they start a task, by container. */
function overridesIn(value: unknown, found = new Map<string, string[]>()): Map<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  const { ContainerOverrides: overrides } = value as { ContainerOverrides?: readonly Container[] };
  for (const { Name, Environment = [] } of overrides ?? [])
    found.set(Name, [...(found.get(Name) ?? []), ...Environment.map((each) => each.Name)]);
  for (const inner of Object.values(value)) overridesIn(inner, found);
  return found;
}
