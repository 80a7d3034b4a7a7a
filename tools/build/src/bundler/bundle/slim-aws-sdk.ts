import type { Plugin } from 'esbuild';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** Replacements for parts of the AWS SDK that functions never use. */
const replacements: Readonly<Record<string, string>> = {
  // Lambda provides credentials as environment variables. The default provider chain also supports profiles, SSO, web
  // identities and instance metadata: 90 KB that are parsed on every cold start.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  '@aws-sdk/credential-provider-node':
    "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  // Every client supports event streams (16 KB), which no operation in use requires.
  '@smithy/core/event-streams':
    "throw new Error('Bundles do not contain event streams. See tools/build/src/bundler/bundle/slim-aws-sdk.ts.');",
};

const NAMESPACE = 'slim-aws-sdk';

/** An esbuild plugin that removes unused parts of the AWS SDK from bundles. */
export const slimAwsSdk = (): Plugin => ({
  name: NAMESPACE,
  setup(build) {
    const names = Object.keys(replacements).join('|');
    build.onResolve({ filter: new RegExp(`^(${names})$`) }, ({ path, kind }) =>
      // A module that imports event streams statically uses them.
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
