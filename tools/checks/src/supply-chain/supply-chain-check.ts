import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findUnpinnedImages } from '../../../workspace/src/images/base-images.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import { ecosystemsWithoutCooldown, MIN_COOLDOWN_DAYS } from './cooldown.ts';
import { licenseViolations } from './licenses.ts';
import { NOTICES_FILE, toNotices } from './notices.ts';
import { unhashedRequirements } from './requirements.ts';
import { readShippedPackages } from './shipped-packages.ts';

const DEPENDABOT = '.github/dependabot.yml';
const IGNORED = ['**/node_modules/**', '.local/**'];

export const supplyChainCheck: Check = {
  name: 'supply-chain',
  description: 'licenses of shipped packages, hashes of Python packages, digests of base images',
  readsTestRecords: false,
  run({ root }) {
    const read = (file: string) => readFileSync(join(root, file), 'utf8');
    const find = (glob: string) => globSync(glob, { cwd: root, exclude: IGNORED });
    const packages = readShippedPackages(root);
    const isCurrent = existsSync(join(root, NOTICES_FILE)) && read(NOTICES_FILE) === toNotices(packages);
    return {
      findings: [
        ...licenseViolations(packages),
        ...(isCurrent ? [] : [staleNotices]),
        ...find('**/requirements.txt').flatMap((file) =>
          unhashedRequirements(read(file)).map((requirement) => unhashed(file, requirement)),
        ),
        ...find('**/Dockerfile').flatMap((file) =>
          findUnpinnedImages(read(file)).map(({ reference }) => unpinned(file, reference)),
        ),
        ...ecosystemsWithoutCooldown(read(DEPENDABOT)).map(withoutCooldown),
      ],
      summary: [`${packages.length} packages in bundles and layers.`],
    };
  },
};

const staleNotices: Finding = {
  severity: 'error',
  service: NOTICES_FILE,
  message: 'The notices do not match the bundles and layers. Run "npm run notices".',
};

const unhashed = (file: string, requirement: string): Finding => ({
  severity: 'error',
  service: file,
  subject: requirement,
  message:
    'pip would install it without comparing a hash. Pin it with == and --hash, as "pip-compile --generate-hashes" does.',
});

/** A warning, because it needs a registry to resolve the digest: `nx deploy` refuses to build the image. */
const unpinned = (file: string, image: string): Finding => ({
  severity: 'warning',
  service: file,
  subject: image,
  message: 'A tag can be moved to other content. Run "npm run pin-images" and commit the digest.',
});

const withoutCooldown = (ecosystem: string): Finding => ({
  severity: 'error',
  service: DEPENDABOT,
  subject: ecosystem,
  message: `Dependabot proposes versions on the day they are published. Set cooldown.default-days to ${MIN_COOLDOWN_DAYS} or more.`,
});
