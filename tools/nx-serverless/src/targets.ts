import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { parameterTargets, stageTargets, type Neighbors } from './deploy-targets.ts';

/** A deployed service, a shared library or a workspace tool. */
export type ProjectKind = 'service' | 'library' | 'tool';

/** The result of a check depends on the project, its dependencies and the installed packages. */
const check = (command: string, configuration: string): TargetConfiguration => ({
  command,
  cache: true,
  inputs: ['default', '^default', configuration],
});

const jestInWorkspace =
  'node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js --passWithNoTests';

/** Checks of every project. They run from the root, where their configuration is. */
const checks = (root: string): Record<string, TargetConfiguration> => ({
  lint: check(`oxlint --deny-warnings ${root}`, '{workspaceRoot}/.oxlintrc.json'),
  typecheck: check(`node tools/nx-serverless/src/typecheck.ts ${root}`, '{workspaceRoot}/tsconfig*.json'),
  test: check(`${jestInWorkspace} --selectProjects unit -- ${root}/`, '{workspaceRoot}/jest.config.mjs'),
  // Not cached: integration tests run against the whole local cloud, so any service may change their result.
  integration: { command: `${jestInWorkspace} --selectProjects integration -- ${root}/` },
});

const buildTool = [
  '{workspaceRoot}/{tools/build/src/bundler,libs/{config,schema}/src}/**/*',
  '{workspaceRoot}/tools/workspace/src/{cli,layout}/**/*',
  '!{workspaceRoot}/{tools/{build/src/bundler,workspace/src},libs/{config,schema}/src}/**/*.test.ts',
];
const conventions = [
  '{workspaceRoot}/tools/serverless-conventions/**/*',
  '!{workspaceRoot}/tools/serverless-conventions/**/*.test.ts',
];
/** Packages a service and checks the package against the other services. */
const packageTool = [
  '{workspaceRoot}/tools/operations/src/commands/package.ts',
  '{workspaceRoot}/tools/operations/src/deploy/{contracts,order,packages}/**/*',
  '{workspaceRoot}/tools/workspace/src/{cli,layout,metrics,services,templates}/**/*',
  '{workspaceRoot}/tools/operations/src/configuration/{configuration-violations.ts,{packaged,parameters,secrets}/**/*}',
  '{workspaceRoot}/libs/redaction/src/**/*',
  '!{workspaceRoot}/{libs/redaction,tools/operations,tools/workspace}/src/**/*.test.ts',
];

/** A layer is built from the lock file, and Nx's graph knows only imported packages. */
const layerTool = [
  '{workspaceRoot}/package-lock.json',
  '{workspaceRoot}/tools/build/src/layers/**/*',
  '!{workspaceRoot}/tools/build/src/layers/**/*.test.ts',
  // A layer of the local stage holds binaries for this machine.
  { runtime: 'node -p process.platform+process.arch' },
];

/** The default stage and region, without `--stage` and `--region`. */
const defaultPlace = [
  { env: 'TRADEWIND_STAGE' },
  { env: 'USER' },
  { env: 'AWS_REGION' },
  { runtime: 'git config user.name || true' },
];

/** A package belongs to one stage: each stage has its own cache entry, and `.serverless` holds the most recent one. */
const packageable = (root: string, hasLayers: boolean): Record<string, TargetConfiguration> => ({
  build: {
    command: 'node ../../tools/build/src/bundler/build-service.ts',
    options: { cwd: '{projectRoot}' },
    cache: true,
    inputs: ['production', '^production', ...buildTool],
    outputs: ['{projectRoot}/dist'],
  },
  package: {
    command: `node tools/operations/src/commands/package.ts ${root}`,
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

/** A site that Vite builds into `dist`: the local console. */
const site = (root: string): Record<string, TargetConfiguration> => ({
  site: {
    command: `vite build ${root} --logLevel warn`,
    cache: true,
    inputs: ['production', '^production', '{workspaceRoot}/package-lock.json'],
    outputs: ['{projectRoot}/dist'],
  },
});

interface Surroundings {
  readonly neighbors: Neighbors | undefined;
  readonly hasLayers: boolean;
  readonly hasParameters: boolean;
  readonly hasSite: boolean;
}

const noNeighbors: Neighbors = { upstreams: [], downstreams: [] };

/**
 * @param root          the project's folder, such as `services/catalog`
 * @param surroundings  of a service: its neighbors, whether it publishes Lambda layers, whether it declares parameters;
 *                      of a tool: whether Vite builds a site of it
 * @returns the project named after its folder, with its targets
 */
export function inferProject(
  root: string,
  kind: ProjectKind,
  {
    neighbors = noNeighbors,
    hasLayers = false,
    hasParameters = false,
    hasSite = false,
  }: Partial<Surroundings> = {},
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
      ...(hasSite ? site(root) : {}),
    },
  };
}
