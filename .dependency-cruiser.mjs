/**
 * The arrows of this workspace: what may import what (`npm run boundaries`).
 * Rule by rule with a planted violation: tools/nx-serverless/test/boundaries.test.ts
 */
const service = '^services/([^/]+)/';
const inside = (...layers) => `${service}src/(${layers.join('|')})/`;
const test = '[.]test[.]ts$';

/** A layer and the layers that it must never call. */
const layer = (from, mayNotCall, comment) => ({
  name: `${from}-call-down-only`,
  severity: 'error',
  comment,
  from: { path: `^services/[^/]+/src/${from}/`, pathNot: test },
  to: { path: `^services/[^/]+/src/(${mayNotCall.join('|')})/` },
});

/** tools/local-cloud: boot → endpoint → services → contract, and boot → activity → contract. A folder of it and the folders that it must never import. */
const localCloud = '^tools/local-cloud/src/';
const localCloudLayer = (from, mayNotImport, comment) => ({
  name: `local-cloud-${from}-imports-down-only`,
  severity: 'error',
  comment,
  from: { path: `${localCloud}${from}/` },
  to: { path: `${localCloud}(${mayNotImport.join('|')})/` },
});

export default {
  forbidden: [
    layer('controllers', ['handlers', 'tasks', 'wiring'], 'A use case does not know which trigger runs it.'),
    layer(
      'jobs',
      ['handlers', 'tasks', 'wiring', 'controllers'],
      'A job is a use case: it gets its runtime as an argument.',
    ),
    layer(
      'models',
      ['handlers', 'tasks', 'wiring', 'controllers', 'jobs', 'helpers', 'gateways'],
      'Models import models and libraries only.',
    ),
    {
      name: 'models-import-no-packages',
      severity: 'error',
      comment: 'Rules without clock, network or disk need TypeBox and hashes, and nothing else.',
      from: { path: inside('models'), pathNot: test },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: '^crypto$|node_modules/typebox/',
      },
    },
    layer(
      'wiring',
      ['handlers', 'tasks', 'controllers', 'jobs'],
      'Wiring creates the dependencies that several handlers share; it runs no use case.',
    ),
    layer(
      'helpers',
      ['handlers', 'tasks', 'wiring', 'controllers', 'jobs'],
      'Helpers serve controllers; they never call back.',
    ),
    {
      name: 'helpers-serve-several',
      severity: 'error',
      comment: 'A helper is a step that several use cases share: move it to its only user, or to the models.',
      from: { path: '^services/[^/]+/src/', pathNot: test },
      module: { path: inside('helpers'), pathNot: test, numberOfDependentsLessThan: 2 },
    },
    layer(
      'gateways',
      ['handlers', 'tasks', 'wiring', 'controllers', 'jobs', 'helpers'],
      'Gateways know the outside world, not our use cases.',
    ),
    {
      name: 'gateways-import-only-types-and-schemas-of-models',
      severity: 'error',
      comment: 'A gateway may `import type` a model, or parse with a schema module; rules stay out of it.',
      from: { path: inside('gateways'), pathNot: test },
      to: { path: inside('models'), pathNot: '[.]schema[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-do-not-import-services',
      severity: 'error',
      comment: 'Services share contracts (libs/contracts) and parameters, never code; tests included.',
      from: { path: service },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-do-not-import-tools',
      severity: 'error',
      comment: 'What is deployed does not depend on what builds it; tests and local runs may.',
      from: { path: '^services/[^/]+/src/', pathNot: test },
      to: { path: '^tools/' },
    },
    {
      name: 'libs-do-not-import-services-or-tools',
      severity: 'error',
      comment: 'A library serves every service: anything it imports would become part of each.',
      from: { path: '^libs/' },
      to: { path: '^(services|tools)/' },
    },
    {
      name: 'libs-are-imported-by-their-index',
      severity: 'error',
      comment: 'Write #libs/NAME; what its index does not export is its own business.',
      from: { path: '^(services|tools)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'tools-do-not-import-services',
      severity: 'error',
      comment:
        'Tools work on any service: they read folders and templates. The simulation and replays of the model run use cases.',
      from: { path: '^tools/', pathNot: '^tools/(simulation/src/(shop|histories)|model/src/replay)/' },
      to: { path: '^services/' },
    },
    {
      name: 'simulation-runs-use-cases-and-fakes',
      severity: 'error',
      comment:
        'The simulation connects use cases to in-memory repositories. Handlers and wiring would connect to AWS.',
      from: { path: '^tools/simulation/' },
      to: { path: '^services/[^/]+/src/(handlers|wiring|tasks)/', pathNot: '[.]schema[.]ts$' },
    },
    {
      name: 'simulation-engine-and-invariants-know-no-services',
      severity: 'error',
      comment:
        'The invariants also check systems that run elsewhere, and the engine could run other services.',
      from: { path: '^tools/simulation/src/(engine|invariants|deliveries)/' },
      to: { path: '^(services|tools/simulation/src/(shop|histories))/' },
    },
    localCloudLayer(
      'contract',
      ['services', 'activity', 'faults', 'endpoint', 'boot', 'testing'],
      'The contract is what every local service is written against; it knows none of them.',
    ),
    localCloudLayer(
      'activity',
      ['services', 'faults', 'endpoint', 'boot', 'testing'],
      'The recorder knows what happened, not which service does it.',
    ),
    localCloudLayer(
      'faults',
      ['services', 'activity', 'endpoint', 'boot', 'testing'],
      'Faults act through the contract, on any service.',
    ),
    localCloudLayer(
      'services',
      ['activity', 'faults', 'endpoint', 'boot', 'testing'],
      'A local service receives what it needs from boot, which creates it.',
    ),
    {
      name: 'local-cloud-services-do-not-import-services',
      severity: 'error',
      comment:
        'A service calls another through an interface of the contract (FunctionInvoker, Queues, TableStreams, ContainerTasks); boot connects them.',
      from: { path: `${localCloud}services/([^/]+)/` },
      to: { path: `${localCloud}services/`, pathNot: `${localCloud}services/$1/` },
    },
    localCloudLayer(
      'endpoint',
      ['services/(?!iam/)[^/]+', 'activity', 'faults', 'boot', 'testing'],
      'The endpoint authorizes calls (IAM) and passes them on; boot decides which services it serves.',
    ),
    localCloudLayer('boot', ['testing'], 'What starts for `npm start` does not depend on the Jest set-up.'),
    {
      name: 'local-cloud-no-circular-imports',
      severity: 'error',
      comment: 'Types included: the layers of the local cloud must read from top to bottom.',
      from: { path: localCloud },
      to: { circular: true },
    },
    {
      name: 'local-cloud-no-circular-folders',
      severity: 'error',
      comment: 'Two folders that import each other are one folder.',
      scope: 'folder',
      from: { path: localCloud },
      to: { circular: true },
    },
    {
      name: 'no-circular-imports',
      severity: 'error',
      comment:
        'The module of a circle that loads first sees the other half empty, and a reader finds no place to start.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment:
        'The import leads to no file and no installed package. (Bundles of a test resolve in Lambda layers.)',
      from: { pathNot: '^tools/[^/]+/test/.+[.]mjs$' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment:
        'The package is installed by accident, as the dependency of another: declare it in package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|[.]serverless|[.]layers|[.]local|node_modules/[.]cache)/' },
    tsPreCompilationDeps: 'specify',
    parser: 'tsc',
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
    // A package.json below the root only names its folder; dependencies are declared in the root.
    combinedDependencies: true,
    cache: false,
  },
};
