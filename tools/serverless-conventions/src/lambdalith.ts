import { isDeepStrictEqual } from 'node:util';
import type { OslsFunction, OslsService } from './osls.ts';
import { toLogicalId } from './roles.ts';
import type { Template } from './template.ts';

/** The key of the function that answers all routes, as in tools/build/src/bundler/bundle/lambdalith-entry.ts. */
const LAMBDALITH = 'api';

/**
 * With `custom.deployment: lambdalith`, replaces all functions with routes by one function: it answers all their events, with
 * the union of their environment variables, role statements and layers, and with the greatest memory and timeout. Alarms
 * on the logs of the functions are on those of the one function.
 *
 * @param service  changed in place, before osls compiles it and after all other conventions for single functions
 * @returns the keys of the replaced functions
 * @throws Error if two functions have different values for a variable or for another setting
 */
export function mergeRoutes(service: OslsService, stage: string): readonly string[] {
  if (service.custom?.deployment !== 'lambdalith') return [];
  const routed = Object.entries(service.functions).filter(([, { events = [] }]) =>
    events.some(({ http }) => http),
  );
  if (routed.length === 0) return [];
  const merged = merge(routed, service.provider);
  for (const [key] of routed) delete service.functions[key];
  service.functions[LAMBDALITH] = { ...merged, name: `${service.service}-${stage}-${LAMBDALITH}` };
  const replaced = routed.map(([key]) => key);
  renameInAlarms(service, new Set(replaced));
  return replaced;
}

/** @throws Error if the template refers to a function that was replaced */
export function requireNoReference(template: Template, replaced: readonly string[]): void {
  const text = JSON.stringify(template.Resources);
  for (const key of replaced) {
    const logicalId = `${toLogicalId(key)}LambdaFunction`;
    if (
      text.includes(`"${logicalId}"`) ||
      text.includes(`\${${logicalId}}`) ||
      text.includes(`\${${logicalId}.`)
    )
      throw new Error(
        `The template refers to ${logicalId}, and custom.deployment lambdalith replaces this function. ` +
          'Refer to another function, or remove custom.deployment.',
      );
  }
}

type Entries = readonly (readonly [key: string, definition: OslsFunction])[];

function merge(functions: Entries, defaults: OslsService['provider']): OslsFunction {
  const all = functions.map(([, definition]) => definition);
  const {
    // Merged below.
    environment: _environment,
    iamRoleStatements: _statements,
    memorySize: _memory,
    timeout: _timeout,
    events: _events,
    layers: _layers,
    neverCalled: _reasons,
    reservedConcurrency: _reserved,
    // Belong to a single function.
    handler: _handler,
    name: _name,
    package: _package,
    iamRoleStatementsName: _roleName,
    description: _description,
    ...rest
  } = Object.assign({}, ...all) as OslsFunction;
  requireSame(functions, Object.keys(rest));
  const layers = distinct(all.flatMap((each) => each.layers ?? []));
  const neverCalled = distinct(all.flatMap((each) => each.neverCalled ?? []));
  // A limit of some routes must not limit the others, so it is kept only if every route has one.
  const reserved = all.flatMap((each) => each.reservedConcurrency ?? []);
  return {
    ...rest,
    handler: `dist/${LAMBDALITH}.handler`,
    package: { patterns: ['!**', `dist/${LAMBDALITH}.mjs*`] },
    iamRoleStatementsName: LAMBDALITH,
    iamRoleStatements: mergeStatements(all.flatMap((each) => each.iamRoleStatements ?? [])),
    environment: mergeEnvironment(functions),
    events: all.flatMap((each) => each.events ?? []),
    memorySize: Math.max(...all.map((each) => each.memorySize ?? defaults.memorySize)),
    timeout: Math.max(...all.map((each) => each.timeout ?? defaults.timeout)),
    ...(layers.length > 0 && { layers }),
    ...(neverCalled.length > 0 && { neverCalled }),
    ...(reserved.length === all.length && {
      reservedConcurrency: reserved.reduce((sum, each) => sum + each, 0),
    }),
  };
}

function requireSame(functions: Entries, settings: readonly string[]): void {
  const valueOf = ([, definition]: Entries[number], setting: string) =>
    (definition as unknown as Record<string, unknown>)[setting];
  for (const setting of settings) {
    const [first] = functions;
    const other = functions.find(
      (each) => !isDeepStrictEqual(valueOf(each, setting), valueOf(first!, setting)),
    );
    if (other)
      throw new Error(
        `serverless.yml: ${first![0]} and ${other[0]} differ in ${setting}, so custom.deployment lambdalith cannot merge them.`,
      );
  }
}

function mergeEnvironment(functions: Entries): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const [key, { environment = {} }] of functions)
    for (const [variable, value] of Object.entries(environment)) {
      if (Object.hasOwn(merged, variable) && !isDeepStrictEqual(merged[variable], value))
        throw new Error(
          `serverless.yml: ${variable} of ${key} differs from that of another function, so custom.deployment lambdalith ` +
            'cannot merge them. Give one of them another name.',
        );
      merged[variable] = value;
    }
  return merged;
}

interface Statement {
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

/** Joins the actions of statements that are equal otherwise, since a role has 10,240 characters of inline policies. */
function mergeStatements(statements: readonly object[]): object[] {
  const merged: { statement: Statement; rest: object; actions: string[] }[] = [];
  for (const statement of distinct(statements) as Statement[]) {
    const { Action: action, ...rest } = statement;
    const actions = typeof action === 'string' ? [action] : action;
    const isPlain = Array.isArray(actions) && actions.every((each) => typeof each === 'string');
    const same = isPlain ? merged.find((each) => isDeepStrictEqual(each.rest, rest)) : undefined;
    if (same) same.actions.push(...(actions as string[]));
    else merged.push({ statement, rest, actions: isPlain ? [...(actions as string[])] : [] });
  }
  return merged.map(({ statement, rest, actions }) =>
    actions.length > 0 ? { ...rest, Action: [...new Set(actions)].toSorted() } : statement,
  );
}

const distinct = <T>(values: readonly T[]): T[] =>
  values.filter((value, index) => values.findIndex((each) => isDeepStrictEqual(each, value)) === index);

function renameInAlarms(service: OslsService, replaced: ReadonlySet<string>): void {
  const { custom } = service;
  if (!custom?.alarms) return;
  const rename = (functions: readonly string[]) => [
    ...new Set(functions.map((name) => (replaced.has(name) ? LAMBDALITH : name))),
  ];
  const alarms = Object.entries(custom.alarms).map(([name, alarm]) => [
    name,
    alarm.functions ? { ...alarm, functions: rename(alarm.functions) } : alarm,
  ]);
  service.custom = { ...custom, alarms: Object.fromEntries(alarms) };
}
