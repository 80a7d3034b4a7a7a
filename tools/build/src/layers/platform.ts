/** The platform of native code, with the values of `os`, `cpu` and `libc` in package.json. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  /** On Linux only. */
  readonly libc?: 'glibc' | 'musl';
}

/** Node's names of CPU architectures, by Lambda's names. */
const cpus = { arm64: 'arm64', x86_64: 'x64' } as const;

/**
 * @param architecture  `architecture` of provider.yml: `arm64` or `x86_64`
 * @returns the platform of Lambda's Node.js runtimes, which is Amazon Linux. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 * @throws Error if Lambda does not support the architecture
 */
export function lambdaPlatform(architecture: string): Platform {
  const cpu = Object.hasOwn(cpus, architecture) ? cpus[architecture as keyof typeof cpus] : undefined;
  if (cpu) return { os: 'linux', cpu, libc: 'glibc' };
  throw new Error(`Unknown architecture "${architecture}". Write arm64 or x86_64 in provider.yml.`);
}

/** @returns the platform of this machine, on which the functions of the local stage run */
export function hostPlatform(): Platform {
  const { platform: os, arch: cpu } = process;
  if (os !== 'linux') return { os, cpu };
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { os, cpu, libc: header.glibcVersionRuntime === undefined ? 'musl' : 'glibc' };
}

/** The platforms of a package in package.json or the lock file; without a list it supports all. */
export interface PlatformLimits {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * Whether a package supports a platform. A list can also exclude values: `!win32`.
 * https://docs.npmjs.com/cli/configuring-npm/package-json#os
 */
export const runsOn = (limits: PlatformLimits, platform: Platform): boolean =>
  allows(limits.os, platform.os) && allows(limits.cpu, platform.cpu) && allows(limits.libc, platform.libc);

function allows(list: readonly string[] | undefined, value: string | undefined): boolean {
  if (list === undefined) return true;
  if (value === undefined || list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((entry) => entry.startsWith('!'));
}
