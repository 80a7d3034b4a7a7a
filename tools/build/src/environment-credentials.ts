import type { Plugin } from 'esbuild';
import { workspaceRoot } from './workspace.ts';

/**
 * An esbuild plugin that leaves the AWS SDK one way to credentials: the environment, where Lambda puts a function's.
 * The SDK's default chain also knows profiles, SSO, web identities and instance metadata: 90 KB that a function
 * parses at every cold start and never calls.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentCredentials = (): Plugin => ({
  name: 'environment-credentials',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({
      path,
      namespace: 'environment-credentials',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'environment-credentials' }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: workspaceRoot,
    }));
  },
});
