import { existsSync } from 'node:fs';
import { CommandError, ExitCode } from '../../../workspace/src/cli/command-error.ts';

// Debian and Ubuntu; Fedora; Google's packages; macOS.
const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Returns the path of an installed Chromium: that of the variable `CHROMIUM`, or the first at a usual path.
 * @throws CommandError with exit code 69 if there is none
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string {
  const candidates = env['CHROMIUM'] ? [env['CHROMIUM']] : usualPaths;
  const found = candidates.find(exists);
  if (found !== undefined) return found;
  const missing = env['CHROMIUM'] ? `${env['CHROMIUM']} does not exist.` : 'Chromium is not installed.';
  throw new CommandError(`${missing} Install it ("apt-get install chromium"), or set CHROMIUM to its path.`, {
    exitCode: ExitCode.unavailable,
  });
}
