import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { findBaseImages, pinBaseImages } from '../../../workspace/src/images/base-images.ts';
import { runProgram } from '../../../workspace/src/python/run-program.ts';
import { imageDigest } from '../deploy/images/image-digest.ts';

await runCommand({
  synopsis: 'npm run pin-images',
  description: 'Pins the base images of all Dockerfiles to the current digests of their tags.',
  options: {},
  async run() {
    const digestOf = imageDigest(runProgram);
    for (const name of globSync('services/*/Dockerfile', { cwd: workspaceRoot })) {
      const file = join(workspaceRoot, name);
      const pinned = await pinBaseImages(readFileSync(file, 'utf8'), digestOf);
      writeFileSync(file, pinned);
      for (const { reference } of findBaseImages(pinned)) print(`${name}: ${reference}`);
    }
  },
});
