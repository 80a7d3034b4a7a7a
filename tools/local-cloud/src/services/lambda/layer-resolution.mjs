/**
 * Resolves modules as on Lambda, from the bundle, the AWS SDK of the runtime and the layers only. Worker threads share the
 * host's file system, so `/opt` does not exist: imports of packages and of `/opt/…` resolve to the unpacked layers. Code
 * that opens `/opt/…` with `fs` must use the folder in LAMBDA_LAYERS_FOLDER.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Where a layer keeps packages: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-layers.html
const PACKAGE_FOLDERS = ['nodejs/node_modules', 'nodejs/node24/node_modules', 'node_modules'];
const isBare = (specifier) => !/^(\.{0,2}\/|[a-z][a-z+.-]*:|#)/i.test(specifier);
const isPartOfRuntime = (specifier) => /^@(aws-sdk|smithy)\//.test(specifier);
const packageName = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

export function resolveFromLayers({ bundlePath, layerFolders }) {
  const bundleFolder = pathToFileURL(`${dirname(bundlePath)}/`).href;
  const isOwnCode = (parentUrl) =>
    parentUrl?.startsWith(bundleFolder) && !parentUrl.includes('/node_modules/');

  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier.startsWith('/opt/')) return nextResolve(inLayers(specifier) ?? specifier, context);
      if (!isBare(specifier) || !isOwnCode(context.parentURL)) return nextResolve(specifier, context);
      if (isPartOfRuntime(specifier) || isBuiltIn(specifier)) return nextResolve(specifier, context);
      return fromLayer(specifier, context, nextResolve);
    },
  });

  function inLayers(path) {
    // A later layer overrides an earlier one.
    const found = layerFolders.toReversed().map((folder) => join(folder, path.slice('/opt/'.length)));
    const file = found.find((candidate) => existsSync(candidate));
    return file && pathToFileURL(file).href;
  }

  function fromLayer(specifier, context, nextResolve) {
    const layerFolder = layerFolders
      .toReversed()
      .flatMap((folder) => PACKAGE_FOLDERS.map((packages) => join(folder, packages)))
      .find((packages) => existsSync(join(packages, packageName(specifier))));
    if (!layerFolder) {
      const error = new Error(`Cannot find package '${specifier}' imported from ${context.parentURL}`);
      throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
    }
    // A layer of the local stage contains binaries for this machine, not for Lambda.
    return nextResolve(specifier, { ...context, parentURL: pathToFileURL(`${layerFolder}/index.js`).href });
  }
}

const isBuiltIn = (specifier) => process.getBuiltinModule(specifier) !== undefined;
