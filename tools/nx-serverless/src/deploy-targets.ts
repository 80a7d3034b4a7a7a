import type { TargetConfiguration } from '@nx/devkit';

/** The services that a service depends on (upstreams) and those that depend on it (downstreams), by name. */
export interface Neighbors {
  readonly upstreams: readonly string[];
  readonly downstreams: readonly string[];
}

/**
 * Targets that act on a stage. Dependencies between services exist only between these targets: in the project graph they
 * would make a change of one service test and package every service that calls it.
 *
 * @param root  the service's folder, such as `services/catalog`
 */
export function stageTargets(
  root: string,
  { upstreams, downstreams }: Neighbors,
): Record<string, TargetConfiguration> {
  const run = (program: string): TargetConfiguration => ({ command: `node tools/${program}.ts ${root}` });
  return {
    diff: { ...run('checks/src/policies/diff-service'), dependsOn: ['package'] },
    deploy: {
      command: deployCommand(root, upstreams),
      dependsOn: ['package', ...of(upstreams, 'deploy')],
    },
    remove: run('operations/src/commands/remove'),
    'remove-with-readers': {
      ...run('operations/src/commands/remove'),
      dependsOn: of(downstreams, 'remove-with-readers'),
    },
    prune: run('operations/src/commands/prune'),
    logs: run('operations/src/commands/logs'),
    redrive: run('operations/src/commands/redrive'),
  };
}

/** `deploy.sh` skips a service without starting Node.js. Windows has no `sh`; there, the command itself reads the ledger. */
const deployCommand = (root: string, upstreams: readonly string[]): string =>
  process.platform === 'win32'
    ? `node tools/operations/src/commands/deploy.ts ${root}`
    : `sh tools/operations/deploy.sh ${root} '${upstreams.join(' ')}'`;

/** Additional targets of a service that reads parameters at run time. */
export const parameterTargets = (root: string): Record<string, TargetConfiguration> => ({
  config: { command: `node tools/operations/src/commands/config.ts ${root}` },
});

/** Forwards the options to the dependencies. Packaging gets its stage from run-stage.ts. */
const of = (projects: readonly string[], target: string) =>
  projects.length > 0 ? [{ projects: [...projects], target, params: 'forward' as const }] : [];

/** The root project, for targets that concern all services. */
export const WORKSPACE = 'tradewind';

/** @returns the targets of the root project */
export function workspaceTargets(services: readonly string[]): Record<string, TargetConfiguration> {
  const dependsOn = [{ projects: [...services], target: 'package' }];
  return {
    // Every file is an input, so each `nx affected -t deploy` with any affected project checks the ledger for all
    // services: git does not list a service whose earlier deployment failed.
    deploy: { executor: 'nx:noop', inputs: ['{workspaceRoot}/**/*'], dependsOn: of(services, 'deploy') },
    'deploy-graph': { command: 'node tools/operations/src/commands/deploy-graph.ts', dependsOn },
    logs: { command: 'node tools/operations/src/commands/logs.ts' },
    'remove-stage': { command: 'node tools/operations/src/commands/remove-stage.ts' },
    'deploy-status': { command: 'node tools/operations/src/commands/deploy-status.ts', dependsOn },
  };
}
