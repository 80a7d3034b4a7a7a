/** Where native code is to run, in the words of package.json's `os`, `cpu` and `libc`. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  /** Of Linux alone. */
  readonly libc?: 'glibc' | 'musl';
}

/** Lambda's names of processors, and Node's. */
const cpus = { arm64: 'arm64', x86_64: 'x64' } as const;

/**
 * @param architecture  `architecture` of provider.yml: `arm64` or `x86_64`
 * @returns the platform of Lambda's Node.js runtimes, which is Amazon Linux. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 * @throws Error on a name that Lambda does not have
 */
export function lambdaPlatform(architecture: string): Platform {
  const cpu = Object.hasOwn(cpus, architecture) ? cpus[architecture as keyof typeof cpus] : undefined;
  if (cpu) return { os: 'linux', cpu, libc: 'glibc' };
  throw new Error(`Lambda has no architecture "${architecture}": write arm64 or x86_64 in provider.yml.`);
}

/** @returns the platform of this machine, on which the functions of the local stage run */
export function hostPlatform(): Platform {
  const { platform: os, arch: cpu } = process;
  if (os !== 'linux') return { os, cpu };
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { os, cpu, libc: header.glibcVersionRuntime === undefined ? 'musl' : 'glibc' };
}

/** What package.json, or the lock, says of where a package runs; without a list it runs everywhere. */
export interface PlatformLimits {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * Whether a package is for a platform. A list may also exclude: `!win32`.
 * https://docs.npmjs.com/cli/configuring-npm/package-json#os
 */
export const runsOn = (limits: PlatformLimits, platform: Platform): boolean =>
  allows(limits.os, platform.os) && allows(limits.cpu, platform.cpu) && allows(limits.libc, platform.libc);

function allows(list: readonly string[] | undefined, value: string | undefined): boolean {
  if (list === undefined) return true;
  if (value === undefined || list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((entry) => entry.startsWith('!'));
}
