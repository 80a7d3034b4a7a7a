import type { Plugin } from 'esbuild';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Parts of the AWS SDK that a function never reaches, and what stands in for them. */
const replacements: Readonly<Record<string, string>> = {
  // Lambda puts a function's credentials into its environment. The default chain also knows profiles, SSO, web
  // identities and instance metadata: 90 KB, parsed at every cold start.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  '@aws-sdk/credential-provider-node':
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  // Every client can speak event streams, 16 KB; no operation that we call does.
  '@smithy/core/event-streams':
    "throw new Error('Bundles leave out event streams: see tools/build/src/bundler/lean-sdk.ts.');",
};

const NAMESPACE = 'lean-sdk';

/** An esbuild plugin that leaves out of bundles what only costs a cold start. */
export const leanSdk = (): Plugin => ({
  name: NAMESPACE,
  setup(build) {
    const names = Object.keys(replacements).join('|');
    build.onResolve({ filter: new RegExp(`^(${names})$`) }, ({ path, kind }) =>
      // What imports event streams statically does use them.
      path.endsWith('/event-streams') && kind !== 'dynamic-import'
        ? undefined
        : { path, namespace: NAMESPACE, sideEffects: false },
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: replacements[path]!,
      resolveDir: workspaceRoot,
    }));
  },
});
