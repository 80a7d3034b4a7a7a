/**
 * Finds Python requirements that pip would install without comparing a hash, or in any version.
 * https://pip.pypa.io/en/stable/topics/secure-installs/
 *
 * @param text  a requirements.txt
 * @returns the requirements, such as `cfn-lint==1.58.0`
 */
export const unhashedRequirements = (text: string): string[] =>
  text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('-'))
    .filter((line) => !/^[^\s;]+==[^\s;]+(?:\s*;[^#]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+$/.test(line))
    .map((line) => line.split(/\s/)[0]!);
