import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { parameterTargets, stageTargets, type Neighbors } from './deploy-targets.ts';

/** What kind of project a folder is: a service that is deployed, a library, or a tool of this workspace. */
export type ProjectKind = 'service' | 'library' | 'tool';

/** The result of a check depends on what it reads: the project, what that imports, every installed package. */
const check = (command: string, configuration: string): TargetConfiguration => ({
  command,
  cache: true,
  inputs: ['default', '^default', configuration],
});

const jestInWorkspace =
  'node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js --passWithNoTests';

/** Checks every project has, run from the root so that each tool finds its one configuration. */
const checks = (root: string): Record<string, TargetConfiguration> => ({
  lint: check(`oxlint --deny-warnings ${root}`, '{workspaceRoot}/.oxlintrc.json'),
  typecheck: check(`node tools/nx-serverless/src/typecheck.ts ${root}`, '{workspaceRoot}/tsconfig*.json'),
  test: check(`${jestInWorkspace} --selectProjects unit -- ${root}/`, '{workspaceRoot}/jest.config.mjs'),
  // Runs against the whole local cloud, so against every service: nothing short of that says its result still holds.
  integration: { command: `${jestInWorkspace} --selectProjects integration -- ${root}/` },
});

const buildTool = [
  '{workspaceRoot}/{tools/build/src/bundler,libs/{config,schema}/src}/**/*',
  '!{workspaceRoot}/{tools/build/src/bundler,libs/{config,schema}/src}/**/*.test.ts',
];
const conventions = [
  '{workspaceRoot}/tools/serverless-conventions/**/*',
  '!{workspaceRoot}/tools/serverless-conventions/**/*.test.ts',
];
/** Packages, and looks for faults between the package and the other services. */
const packageTool = [
  '{workspaceRoot}/tools/operations/src/deploy/package-service.ts',
  '{workspaceRoot}/tools/operations/src/deploy/{contracts,graph,packages}/**/*',
  '{workspaceRoot}/tools/workspace/src/{cli,services,templates}/**/*',
  '{workspaceRoot}/tools/operations/src/configuration/{configuration-faults.ts,{packaged,parameters,secrets}/**/*}',
  '{workspaceRoot}/libs/logging/src/secret-forms.ts',
  '!{workspaceRoot}/tools/{operations,workspace}/src/**/*.test.ts',
];

/** A layer is built from the lock, of which Nx' graph shows only what somebody imports. */
const layerTool = [
  '{workspaceRoot}/package-lock.json',
  '{workspaceRoot}/tools/build/src/layers/**/*',
  '!{workspaceRoot}/tools/build/src/layers/**/*.test.ts',
  // A layer of the local stage holds binaries of the machine it is for.
  { runtime: 'node -p process.platform+process.arch' },
];

/** Who packages, and where to, when no `--stage` and `--region` say so. */
const defaultPlace = [
  { env: 'TRADEWIND_STAGE' },
  { env: 'USER' },
  { env: 'AWS_REGION' },
  { runtime: 'git config user.name || true' },
];

/** A package is of one stage: each has its own cache entry, `.serverless` holds the last. */
const packageable = (root: string, hasLayers: boolean): Record<string, TargetConfiguration> => ({
  build: {
    command: 'node ../../tools/build/src/bundler/build-service.ts',
    options: { cwd: '{projectRoot}' },
    cache: true,
    inputs: ['production', '^production', ...buildTool],
    outputs: ['{projectRoot}/dist'],
  },
  package: {
    command: `node tools/operations/src/deploy/package-service.ts ${root}`,
    dependsOn: ['build'],
    cache: true,
    inputs: [
      'production',
      '^production',
      ...buildTool,
      ...conventions,
      ...packageTool,
      ...defaultPlace,
      ...(hasLayers ? layerTool : []),
    ],
    outputs: ['{projectRoot}/.serverless'],
  },
});

interface Surroundings {
  readonly neighbors: Neighbors | undefined;
  readonly hasLayers: boolean;
  readonly hasParameters: boolean;
}

const noNeighbors: Neighbors = { upstreams: [], downstreams: [] };

/**
 * @param root          the project's folder, such as `services/catalog`
 * @param surroundings  of a service: its neighbors, whether it publishes Lambda layers, whether it declares parameters
 * @returns the project named after its folder, with its targets
 */
export function projectAt(
  root: string,
  kind: ProjectKind,
  { neighbors = noNeighbors, hasLayers = false, hasParameters = false }: Partial<Surroundings> = {},
): ProjectConfiguration {
  const name = root.split('/').at(-1)!;
  return {
    root,
    name,
    projectType: kind === 'service' ? 'application' : 'library',
    sourceRoot: `${root}/src`,
    tags: [`type:${kind}`, ...(kind === 'service' ? [`scope:${name}`] : [])],
    targets: {
      ...checks(root),
      ...(kind === 'service' ? { ...packageable(root, hasLayers), ...stageTargets(root, neighbors) } : {}),
      ...(hasParameters ? parameterTargets(root) : {}),
    },
  };
}
