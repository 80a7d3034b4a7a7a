import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limits } from '../limits.ts';

/** The size of function and layer zips, and the number of modules in a bundle. `npm run bundles` checks the bundles. */
export const artifactSize: Rule = ({ folder, template, artifacts }) => {
  const layers = new Set(
    resourcesOfType(template, 'AWS::Lambda::LayerVersion').map(([, { Properties }]) =>
      basename(String((Properties?.['Content'] as { S3Key?: unknown } | undefined)?.S3Key)),
    ),
  );
  return [
    ...artifacts.flatMap((file) => {
      const { size } = statSync(file);
      const limit = layers.has(basename(file)) ? limits.layerZipBytes : limits.functionZipBytes;
      return size > limit
        ? [error(`${basename(file)} has ${size} bytes, and the limit is ${limit}. Remove files or split it.`)]
        : [];
    }),
    ...moduleViolations(join(folder, 'dist/meta.json')),
  ];
};

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly entryPoint?: string; readonly inputs: Readonly<Record<string, unknown>> }>
  >;
}

function moduleViolations(metafile: string) {
  if (!existsSync(metafile)) return [];
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
  return Object.entries(outputs).flatMap(([bundle, { entryPoint, inputs }]) => {
    const modules = Object.keys(inputs).length;
    return entryPoint !== undefined && modules > limits.modulesPerFunction
      ? [
          error(
            `${basename(bundle)} consists of ${modules} modules, and the limit is ${limits.modulesPerFunction}. Import less.`,
          ),
        ]
      : [];
  });
}
